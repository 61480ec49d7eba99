import { Select } from '../../ui/select.tsx';
import type { WidgetProps } from './widget.ts';

export function SelectWidget({ param, value, change }: WidgetProps) {
  return (
    <Select
      label={param.title}
      value={String(value ?? param.placeholder)}
      options={param.options}
      onChange={change}
    />
  );
}
