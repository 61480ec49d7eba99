import { CommandButton } from '../commands/command-button.tsx';
import styles from './rail.module.css';
import { useViews } from './services-context.tsx';

const PANELS = ['nodes', 'outline', 'gallery'] as const;

/** Switches the panel on the left. */
export function Rail() {
  const left = useViews((state) => state.left);
  return (
    <nav className={styles.rail} aria-label="Panels">
      {PANELS.map((panel) => (
        <CommandButton key={panel} id={`view.${panel}`} pressed={left === panel} />
      ))}
    </nav>
  );
}
