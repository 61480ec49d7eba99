import type { ModelSummary } from '@latentgraph/graph-core';
import { availableDevices, findDevices } from '../../devices/choose-device.ts';
import { findHome } from '../../home.ts';
import { modelStore } from '../../local-runtime.ts';
import { columns } from '../columns.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { printProblems } from '../print-problems.ts';
import { megabytes } from '../progress/event-text.ts';
import { print, printableLine } from '../terminal.ts';

/** `latentgraph models list`: the models that workflows can name. */
export async function modelsListCommand(options: { readonly json?: boolean }): Promise<ExitCode> {
  const models = await modelStore(findHome(), availableDevices(await findDevices())).list();
  if (options.json) {
    print(JSON.stringify({ models }, null, 2));
    return exitCode.done;
  }
  print(columns(models.map(modelRow)));
  printProblems(models.flatMap((model) => model.problems));
  return exitCode.done;
}

/** Name, size, variants, and whether it comes along. */
export function modelRow({ name, sizeBytes, variants, embedded }: ModelSummary): string[] {
  const files = variants.map((variant) => (variant === '' ? 'plain' : variant)).join(', ');
  return [name, megabytes(sizeBytes), files, embedded ? 'comes along' : ''].map(printableLine);
}
