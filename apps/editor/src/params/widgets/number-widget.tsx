import { NumberEntry } from './number-entry.tsx';
import type { WidgetProps } from './widget.ts';

export function NumberWidget({ param, value, invalid, describedBy, change, discard, settle }: WidgetProps) {
  const { title, min, max, step, integer, optional, placeholder } = param;
  return (
    <NumberEntry
      {...{ value, label: title, min, max, step, integer, invalid, describedBy, placeholder }}
      // An emptied field is a value only where there may be none.
      onChange={(next) => change(next === undefined && !optional ? '' : next)}
      onDiscard={discard}
      onSettle={settle}
    />
  );
}
