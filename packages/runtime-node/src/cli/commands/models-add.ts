import { availableDevices, findDevices } from '../../devices/choose-device.ts';
import { findHome } from '../../home.ts';
import { modelStore } from '../../local-runtime.ts';
import { columns } from '../columns.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { printProblems } from '../print-problems.ts';
import { print, printNote } from '../terminal.ts';
import { modelRow } from './models-list.ts';

/** `latentgraph models add FOLDER --name NAME`: copies a model folder to where workflows find it. */
export async function modelsAddCommand(
  folder: string,
  options: { readonly name: string },
): Promise<ExitCode> {
  const devices = availableDevices(await findDevices());
  const added = await modelStore(findHome(), devices).add(folder, options.name);
  print(columns([modelRow(added)]));
  printProblems(added.problems);
  const { variant, device } = added.runs;
  const settings = [
    `--set checkpoint.model=${options.name}`,
    ...(variant === '' ? [] : [`--set checkpoint.variant=${variant}`]),
    // `auto` takes the first.
    ...(device === devices[0] ? [] : [`--device ${device}`]),
  ];
  printNote(`Workflows can name it now: latentgraph run FILE ${settings.join(' ')}`);
  return exitCode.done;
}
