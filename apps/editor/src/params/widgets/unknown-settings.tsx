import type { SchedulerDefinition } from '@latentgraph/nodes';
import { X } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import type { SchedulerOptions } from '../scheduler-settings.ts';
import styles from './scheduler-options-widget.module.css';

export interface UnknownSettingsProps {
  readonly scheduler: SchedulerDefinition;
  readonly options: SchedulerOptions;
  readonly names: readonly string[];
  readonly compact: boolean;
  onRemove(name: string): void;
}

/** What is set and the scheduler does not have: often what is left of another scheduler. */
export function UnknownSettings({ scheduler, options, names, compact, onRemove }: UnknownSettingsProps) {
  return (
    <div className={styles.unknown}>
      {!compact && (
        <p className={styles.note}>
          {scheduler.title} does not have these: remove them, or choose the scheduler that they are for.
        </p>
      )}
      <ul className={styles.list}>
        {names.map((name) => (
          <li key={name} className={styles.row}>
            <code className={styles.setting}>
              {name}: {JSON.stringify(options[name])}
            </code>
            {!compact && (
              <IconButton
                icon={X}
                label={`Remove ${name}`}
                className={styles.remove}
                onClick={() => onRemove(name)}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
