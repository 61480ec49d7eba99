import { type NodeMode, setColor, setMode } from '@latentgraph/graph-core';
import { useShallow } from 'zustand/react/shallow';
import { useEditor, useServices } from '../app/services-context.tsx';
import { Select } from '../ui/select.tsx';
import { ColorRow } from './color-row.tsx';
import { MODES } from './node-header.tsx';

/** Whether several nodes run, and their colour: set for all of them. */
export function SeveralSettings({ ids }: { readonly ids: readonly string[] }) {
  const { editor } = useServices();
  const records = useEditor(
    useShallow(({ history }) => ids.flatMap((id) => history.document.graphs.main.nodes[id] ?? [])),
  );
  return (
    <>
      <Select
        label="Whether they run"
        value={common(records.map((record) => record.mode ?? 'run')) ?? 'Some run'}
        options={MODES}
        onChange={(next) => editor.apply(setMode(ids, next as NodeMode))}
      />
      <ColorRow
        color={common(records.map(({ color }) => color))}
        onChange={(color) => editor.apply(setColor(ids, color))}
      />
    </>
  );
}

/** The value that all have, or undefined. */
function common<Value>(values: readonly Value[]): Value | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}
