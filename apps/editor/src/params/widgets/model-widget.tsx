import type { ModelSummary } from '@latentgraph/graph-core';
import { useEffect } from 'react';
import { bytesText } from '../../run/words.ts';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { useModels } from '../use-models.ts';
import type { WidgetProps } from './widget.ts';

/** One of the models that the chosen runtime has. */
export function ModelWidget({ param, value, compact, change }: WidgetProps) {
  const { models, ask } = useModels();
  const name = String(value);
  useEffect(() => {
    if (!compact) ask();
  }, [compact, ask]);
  return (
    <Select
      label={param.title}
      value={name}
      options={optionsOf(models, name)}
      onChange={change}
      onOpen={ask}
    />
  );
}

function optionsOf(models: readonly ModelSummary[] = [], name: string): readonly SelectOption[] {
  const options = models.map(describe);
  if (options.some(({ value }) => value === name)) return options;
  const hint = models.length > 0 ? 'Not on the runtime that is chosen.' : undefined;
  return [{ value: name, label: name, hint }, ...options];
}

function describe({ name, family, precision, sizeBytes, variants, problems }: ModelSummary): SelectOption {
  const others = variants.filter((variant) => variant !== '');
  const also = others.length > 0 ? `also as ${others.join(', ')}` : undefined;
  const facts = [family, precision, bytesText(sizeBytes), also].filter((fact) => fact !== undefined);
  const hint = problems[0]?.message ?? facts.join(', ');
  return { value: name, label: name, hint };
}
