import { CommandButton } from '../commands/command-button.tsx';
import { DocumentTitle } from '../files/document-title.tsx';
import { RunControls } from '../run/run-controls.tsx';
import { AppMenu } from './app-menu.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { useViews } from './services-context.tsx';
import styles from './toolbar.module.css';

/** What is always at hand: the document, how it is shown, and running it. */
export function Toolbar() {
  const mode = useViews((state) => state.mode);
  const inspector = useViews((state) => state.inspector);
  return (
    <header className={styles.toolbar}>
      <div className={styles.start}>
        <AppMenu />
        <DocumentTitle />
      </div>
      <div className={styles.end}>
        <ModeSwitch />
        <CommandButton id="help.palette" />
        <span className={styles.divider} />
        <RunControls />
        {mode === 'graph' && <CommandButton id="view.inspector" pressed={inspector} />}
      </div>
    </header>
  );
}
