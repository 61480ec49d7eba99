import type { WidgetName } from '../describe-params.ts';
import { CarriedWidget } from './carried-widget.tsx';
import { ColorWidget } from './color-widget.tsx';
import { ImageWidget } from './image-widget.tsx';
import { JsonWidget } from './json-widget.tsx';
import { ListWidget } from './list-widget.tsx';
import { MaskWidget } from './mask-widget.tsx';
import { ModelWidget } from './model-widget.tsx';
import { NumberWidget } from './number-widget.tsx';
import { PromptWidget } from './prompt-widget.tsx';
import { SeedWidget } from './seed-widget.tsx';
import { SelectWidget } from './select-widget.tsx';
import { SliderWidget } from './slider-widget.tsx';
import { SwitchWidget } from './switch-widget.tsx';
import { TextWidget } from './text-widget.tsx';
import { VariantWidget } from './variant-widget.tsx';
import type { Widget } from './widget.ts';
import { ZoneWidget } from './zone-widget.tsx';

/** What edits a param, by the name in its description. */
export const widgets: Readonly<Record<WidgetName, Widget>> = {
  slider: SliderWidget,
  number: NumberWidget,
  prompt: PromptWidget,
  text: TextWidget,
  select: SelectWidget,
  switch: SwitchWidget,
  seed: SeedWidget,
  color: ColorWidget,
  model: ModelWidget,
  variant: VariantWidget,
  image: ImageWidget,
  mask: MaskWidget,
  zone: ZoneWidget,
  carried: CarriedWidget,
  list: ListWidget,
  json: JsonWidget,
};
