import { ddim } from './ddim.ts';
import { dpmMultistep } from './dpm-multistep.ts';
import { euler } from './euler.ts';
import type { SchedulerDefinition } from './scheduler.ts';

/** All schedulers, one line each. */
export const schedulerDefinitions: readonly SchedulerDefinition[] = [ddim, euler, dpmMultistep];

const byName = new Map(schedulerDefinitions.map((definition) => [definition.name, definition]));
const byClassName = new Map(schedulerDefinitions.map((definition) => [definition.className, definition]));

/** By the name that the Schedule node uses: `ddim`. */
export function findScheduler(name: string): SchedulerDefinition | undefined {
  return byName.get(name);
}

/** By scheduler_config.json's `_class_name`: `DDIMScheduler`. */
export function findSchedulerByClass(className: string): SchedulerDefinition | undefined {
  return byClassName.get(className);
}
