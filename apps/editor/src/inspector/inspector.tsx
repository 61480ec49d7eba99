import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useEditor } from '../app/services-context.tsx';
import { selectedZone } from '../canvas/zones/selected-zone.ts';
import styles from './inspector.module.css';
import { NodeInspector } from './node-inspector.tsx';
import { SeveralInspector } from './several-inspector.tsx';
import { WorkflowInspector } from './workflow-inspector.tsx';
import { ZoneInspector } from './zone-inspector.tsx';

/** All about what is selected; with nothing selected, about the workflow. */
export function Inspector() {
  const selected = useEditor(useShallow(({ selection }) => [...selection.nodes]));
  const [only] = selected;
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      {only === undefined && <WorkflowInspector />}
      {only !== undefined && selected.length === 1 && <NodeInspector key={only} id={only} />}
      {selected.length > 1 && <ZoneOrSeveral ids={selected} />}
    </aside>
  );
}

function ZoneOrSeveral({ ids }: { readonly ids: readonly string[] }) {
  const document = useEditor(({ history }) => history.document);
  const zone = useMemo(() => selectedZone(document, ids), [document, ids]);
  return zone === undefined ? <SeveralInspector ids={ids} /> : <ZoneInspector key={zone.id} zone={zone} />;
}
