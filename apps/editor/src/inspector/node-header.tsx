import { type NodeMode, type NodeRecord, setColor, setMode, setTitle } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { memo } from 'react';
import { useServices } from '../app/services-context.tsx';
import { documentText } from '../keyboard/focus.ts';
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

export interface NodeHeaderProps extends Pick<NodeRecord, 'type' | 'title' | 'mode' | 'color'> {
  readonly id: string;
}

/** What a node is, what it is called, whether it runs, and its colour. Typing in a param leaves it alone. */
export const NodeHeader = memo(function NodeHeader({ id, type, title, mode, color }: NodeHeaderProps) {
  const { editor } = useServices();
  const definition = builtinRegistry.nodes.get(type);
  const usual = definition?.title ?? type;
  return (
    <Section>
      <div className={styles.top}>
        <TextField
          label="Title"
          labelHidden
          {...documentText}
          className={styles.title ?? ''}
          placeholder={usual}
          maxLength={200}
          value={title ?? ''}
          onChange={(text) => editor.apply(setTitle(id, text), { group: `title:${id}` })}
        />
        <p className={styles.kind}>
          {title !== undefined && usual}
          <span className={styles.id}>{id}</span>
        </p>
        <p className={styles.summary}>
          {definition?.summary ?? 'This program does not know nodes of this type. It is kept as it is.'}
        </p>
      </div>
      <div className={styles.settings}>
        <Select
          label="Whether it runs"
          value={mode ?? 'run'}
          options={MODES}
          onChange={(next) => editor.apply(setMode([id], next as NodeMode))}
        />
        <ColorRow color={color} onChange={(next) => editor.apply(setColor([id], next))} />
      </div>
    </Section>
  );
});
