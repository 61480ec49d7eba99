import type { SchedulerDefinition } from '@latentgraph/nodes';
import type { z } from 'zod';
import { describeSetting, type ParamDescription, type WidgetName } from './describe-params.ts';

/** Settings of a scheduler under diffusers' names, as the Schedule node keeps them: those that are not the model's. */
export type SchedulerOptions = Readonly<Record<string, unknown>>;

export interface ArrangedSettings {
  /** What somebody may want to try. */
  readonly usual: readonly ParamDescription[];
  /** What follows from how the model was trained. */
  readonly ofTraining: readonly ParamDescription[];
  /** The names of what is set and the scheduler does not have. */
  readonly unknown: readonly string[];
}

const known = new WeakMap<SchedulerDefinition, readonly ParamDescription[]>();

/** All settings of a scheduler in the order of its class. Remembered by scheduler. */
export function describeSettings(scheduler: SchedulerDefinition): readonly ParamDescription[] {
  const before = known.get(scheduler);
  if (before) return before;
  const settings = Object.entries(scheduler.config.shape).map(([name, schema]) =>
    describeSetting(name, schema as z.ZodType),
  );
  known.set(scheduler, settings);
  return settings;
}

/**
 * Which settings a form shows, and where. What another param of the node stands for, and what has only one value, is
 * left out unless it is set.
 */
export function arrangeSettings(
  settings: readonly ParamDescription[],
  options: SchedulerOptions,
): ArrangedSettings {
  const shown = settings.filter((setting) => isSet(options, setting.name) || isOpen(setting));
  const names = new Set(settings.map(({ name }) => name));
  return {
    usual: shown.filter(({ advanced }) => !advanced),
    ofTraining: shown.filter(({ advanced }) => advanced),
    unknown: Object.keys(options).filter((name) => !names.has(name)),
  };
}

/** Whether somebody can choose: settings of the kind JSON take nothing but null. */
function isOpen({ shownBy, options, widget }: ParamDescription): boolean {
  return shownBy === undefined && options.length !== 1 && widget !== 'json';
}

/** Whether a setting is not left to the model. */
export function isSet(options: SchedulerOptions, name: string): boolean {
  return Object.hasOwn(options, name);
}

/** The value of a setting; undefined where the model decides. */
export function settingIn(options: SchedulerOptions, name: string): unknown {
  return isSet(options, name) ? options[name] : undefined;
}

/** The field that shows a value of a setting: its own, or JSON where a file holds what its own could not show. */
export function fieldFor({ widget, schema }: ParamDescription, value: unknown): WidgetName {
  if (typeof value !== 'object') return widget;
  return widget === 'list' && value !== null && schema.safeParse(value).success ? 'list' : 'json';
}

/**
 * The options with one setting changed.
 *
 * @param value undefined leaves the setting to the model
 * @returns undefined where no setting is left
 */
export function withSetting(
  options: SchedulerOptions,
  name: string,
  value: unknown,
): SchedulerOptions | undefined {
  if (value !== undefined) return { ...options, [name]: value };
  const kept = Object.entries(options).filter(([key]) => key !== name);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** Options as the document holds them; undefined for what is none. */
export function readOptions(value: unknown): SchedulerOptions | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as SchedulerOptions) : undefined;
}
