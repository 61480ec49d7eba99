import { availableDevices, findDevices } from '../../devices/choose-device.ts';
import { findHome } from '../../home.ts';
import { modelStore } from '../../local-runtime.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { printProblems } from '../print-problems.ts';
import { print } from '../terminal.ts';
import { glanceText } from './model-glance.ts';

/** `latentgraph models show NAME`: what a model of the store is. */
export async function modelsShowCommand(name: string): Promise<ExitCode> {
  const store = modelStore(findHome(), availableDevices(await findDevices()));
  const glance = await store.glance(name);
  print(glanceText(glance));
  printProblems(glance.problems);
  return exitCode.done;
}
