import type { NodeRecord } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useShallow } from 'zustand/react/shallow';
import { useEditor } from '../app/services-context.tsx';
import { ParamField } from '../params/param-field.tsx';
import { countOf } from '../run/words.ts';
import { commonParams } from './common-params.ts';
import { Section } from './section.tsx';
import styles from './several-inspector.module.css';
import { SeveralSettings } from './several-settings.tsx';

/** What several nodes have in common: a change is made to all of them. */
export function SeveralInspector({ ids }: { readonly ids: readonly string[] }) {
  const records = useEditor(
    useShallow(({ history }) => ids.flatMap((id) => history.document.graphs.main.nodes[id] ?? [])),
  );
  const [first, ...others] = ids;
  const params = commonParams(records, builtinRegistry);
  return (
    <>
      <Section>
        <h2 className={styles.title}>{countOf(ids.length, 'node')}</h2>
        <SeveralSettings ids={ids} />
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
