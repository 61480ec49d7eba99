import { Play, Search, Square } from 'lucide-react';
import { CommandButton } from '../commands/command-button.tsx';
import { Button } from '../ui/button.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { AppMenu } from './app-menu.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { useEditor, useRuns, useServices, useViews } from './services-context.tsx';
import styles from './toolbar.module.css';

/** What is always at hand: the document, how it is shown, and running it. */
export function Toolbar() {
  const { commands } = useServices();
  const mode = useViews((state) => state.mode);
  const inspector = useViews((state) => state.inspector);
  return (
    <header className={styles.toolbar}>
      <div className={styles.start}>
        <AppMenu />
        <Title />
      </div>
      <ModeSwitch />
      <div className={styles.end}>
        <Button
          variant="quiet"
          icon={Search}
          className={styles.find}
          onClick={() => commands.run('help.palette')}
        >
          <span className={styles.findLabel}>Find</span>
          <Shortcut keys="$mod+k" />
        </Button>
        <RunButton />
        {mode === 'graph' && <CommandButton id="view.inspector" pressed={inspector} />}
      </div>
    </header>
  );
}

function Title() {
  const name = useEditor(({ history }) => history.document.name ?? 'Untitled');
  return <h1 className={styles.name}>{name}</h1>;
}

function RunButton() {
  const { editor, runs } = useServices();
  const running = useRuns(({ shown }) => shown?.state === 'running' || shown?.state === 'queued');
  if (running)
    return (
      <Button icon={Square} onClick={() => runs.cancel()}>
        Cancel
      </Button>
    );
  return (
    <Button variant="primary" icon={Play} onClick={() => runs.run(editor.document)}>
      Run
    </Button>
  );
}
