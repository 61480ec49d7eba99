import { Select } from '../../ui/select.tsx';
import type { WidgetProps } from './widget.ts';

const STATES = [
  { value: 'true', label: 'On' },
  { value: 'false', label: 'Off' },
];

/** A switch that may be left without a value, which a switch cannot show. */
export function OnOffWidget({ param, value, change }: WidgetProps) {
  return (
    <Select
      label={param.title}
      value={String(value ?? param.placeholder)}
      options={STATES}
      onChange={(next) => change(next === 'true')}
    />
  );
}
