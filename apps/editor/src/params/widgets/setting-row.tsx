import { X } from 'lucide-react';
import { useId, useRef } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { CheckedWidget } from '../checked-widget.tsx';
import type { ParamDescription, WidgetName } from '../describe-params.ts';
import { type SchedulerOptions, settingIn, withSetting } from '../scheduler-settings.ts';
import { isEditedInBursts, useDraft } from '../use-param.ts';
import { plainWidgetFor } from './plain-widgets.ts';
import styles from './setting-row.module.css';
import type { WidgetProps } from './widget.ts';

/** These stand below the title, over the whole width. */
const WIDE: ReadonlySet<WidgetName> = new Set(['list', 'json']);

export interface SettingRowProps extends Pick<WidgetProps, 'node' | 'record' | 'compact' | 'change'> {
  readonly setting: ParamDescription;
  readonly options: SchedulerOptions;
}

/** One setting: its title, its value or that the model decides, a way back to that, and what it is for. */
export function SettingRow({ node, record, compact, change, setting, options }: SettingRowProps) {
  const { name, title, help, widget, placeholder } = setting;
  const control = useRef<HTMLDivElement>(null);
  const helpId = useId();
  const state = useDraft(setting, settingIn(options, name), (value) =>
    change(withSetting(options, name, value), isEditedInBursts(setting) ? name : undefined),
  );
  const isLeft = state.value === undefined;

  function leaveToModel(): void {
    state.discard();
    change(withSetting(options, name, undefined));
    // The button goes; who pressed it by key goes on from the field.
    control.current?.querySelector<HTMLElement>('input, button, textarea')?.focus();
  }

  return (
    <div
      className={styles.row}
      data-setting={name}
      data-left={isLeft || undefined}
      data-wide={WIDE.has(widget) || undefined}
    >
      <span className={styles.title} title={name}>
        {title}
      </span>
      {isLeft && WIDE.has(widget) && <span className={styles.placeholder}>{placeholder}</span>}
      <div ref={control} className={styles.control}>
        <CheckedWidget
          {...{ node, record, state }}
          param={setting}
          compact={false}
          widget={plainWidgetFor(widget)}
          describedBy={compact || help === '' ? undefined : helpId}
        />
      </div>
      {!isLeft && (
        <IconButton
          icon={X}
          label={`Leave ${title} to the model`}
          className={styles.back}
          onClick={leaveToModel}
        />
      )}
      {!compact && help !== '' && (
        <p id={helpId} className={styles.help}>
          {help}
        </p>
      )}
    </div>
  );
}
