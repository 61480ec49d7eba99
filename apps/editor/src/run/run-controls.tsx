import { ChevronDown, Square } from 'lucide-react';
import { useServices } from '../app/services-context.tsx';
import { useCommand } from '../commands/use-command.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { Popover } from '../ui/popover.tsx';
import { Switch } from '../ui/switch.tsx';
import { RunStatus } from './controls/run-status.tsx';
import { RuntimePicker } from './controls/runtime-picker.tsx';
import { useRunSettings } from './controls/use-run-settings.ts';
import { RunButton } from './run-button.tsx';
import styles from './run-controls.module.css';
import { MAX_COUNT } from './run-settings.ts';

/** Where to run, how far the run has come, and starting and stopping it. Each part keeps its place and its width. */
export function RunControls() {
  const cancel = useCommand('run.cancel');
  return (
    <div className={styles.controls}>
      <RuntimePicker />
      <RunStatus />
      <IconButton
        icon={Square}
        label={cancel.command.title}
        shortcut={cancel.command.shortcuts?.[0]}
        disabled={!cancel.enabled}
        onClick={cancel.run}
      />
      <div className={styles.split}>
        <RunButton className={styles.run} />
        <RunOptions />
      </div>
    </div>
  );
}

function RunOptions() {
  const { runSettings } = useServices();
  const { count, live } = useRunSettings((settings) => settings);
  const selection = useCommand('run.selection');
  return (
    <Popover
      label="Run options"
      align="end"
      trigger={
        <Button variant="primary" className={styles.more} aria-label="Run options">
          <ChevronDown aria-hidden size={14} />
        </Button>
      }
    >
      <div className={styles.options}>
        <Button
          variant="plain"
          icon={selection.command.icon!}
          disabled={!selection.enabled}
          onClick={selection.run}
        >
          {selection.command.title}
        </Button>
        <div className={styles.option}>
          <span>
            Runs in a row
            <small>Each with other seeds; where all are fixed, they count up</small>
          </span>
          <span className={styles.number}>
            <NumberField
              label="Runs in a row"
              labelHidden
              value={count}
              min={1}
              max={MAX_COUNT}
              step={1}
              onChange={(count) => runSettings.setState({ count })}
            />
          </span>
        </div>
        <div className={styles.option}>
          <span>
            Run on every change
            <small>Each change ends the run before</small>
          </span>
          <Switch
            label="Run on every change"
            labelHidden
            checked={live}
            onChange={(live) => runSettings.setState({ live })}
          />
        </div>
      </div>
    </Popover>
  );
}
