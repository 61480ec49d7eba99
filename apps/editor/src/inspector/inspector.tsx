import { useShallow } from 'zustand/react/shallow';
import { useEditor } from '../app/services-context.tsx';
import styles from './inspector.module.css';
import { NodeInspector } from './node-inspector.tsx';
import { SeveralInspector } from './several-inspector.tsx';
import { WorkflowInspector } from './workflow-inspector.tsx';

/** All about what is selected; with nothing selected, about the workflow. */
export function Inspector() {
  const selected = useEditor(useShallow(({ selection }) => [...selection.nodes]));
  const [only] = selected;
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      {only === undefined && <WorkflowInspector />}
      {only !== undefined && selected.length === 1 && <NodeInspector key={only} id={only} />}
      {selected.length > 1 && <SeveralInspector ids={selected} />}
    </aside>
  );
}
