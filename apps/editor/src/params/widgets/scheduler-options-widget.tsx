import { findScheduler } from '@latentgraph/nodes';
import { readOptions } from '../scheduler-settings.ts';
import { JsonWidget } from './json-widget.tsx';
import styles from './scheduler-options-widget.module.css';
import { SettingsForm } from './settings-form.tsx';
import type { WidgetProps } from './widget.ts';

/** The settings of the scheduler that the same node names; as JSON where only the model knows which one that is. */
export function SchedulerOptionsWidget(props: WidgetProps) {
  const { record, compact, value, change } = props;
  const scheduler = findScheduler(String(record.params.scheduler));
  const options = readOptions(value);
  if (scheduler && options) {
    // The settings of another scheduler are other fields, even where they are called the same.
    return <SettingsForm key={scheduler.name} {...props} scheduler={scheduler} options={options} />;
  }
  return (
    <>
      {!compact && !scheduler && (
        <p className={styles.note}>
          Only the model knows its scheduler: choose one above to see its settings, or write them as JSON
          under diffusers' names.
        </p>
      )}
      <JsonWidget {...props} change={(next) => change(next, 'json')} />
    </>
  );
}
