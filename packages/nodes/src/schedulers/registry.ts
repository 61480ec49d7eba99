import { ddim } from './ddim.ts';
import { ddpm } from './ddpm.ts';
import { deis } from './deis.ts';
import { dpmMultistep } from './dpm-multistep.ts';
import { dpmSinglestep } from './dpm-singlestep.ts';
import { euler } from './euler.ts';
import { eulerAncestral } from './euler-ancestral.ts';
import { flowMatchEuler } from './flow-match-euler.ts';
import { heun } from './heun.ts';
import { kdpm2 } from './kdpm2.ts';
import { kdpm2Ancestral } from './kdpm2-ancestral.ts';
import { lcm } from './lcm.ts';
import { lms } from './lms.ts';
import { pndm } from './pndm.ts';
import type { SchedulerDefinition } from './scheduler.ts';
import { tcd } from './tcd.ts';
import { unipc } from './unipc.ts';

/** All schedulers, one line each. */
export const schedulerDefinitions: readonly SchedulerDefinition[] = [
  ddim,
  ddpm,
  pndm,
  lms,
  euler,
  eulerAncestral,
  heun,
  kdpm2,
  kdpm2Ancestral,
  dpmMultistep,
  dpmSinglestep,
  unipc,
  deis,
  lcm,
  tcd,
  flowMatchEuler,
];

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
