import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NumberEntry } from './number-entry.tsx';
import styles from './rows.module.css';
import type { WidgetProps } from './widget.ts';

/** A list of numbers or of texts, one a row. */
export function ListWidget({ param, value, invalid, describedBy, change, discard, settle }: WidgetProps) {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const numbers = param.items === 'number';
  const put = (index: number, item: unknown) => change(list.with(index, item));
  return (
    <fieldset className={styles.rows} aria-label={param.title}>
      {list.map((item, index) => {
        const label = `${param.title}, entry ${index + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries may be equal, places are not.
          <span key={index} className={styles.single}>
            {numbers ? (
              <NumberEntry
                {...{ label, value: item, min: undefined, max: undefined, step: 1, invalid, describedBy }}
                onChange={(next) => put(index, next ?? '')}
                onDiscard={discard}
                onSettle={settle}
              />
            ) : (
              <TextField
                {...{ label, labelHidden: true, value: String(item) }}
                onChange={(text) => put(index, text)}
              />
            )}
            <IconButton
              icon={X}
              label={`Remove entry ${index + 1}`}
              onClick={() => change(list.toSpliced(index, 1))}
            />
          </span>
        );
      })}
      <Button
        variant="quiet"
        icon={Plus}
        className={styles.add}
        onClick={() => change([...list, list.at(-1) ?? (numbers ? 0 : '')])}
      >
        Add an entry
      </Button>
    </fieldset>
  );
}
