import { Switch } from '../../ui/switch.tsx';
import type { WidgetProps } from './widget.ts';

export function SwitchWidget({ param, value, change }: WidgetProps) {
  return <Switch label={param.title} labelHidden checked={value === true} onChange={change} />;
}
