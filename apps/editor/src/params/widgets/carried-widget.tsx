import { builtinRegistry } from '@latentgraph/nodes';
import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './rows.module.css';
import type { WidgetProps } from './widget.ts';

interface Carried {
  readonly name: string;
  readonly type: string;
}

const TYPES = [...builtinRegistry.types.keys()].sort().map((type) => ({ value: type, label: type }));

/** The values that a zone carries from step to step: a name and a type each. */
export function CarriedWidget({ param, value, change }: WidgetProps) {
  const list = Array.isArray(value) ? (value as readonly Carried[]) : [];
  const put = (index: number, next: Partial<Carried>) =>
    change(list.with(index, { ...list[index]!, ...next }));
  return (
    <fieldset className={styles.rows} aria-label={param.title}>
      {list.map(({ name, type }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed, places do not.
        <span key={index} className={styles.pair}>
          <TextField
            label={`Name of carried value ${index + 1}`}
            labelHidden
            value={name}
            onChange={(text) => put(index, { name: text })}
          />
          <Select
            label={`Type of carried value ${index + 1}`}
            value={type}
            options={TYPES}
            onChange={(type) => put(index, { type })}
          />
          <IconButton icon={X} label={`Remove ${name}`} onClick={() => change(list.toSpliced(index, 1))} />
        </span>
      ))}
      <Button
        variant="quiet"
        icon={Plus}
        className={styles.add}
        onClick={() => change([...list, { name: freshName(list), type: 'latent' }])}
      >
        Carry a value
      </Button>
    </fieldset>
  );
}

function freshName(list: readonly Carried[]): string {
  const taken = new Set(list.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = `value${number}`;
    if (!taken.has(name)) return name;
  }
}
