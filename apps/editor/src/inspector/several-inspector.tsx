import { type NodeMode, type NodeRecord, setColor, setMode } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useShallow } from 'zustand/react/shallow';
import { useEditor, useServices } from '../app/services-context.tsx';
import { ParamField } from '../params/param-field.tsx';
import { countOf } from '../run/words.ts';
import { Select } from '../ui/select.tsx';
import { ColorRow } from './color-row.tsx';
import { commonParams } from './common-params.ts';
import { MODES } from './node-header.tsx';
import { Section } from './section.tsx';
import styles from './several-inspector.module.css';

/** What several nodes have in common: a change is made to all of them. */
export function SeveralInspector({ ids }: { readonly ids: readonly string[] }) {
  const { editor } = useServices();
  const records = useEditor(
    useShallow(({ history }) => ids.flatMap((id) => history.document.graphs.main.nodes[id] ?? [])),
  );
  const [first, ...others] = ids;
  const params = commonParams(records, builtinRegistry);
  const mode = common(records.map((record) => record.mode ?? 'run'));
  return (
    <>
      <Section>
        <h2 className={styles.title}>{countOf(ids.length, 'node')}</h2>
        <Select
          label="Whether they run"
          value={mode ?? 'Some run'}
          options={MODES}
          onChange={(next) => editor.apply(setMode(ids, next as NodeMode))}
        />
        <ColorRow
          color={common(records.map(({ color }) => color))}
          onChange={(color) => editor.apply(setColor(ids, color))}
        />
      </Section>
      {params.length > 0 && (
        <Section title="In common">
          {params.map(({ param, mixed }) => (
            <ParamField
              key={param.name}
              node={first!}
              record={records[0] as NodeRecord}
              param={param}
              others={others}
              menu={false}
              help={mixed ? 'They differ here: a change sets all of them.' : undefined}
            />
          ))}
        </Section>
      )}
    </>
  );
}

/** The value that all have, or undefined. */
function common<Value>(values: readonly Value[]): Value | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}
