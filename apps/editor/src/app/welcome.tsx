import { X } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useCommand } from '../commands/use-command.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useEditor, useFiles, useServices, useViews } from './services-context.tsx';
import styles from './welcome.module.css';

/** What a newcomer is told beside the first workflow: what it is, and three things to try. Shown until it is put away. */
export function Welcome() {
  const { views } = useServices();
  const welcomed = useViews((state) => state.welcomed);
  const empty = useEditor(({ history }) => Object.keys(history.document.graphs.main.nodes).length === 0);
  const restricted = useFiles((state) => state.restricted !== null);
  const putAway = () => views.arrange({ welcomed: true });
  useHasLeftFirst(putAway);
  if (welcomed || empty || restricted) return null;
  return (
    <aside className={styles.welcome} aria-label="Welcome">
      <header className={styles.header}>
        <h2 className={styles.title}>This graph paints a picture from words</h2>
        <IconButton icon={X} label="Put away" onClick={putAway} />
      </header>
      <ol className={styles.steps}>
        <Step title="Run it.">
          The model is small: it takes seconds, on any machine. <CommandLink id="run.all" label="Run" />
        </Step>
        <Step title="Change the words">
          in the node “Prompt”, and run again: only what depends on them is computed.
        </Step>
        <Step title="Look inside the loop.">
          Drag along its steps, or wire something of your own into it.{' '}
          <CommandLink id="file.templates" label="See examples" />
        </Step>
      </ol>
    </aside>
  );
}

/** Tells once when another workflow than the first was opened: what is said here is not about that one. */
function useHasLeftFirst(onLeft: () => void): void {
  const key = useFiles((state) => state.key);
  const [first] = useState(key);
  const tell = useEffectEvent(onLeft);
  useEffect(() => {
    if (key !== first) tell();
  }, [key, first]);
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li>
      <strong>{title}</strong> {children}
    </li>
  );
}

function CommandLink({ id, label }: { readonly id: string; readonly label: string }) {
  const { run } = useCommand(id);
  return (
    <Button variant="quiet" className={styles.link} onClick={run}>
      {label}
    </Button>
  );
}
