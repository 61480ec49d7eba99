import { type DeviceDescription, type Problem, ProblemError } from '@latentgraph/graph-core';
import {
  chooseDevice,
  type DeviceChoice,
  describeDevices,
  findDevices,
} from '../../devices/choose-device.ts';
import type { DeviceId } from '../../ort/session-options.ts';

/** `cuda:1` is the second NVIDIA GPU; a runner there sees no other. */
export type RunnerDevice = DeviceChoice | `cuda:${number}`;

/** A device that runners can work on. */
export interface UsableDevice {
  readonly choice: DeviceChoice;
  readonly gpu: number | undefined;
  readonly id: DeviceId;
}

export interface ServerDevices {
  /** For each device asked for that is there. */
  readonly usable: readonly UsableDevice[];
  /** Why the others are not, and what `auto` fell from. */
  readonly problems: readonly Problem[];
  readonly all: readonly DeviceDescription[];
  /** The first asked for, there or not. */
  readonly first: DeviceDescription;
}

/** What of the devices asked for is on this machine. Loads no onnxruntime. */
export async function findServerDevices(asked: readonly RunnerDevice[]): Promise<ServerDevices> {
  const findings = await findDevices();
  const usable: UsableDevice[] = [];
  const problems: Problem[] = [];
  for (const device of asked) {
    const [name, number] = device.split(':') as [DeviceChoice, string?];
    try {
      const { id, warnings } = chooseDevice(name, findings);
      usable.push({ choice: name, gpu: number === undefined ? undefined : Number(number), id });
      problems.push(...warnings);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(error.problem);
    }
  }
  const all = describeDevices(findings);
  const firstId = usable[0]?.id ?? asked[0]?.split(':')[0];
  return { usable, problems, all, first: all.find(({ id }) => id === firstId) ?? all.at(-1)! };
}
