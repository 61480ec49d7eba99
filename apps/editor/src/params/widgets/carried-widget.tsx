import { builtinRegistry } from '@latentgraph/nodes';
import { Plus, X } from 'lucide-react';
import { z } from 'zod';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { freshName } from '../fresh-name.ts';
import { JsonWidget } from './json-widget.tsx';
import styles from './rows.module.css';
import type { WidgetProps } from './widget.ts';

/** What has rows to be edited in, though a name in the making may not be a valid one yet. */
const listSchema = z.array(z.looseObject({ name: z.string(), type: z.string() }));

type CarriedList = Readonly<z.infer<typeof listSchema>>;

const TYPES = [...builtinRegistry.types.keys()].sort().map((type) => ({ value: type, label: type }));

/** The values that a zone carries from step to step. What a file holds instead is shown as JSON. */
export function CarriedWidget(props: WidgetProps) {
  const read = listSchema.safeParse(props.value);
  return read.success ? <CarriedRows {...props} list={read.data} /> : <JsonWidget {...props} />;
}

/** A name and a type each. */
function CarriedRows({ param, list, change }: WidgetProps & { readonly list: CarriedList }) {
  const put = (index: number, next: Partial<CarriedList[number]>) =>
    change(list.with(index, { ...list[index]!, ...next }));
  const names = list.map(({ name }) => name);
  const fresh = freshName('value', 1, names);
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
        onClick={() => change([...list, { name: fresh, type: 'latent' }])}
      >
        Carry a value
      </Button>
    </fieldset>
  );
}
