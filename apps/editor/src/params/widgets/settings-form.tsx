import type { SchedulerDefinition } from '@latentgraph/nodes';
import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
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
      .map((setting) => (
        <SettingRow key={setting.name} {...props} {...{ options, setting }} onLeave={leave} />
      ));

  function leave(name: string): void {
    flushSync(() => {
      if (isSet(options, name)) change(withSetting(options, name, undefined));
    });
    // The pressed button is gone, perhaps with its row: who uses keys goes on from what is left.
    (fieldOf(form.current!, name) ?? form.current!).focus();
  }

  return (
    <fieldset ref={form} tabIndex={-1} className={styles.form} aria-label={param.title}>
      {unknown.length > 0 && (
        <UnknownSettings {...{ scheduler, options, compact }} names={unknown} onRemove={leave} />
      )}
      {rows(usual)}
      {compact ? rows(ofTraining) : <OfTraining {...{ options }} settings={ofTraining} rows={rows} />}
    </fieldset>
  );
}

function fieldOf(form: HTMLElement, setting: string): HTMLElement | null {
  return form.querySelector(`[data-setting="${CSS.escape(setting)}"] :is(input, button, textarea)`);
}

interface OfTrainingProps {
  readonly options: SchedulerOptions;
  readonly settings: readonly ParamDescription[];
  rows(settings: readonly ParamDescription[]): ReactNode;
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
