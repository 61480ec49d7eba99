import { basename, extname, resolve } from 'node:path';
import { availableDevices, findDevices } from '../../devices/choose-device.ts';
import { findHome } from '../../home.ts';
import { modelStore } from '../../local-runtime.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { printProblems } from '../print-problems.ts';
import { createHashingBar } from '../progress/hashing-bar.ts';
import { print, printNote } from '../terminal.ts';
import { glanceText } from './model-glance.ts';

interface ModelsAddOptions {
  readonly name?: string;
  readonly move?: boolean;
  readonly inPlace?: boolean;
}

/** `latentgraph models add FILE`: makes a checkpoint, or a model folder, known under a name, and says what it is. */
export async function modelsAddCommand(path: string, options: ModelsAddOptions): Promise<ExitCode> {
  const devices = availableDevices(await findDevices());
  const store = modelStore(findHome(), devices);
  const name = options.name ?? nameOf(path);
  const bar = createHashingBar();
  const placement = options.move ? 'move' : options.inPlace ? 'in-place' : 'keep';
  const added = await store.add(path, name, { placement, onHashing: bar.show }).finally(() => bar.stop());
  print(glanceText(await store.glance(name)));
  printProblems(added.problems);
  // A part alone is nothing that Checkpoint could take; the warning says what takes it.
  if (added.problems.some(({ code }) => code.startsWith('checkpoint-part-'))) return exitCode.done;
  const { variant, device } = added.runs;
  const settings = [
    `--set checkpoint.model=${name}`,
    ...(variant === '' ? [] : [`--set checkpoint.variant=${variant}`]),
    // `auto` takes the first.
    ...(device === devices[0] ? [] : [`--device ${device}`]),
  ];
  printNote(`Workflows can name it now: latentgraph run FILE ${settings.join(' ')}`);
  return exitCode.done;
}

/** The name of a file or folder without what names of models cannot hold. */
function nameOf(path: string): string {
  const base = basename(resolve(path));
  const stem = extname(base) === '.safetensors' ? base.slice(0, -'.safetensors'.length) : base;
  return stem.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
}
