import { useCommand } from '../commands/use-command.ts';
import { isEmpty } from '../document/is-empty.ts';
import { Shortcut } from '../ui/shortcut.tsx';
import styles from './empty-graph.module.css';
import { useEditor } from './services-context.tsx';

/** What stands on an empty canvas: what this is, and three ways to begin. */
export function EmptyGraph() {
  const empty = useEditor(({ history }) => isEmpty(history.document));
  if (!empty) return null;
  return (
    <section className={styles.empty} aria-label="How to begin">
      <h2 className={styles.title}>Build a picture out of nodes</h2>
      <p className={styles.about}>
        Each node does one thing: reads a prompt, makes noise, takes a step of denoising. Wires carry what it
        makes to the next.
      </p>
      <Way id="file.templates" title="Start from an example" about="A graph that paints, yours to change" />
      <Way id="edit.add-node" title="Add a first node" about="Or double-click the canvas" />
      <Way id="file.open" title="Open a workflow" about="A file, or a picture made with Latentgraph" />
    </section>
  );
}

interface WayProps {
  /** The command that it runs. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
}

function Way({ id, title, about }: WayProps) {
  const { command, run } = useCommand(id);
  const { icon: Icon, shortcuts } = command;
  return (
    <button type="button" className={styles.way} onClick={run}>
      {Icon && <Icon aria-hidden size={20} strokeWidth={1.5} className={styles.icon} />}
      <span className={styles.words}>
        <span className={styles.wayTitle}>{title}</span>
        <span className={styles.wayAbout}>{about}</span>
      </span>
      {shortcuts?.[0] !== undefined && <Shortcut keys={shortcuts[0]} />}
    </button>
  );
}
