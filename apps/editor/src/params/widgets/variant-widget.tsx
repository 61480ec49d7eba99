import { useEffect } from 'react';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { namedModel } from '../named-model.ts';
import { useModels } from '../use-models.ts';
import type { WidgetProps } from './widget.ts';

/** Radix takes no empty value for an option. */
const PLAIN = '(plain)';

/** One of the variants of the model that the same node names. */
export function VariantWidget({ record, param, value, compact, change }: WidgetProps) {
  const { models, ask } = useModels();
  const variant = String(value);
  const name = namedModel(record);
  useEffect(() => {
    if (!compact) ask();
  }, [compact, ask]);
  const variants = models?.find((model) => model.name === name)?.variants ?? [];
  const named = variant === '' || variants.includes(variant) ? variants : [variant, ...variants];
  const options: SelectOption[] = [
    { value: PLAIN, label: 'Plain files' },
    ...named.map((value) => ({ value, label: value })),
  ];
  return (
    <Select
      label={param.title}
      value={variant === '' ? PLAIN : variant}
      options={options}
      onChange={(next) => change(next === PLAIN ? '' : next)}
      onOpen={ask}
    />
  );
}
