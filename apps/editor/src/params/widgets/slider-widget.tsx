import { clamp } from '../../ui/number-range.ts';
import { Slider } from '../../ui/slider.tsx';
import { NumberEntry } from './number-entry.tsx';
import styles from './slider-widget.module.css';
import type { WidgetProps } from './widget.ts';

/** A slider over what is usual, and a field beside it that takes whatever is valid; in a node both are one bar. */
export function SliderWidget({
  param,
  value,
  compact,
  invalid,
  describedBy,
  change,
  discard,
  settle,
}: WidgetProps) {
  const { title, min, max, step, integer, range } = param;
  const [low, high] = range!;
  const entry = (
    <NumberEntry
      {...{ value, label: title, min, max, step, integer, invalid, describedBy }}
      range={compact ? range : undefined}
      onChange={(next) => change(next === undefined ? '' : next)}
      onDiscard={discard}
      onSettle={settle}
    />
  );
  if (compact) return entry;
  const position = typeof value === 'number' ? clamp(value, { min: low, max: high }) : low;
  return (
    <span className={styles.both}>
      <Slider label={title} value={position} min={low} max={high} step={step} onChange={change} />
      {entry}
    </span>
  );
}
