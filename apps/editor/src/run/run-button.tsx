import { Repeat } from 'lucide-react';
import { useCommand } from '../commands/use-command.ts';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { useRunSettings } from './controls/use-run-settings.ts';
import styles from './run-button.module.css';

/** Runs the workflow, as often as the settings say; where it cannot, it says why. */
export function RunButton({ variant = 'primary', className }: Pick<ButtonProps, 'variant' | 'className'>) {
  const { command, enabled, run } = useCommand('run.all');
  const count = useRunSettings((settings) => settings.count);
  const live = useRunSettings((settings) => settings.live);
  const Icon = live ? Repeat : command.icon!;
  return (
    <Tooltip
      text={enabled ? runHint(count, live) : 'There is nothing to run yet. Add a node, or open a template.'}
      shortcut={command.shortcuts?.[0]}
    >
      {/* Who holds the focus keeps it, and who asks hears why. */}
      <Button variant={variant} className={className} aria-disabled={!enabled} onClick={run}>
        <Icon aria-hidden size={14} strokeWidth={2} />
        Run
        {count > 1 && <span className={styles.count}>×{count}</span>}
      </Button>
    </Tooltip>
  );
}

function runHint(count: number, live: boolean): string {
  if (live) return 'Every change is run; this runs once more';
  return count === 1 ? 'Run the workflow' : `Run it ${count} times, one after the other`;
}
