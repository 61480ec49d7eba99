import type { WidgetName } from '../describe-params.ts';
import { JsonWidget } from './json-widget.tsx';
import { ListWidget } from './list-widget.tsx';
import { NumberWidget } from './number-widget.tsx';
import { OnOffWidget } from './on-off-widget.tsx';
import { SelectWidget } from './select-widget.tsx';
import { SliderWidget } from './slider-widget.tsx';
import { SwitchWidget } from './switch-widget.tsx';
import { TextWidget } from './text-widget.tsx';
import type { Widget } from './widget.ts';

/** What edits a value by its schema alone, whatever node it belongs to. */
export const plainWidgets = {
  slider: SliderWidget,
  number: NumberWidget,
  text: TextWidget,
  select: SelectWidget,
  switch: SwitchWidget,
  onOff: OnOffWidget,
  list: ListWidget,
  json: JsonWidget,
} as const satisfies Partial<Record<WidgetName, Widget>>;

/** As `plainWidgets`; what has none is edited as JSON. */
export function plainWidgetFor(name: WidgetName): Widget {
  const widgets: Partial<Record<WidgetName, Widget>> = plainWidgets;
  return widgets[name] ?? JsonWidget;
}
