import { TextField } from '../../ui/text-field.tsx';
import type { WidgetProps } from './widget.ts';

export function TextWidget({ param, value, invalid, describedBy, change }: WidgetProps) {
  return (
    <TextField
      label={param.title}
      labelHidden
      aria-invalid={invalid}
      aria-describedby={describedBy}
      value={typeof value === 'string' ? value : JSON.stringify(value)}
      onChange={change}
    />
  );
}
