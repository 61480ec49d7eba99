import type { WidgetName } from '../describe-params.ts';
import { CarriedWidget } from './carried-widget.tsx';
import { ColorWidget } from './color-widget.tsx';
import { ImageWidget } from './image-widget.tsx';
import { MaskWidget } from './mask-widget.tsx';
import { ModelWidget } from './model-widget.tsx';
import { plainWidgets } from './plain-widgets.ts';
import { PromptWidget } from './prompt-widget.tsx';
import { SchedulerOptionsWidget } from './scheduler-options-widget.tsx';
import { SeedWidget } from './seed-widget.tsx';
import { VariantWidget } from './variant-widget.tsx';
import type { Widget } from './widget.ts';
import { ZoneWidget } from './zone-widget.tsx';

/** What edits a param, by the name in its description. */
export const widgets: Readonly<Record<WidgetName, Widget>> = {
  ...plainWidgets,
  prompt: PromptWidget,
  seed: SeedWidget,
  color: ColorWidget,
  model: ModelWidget,
  variant: VariantWidget,
  image: ImageWidget,
  mask: MaskWidget,
  zone: ZoneWidget,
  carried: CarriedWidget,
  schedulerOptions: SchedulerOptionsWidget,
};
