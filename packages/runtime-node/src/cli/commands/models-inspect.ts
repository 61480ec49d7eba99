import { ProblemError } from '@latentgraph/graph-core';
import { describeCheckpoint, recogniseCheckpoint, recogniseFile } from '@latentgraph/runtime-core';
import { findModelSource } from '../../stores/model-source.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { print } from '../terminal.ts';
import { descriptionText } from './model-glance.ts';

/** `latentgraph models inspect FILE`: what a checkpoint is, from its header alone. */
export async function modelsInspectCommand(path: string): Promise<ExitCode> {
  const { files: source } = await findModelSource(path);
  const files = await source.list();
  const [file] = files;
  const recognised =
    files.length === 1 && file
      ? await recogniseFile(file, source)
      : await recogniseCheckpoint({ name: path, source, files }, '');
  if (!recognised.ok) throw new ProblemError(recognised.problems[0]!);
  const sizeBytes = files.reduce((sum, found) => sum + found.sizeBytes, 0);
  print(descriptionText(path, sizeBytes, describeCheckpoint(recognised.model)));
  return exitCode.done;
}
