import { CommandButton } from '../commands/command-button.tsx';
import styles from './rail.module.css';
import { useViews } from './services-context.tsx';
import { ThemeMenu } from './theme-menu.tsx';

const PANELS = ['nodes', 'outline', 'gallery'] as const;

/** Switches the panel on the left; below it, what is seldom wanted. */
export function Rail() {
  const left = useViews((state) => state.left);
  return (
    <nav className={styles.rail} aria-label="Panels and help">
      {PANELS.map((panel) => (
        <CommandButton key={panel} id={`view.${panel}`} pressed={left === panel} />
      ))}
      <CommandButton id="file.templates" />
      <span className={styles.gap} />
      <CommandButton id="help.shortcuts" />
      <ThemeMenu />
    </nav>
  );
}
