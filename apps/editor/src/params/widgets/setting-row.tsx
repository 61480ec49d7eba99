import { X } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { CheckedWidget } from '../checked-widget.tsx';
import type { ParamDescription, WidgetName } from '../describe-params.ts';
import { fieldFor, type SchedulerOptions, settingIn, withSetting } from '../scheduler-settings.ts';
import { isEditedInBursts, useDraft } from '../use-param.ts';
import { plainWidgetFor } from './plain-widgets.ts';
import styles from './setting-row.module.css';
import type { WidgetProps } from './widget.ts';

/** These stand below the title, over the whole width. */
const WIDE: ReadonlySet<WidgetName> = new Set(['list', 'json']);

export interface SettingRowProps extends Pick<WidgetProps, 'node' | 'record' | 'compact' | 'change'> {
  readonly setting: ParamDescription;
  readonly options: SchedulerOptions;
  /** Asked to leave the setting to the model. */
  onLeave(name: string): void;
}

/**
 * One setting: its title, its value or that it is left to the model, a way back to that, and what it is for; in a node
 * only the title and the value.
 */
export function SettingRow(props: SettingRowProps) {
  const { node, record, compact, change, setting, options, onLeave } = props;
  const { name, title, help, placeholder } = setting;
  const helpId = useId();
  const stored = settingIn(options, name);
  const widget = fieldFor(setting, stored);
  const state = useDraft(setting, stored, (value) =>
    change(withSetting(options, name, value), isEditedInBursts(widget) ? name : undefined),
  );
  const isLeft = state.value === undefined;

  return (
    <div
      className={styles.row}
      data-setting={name}
      data-left={isLeft || undefined}
      data-wide={WIDE.has(widget) || undefined}
      data-compact={compact || undefined}
    >
      <span className={styles.title} title={name}>
        {title}
      </span>
      {!compact && !isLeft && (
        <IconButton
          icon={X}
          label={`Leave ${title} to the model`}
          className={styles.back}
          onClick={() => {
            state.discard();
            onLeave(name);
          }}
        />
      )}
      {isLeft && WIDE.has(widget) && <span className={styles.placeholder}>{placeholder}</span>}
      <div className={styles.control}>
        <CheckedWidget
          {...{ node, record, state }}
          param={setting}
          compact={false}
          widget={plainWidgetFor(widget)}
          describedBy={compact || help === '' ? undefined : helpId}
        />
      </div>
      {!compact && help !== '' && (
        <p id={helpId} className={styles.help}>
          {help}
        </p>
      )}
    </div>
  );
}
