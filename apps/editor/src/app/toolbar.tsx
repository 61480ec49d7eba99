import { Search } from 'lucide-react';
import { CommandButton } from '../commands/command-button.tsx';
import { DocumentTitle } from '../files/document-title.tsx';
import { RunControls } from '../run/run-controls.tsx';
import { Button } from '../ui/button.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { AppMenu } from './app-menu.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { useServices, useViews } from './services-context.tsx';
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
        <DocumentTitle />
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
        <RunControls />
        {mode === 'graph' && <CommandButton id="view.inspector" pressed={inspector} />}
      </div>
    </header>
  );
}
