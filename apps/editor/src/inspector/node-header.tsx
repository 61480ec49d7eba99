import { type NodeMode, type NodeRecord, setColor, setMode, setTitle } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useServices } from '../app/services-context.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ColorRow } from './color-row.tsx';
import styles from './node-header.module.css';
import { Section } from './section.tsx';

export const MODES = [
  { value: 'run', label: 'Runs' },
  { value: 'mute', label: 'Muted', hint: 'Left out, with all that depends on it.' },
  { value: 'bypass', label: 'Bypassed', hint: 'What comes in goes out unchanged.' },
] as const satisfies readonly { value: NodeMode; [key: string]: unknown }[];

/** What a node is, what it is called, whether it runs, and its colour. */
export function NodeHeader({ id, record }: { readonly id: string; readonly record: NodeRecord }) {
  const { editor } = useServices();
  const definition = builtinRegistry.nodes.get(record.type);
  const usual = definition?.title ?? record.type;
  return (
    <Section>
      <div className={styles.top}>
        <TextField
          label="Title"
          labelHidden
          className={styles.title ?? ''}
          placeholder={usual}
          maxLength={200}
          value={record.title ?? ''}
          onChange={(title) => editor.apply(setTitle(id, title), { group: `title:${id}` })}
        />
        <p className={styles.kind}>
          {record.title !== undefined && usual}
          <span className={styles.id}>{id}</span>
        </p>
        <p className={styles.summary}>
          {definition?.summary ?? 'This program does not know nodes of this type. It is kept as it is.'}
        </p>
      </div>
      <div className={styles.settings}>
        <Select
          label="Whether it runs"
          value={record.mode ?? 'run'}
          options={MODES}
          onChange={(mode) => editor.apply(setMode([id], mode as NodeMode))}
        />
        <ColorRow color={record.color} onChange={(color) => editor.apply(setColor([id], color))} />
      </div>
    </Section>
  );
}
