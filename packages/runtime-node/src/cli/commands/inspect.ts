import { readFile, stat, writeFile } from 'node:fs/promises';
import {
  type Problem,
  parseWorkflow,
  problem,
  serializeWorkflow,
  withOverrides,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { type Provenance, readProvenance } from '@latentgraph/runtime-core';
import { systemProblem } from '../../files/system-problem.ts';
import { columns } from '../columns.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { printProblems } from '../print-problems.ts';
import { print, printableLine, printNote } from '../terminal.ts';

/** Far above any picture that Latentgraph saves. */
const MOST_BYTES = 1024 ** 3;

/** `latentgraph inspect PNG`: the workflow that a picture was made by, with the seeds and settings of its run. */
export async function inspectCommand(
  file: string,
  options: { readonly extract?: string },
): Promise<ExitCode> {
  const read = await readPicture(file);
  if ('problem' in read) {
    if (read.foreignText !== undefined) print(read.foreignText.split('\n').map(printableLine).join('\n'));
    return refuse([read.problem]);
  }
  const { provenance } = read;
  const parsed = parseWorkflow(provenance.workflow, builtinRegistry);
  if (!parsed.ok) return refuse(parsed.problems);
  printProblems(parsed.warnings);
  printNote(summary(provenance));
  const text = serializeWorkflow(withOverrides(parsed.document, provenance.overrides).document);
  if (options.extract === undefined) print(text.trimEnd());
  else return extract(text, options.extract);
  return exitCode.done;
}

async function readPicture(
  file: string,
): Promise<
  { readonly provenance: Provenance } | { readonly problem: Problem; readonly foreignText?: string }
> {
  let bytes: Uint8Array;
  try {
    if ((await stat(file)).size > MOST_BYTES)
      return { problem: noWorkflow(file, 'is too large to be one of its pictures') };
    bytes = await readFile(file);
  } catch (error) {
    return { problem: systemProblem(error, `Cannot read the picture '${file}'`) };
  }
  const found = readProvenance(bytes);
  switch (found.kind) {
    case 'found':
      return found;
    case 'not-png':
      return { problem: noWorkflow(file, 'is not a PNG file') };
    case 'none':
      return { problem: noWorkflow(file, 'holds no workflow') };
    case 'damaged':
      return { problem: noWorkflow(file, 'is damaged or cut off') };
    case 'foreign':
      return { problem: ofOtherProgram(file, found.program), foreignText: found.text };
    case 'unreadable':
      return { problem: noWorkflow(file, 'holds a workflow that this version cannot read') };
  }
}

function ofOtherProgram(file: string, program: string): Problem {
  return problem({
    code: 'picture-of-other-program',
    message: `'${file}' was made by ${program}: it holds the text above, but no Latentgraph workflow.`,
    remedy: 'Copy prompt and settings from it into an example that is close to it.',
  });
}

function noWorkflow(file: string, reason: string): Problem {
  return problem({
    code: 'picture-without-workflow',
    message: `Cannot take a workflow out of '${file}': it ${reason}.`,
    remedy: 'Use a PNG as Save Image wrote it: editors and messengers often drop what a picture carries.',
  });
}

/** What the run used besides the workflow. */
function summary({ seeds, models, overrides, runtime }: Provenance): string {
  const rows = [
    ...Object.entries(seeds).map(([node, seed]) => ['seed', `${node} = ${seed}`]),
    ...Object.entries(overrides).map(([name, value]) => ['set', `${name} = ${JSON.stringify(value)}`]),
    ...models.map(({ name, variant, hash }) => ['model', `${[name, variant].join(' ').trim()} (${hash})`]),
    ['made by', `${runtime.name} ${runtime.version} on ${runtime.device}`],
  ];
  return columns(rows.map((row) => row.map(printableLine)));
}

async function extract(text: string, file: string): Promise<ExitCode> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    printProblems([systemProblem(error, `Cannot write the workflow to '${file}'`)]);
    return exitCode.failed;
  }
  printNote(`Wrote ${printableLine(file)}`);
  return exitCode.done;
}

function refuse(problems: readonly Problem[]): ExitCode {
  printProblems(problems);
  return exitCode.badInput;
}
