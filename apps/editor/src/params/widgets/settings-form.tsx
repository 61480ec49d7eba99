import type { SchedulerDefinition } from '@latentgraph/nodes';
import { useRef, useState } from 'react';
import type { ParamDescription } from '../describe-params.ts';
import {
  arrangeSettings,
  describeSettings,
  isSet,
  type SchedulerOptions,
  withSetting,
} from '../scheduler-settings.ts';
import styles from './scheduler-options-widget.module.css';
import { SettingRow } from './setting-row.tsx';
import { UnknownSettings } from './unknown-settings.tsx';
import type { WidgetProps } from './widget.ts';

export interface SettingsFormProps extends WidgetProps {
  readonly scheduler: SchedulerDefinition;
  readonly options: SchedulerOptions;
}

/** Every setting of a scheduler, to be set or to be left to the model; in a node only those that are set. */
export function SettingsForm({ scheduler, options, ...props }: SettingsFormProps) {
  const { param, compact, change } = props;
  const form = useRef<HTMLFieldSetElement>(null);
  const { usual, ofTraining, unknown } = arrangeSettings(describeSettings(scheduler), options);

  const rows = (settings: readonly ParamDescription[]) =>
    settings
      .filter(({ name }) => !compact || isSet(options, name))
      .map((setting) => <SettingRow key={setting.name} {...props} {...{ options, setting }} />);

  function remove(name: string): void {
    change(withSetting(options, name, undefined));
    // The button goes with its row.
    form.current?.focus();
  }

  return (
    <fieldset ref={form} tabIndex={-1} className={styles.form} aria-label={param.title}>
      {unknown.length > 0 && (
        <UnknownSettings {...{ scheduler, options, compact }} names={unknown} onRemove={remove} />
      )}
      {rows(usual)}
      {compact ? rows(ofTraining) : <OfTraining {...{ options }} settings={ofTraining} rows={rows} />}
    </fieldset>
  );
}

interface OfTrainingProps {
  readonly options: SchedulerOptions;
  readonly settings: readonly ParamDescription[];
  rows(settings: readonly ParamDescription[]): React.ReactNode;
}

/** Folded, for there is seldom a reason to change them. */
function OfTraining({ options, settings, rows }: OfTrainingProps) {
  const [open, setOpen] = useState(() => settings.some(({ name }) => isSet(options, name)));
  return (
    <details
      className={styles.folded}
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>How the model was trained</summary>
      <p className={styles.note}>Only for a model that does not say so itself, or says it wrong.</p>
      {rows(settings)}
    </details>
  );
}
