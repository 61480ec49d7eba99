import { endsRun, type Problem, type Runtime, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry, settleSeeds, type UsedSeed } from '@latentgraph/nodes';
import { isRunnerProblem } from '../../runner/exit-problem.ts';
import { ForkedRuntime } from '../../runner/forked-runtime.ts';
import { readAssignments } from '../assignments.ts';
import { connectServer } from '../connect-server.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { prepareFolder, saveNumbered } from '../output-files.ts';
import { printProblems } from '../print-problems.ts';
import { createReporter } from '../progress/create-reporter.ts';
import type { RunReporter } from '../progress/run-reporter.ts';
import { readWorkflow } from '../read-workflow.ts';
import { commandLineSeeds } from '../seeds.ts';
import { print, printableLine } from '../terminal.ts';

export interface RunOptions {
  readonly set?: readonly string[];
  readonly seed?: bigint;
  readonly out: string;
  readonly device: 'auto' | 'cpu' | 'cuda' | 'webgpu';
  readonly target?: readonly string[];
  /** Address of a server to run on instead. */
  readonly server?: string;
  readonly json?: boolean;
}

/** What runs a workflow for this command. */
interface Worker extends Pick<Runtime, 'assets' | 'submit' | 'events' | 'cancel'> {
  /** Gives up at once what is going on. */
  stop(): void;
}

/** `latentgraph run FILE`: runs a workflow, in a process beside this one or on a server, and saves its pictures here. */
export async function runCommand(file: string, options: RunOptions): Promise<ExitCode> {
  const { server, device } = options;
  if (server !== undefined) return readAndRun(file, options, () => connect(server));
  const worker = new ForkedRuntime({ device });
  try {
    return await readAndRun(file, options, async () => worker);
  } finally {
    await worker.close();
  }
}

async function connect(address: string): Promise<Worker> {
  // Nothing of it runs here that would have to be ended first.
  return { ...(await connectServer(address)), stop: () => process.exit(exitCode.cancelled) };
}

async function readAndRun(
  file: string,
  options: RunOptions,
  findWorker: () => Promise<Worker>,
): Promise<ExitCode> {
  const read = await readWorkflow(file, builtinRegistry);
  if (!read.ok) return refuse(read.problems);
  printProblems(read.warnings);
  await prepareFolder(options.out);
  return runOn(await findWorker(), read.document, options);
}

async function runOn(runtime: Worker, document: WorkflowDocument, options: RunOptions): Promise<ExitCode> {
  const set = await readAssignments(options.set ?? [], document, builtinRegistry, runtime.assets);
  if (set.problems.length > 0) return refuse(set.problems);
  const { seed } = options;
  const choices = { ...commandLineSeeds, seed, set: set.overrides };
  const seeds = settleSeeds(document, builtinRegistry, choices);
  const run = await runtime.submit({
    document,
    overrides: { ...set.overrides, ...seeds.overrides },
    ...(options.target ? { targets: options.target } : {}),
  });
  const reporter = createReporter(options.json === true);
  const stopListening = onInterrupt({
    cancel: () => void runtime.cancel(run),
    stop() {
      reporter.end();
      runtime.stop();
    },
    note: reporter.note,
  });
  try {
    return await follow(runtime, run, reporter, options, seeds.used);
  } finally {
    reporter.end();
    stopListening();
  }
}

const NOTHING_SAVED = 'No picture was saved: no Save Image or Preview Image was among the nodes that ran.';

/** Shows the events of a run, saves the pictures it puts out, and tells how it ended. */
async function follow(
  runtime: Worker,
  run: string,
  reporter: RunReporter,
  options: RunOptions,
  seeds: readonly UsedSeed[],
): Promise<ExitCode> {
  const files: string[] = [];
  let started = false;
  for await (const event of runtime.events(run)) {
    if (event.type === 'started') {
      started = true;
      for (const { name, value } of seeds) reporter.note(`Seed ${printableLine(`${name} = ${value}`)}`);
    }
    if (event.type === 'output') {
      const file = await save(runtime, event, options.out);
      files.push(file);
      reporter.report(event, file);
      continue;
    }
    reporter.report(event);
    if (!endsRun(event)) continue;
    if (options.json !== true) for (const path of files) print(path);
    if (event.type === 'cancelled') return exitCode.cancelled;
    if (event.type === 'finished') {
      if (files.length === 0) reporter.note(NOTHING_SAVED);
      return exitCode.done;
    }
    const isRefused = event.type === 'failed' && !started && !event.problems.some(isRunnerProblem);
    return isRefused ? exitCode.badInput : exitCode.failed;
  }
  throw new Error(`The events of run ${run} ended before the run did.`);
}

async function save(
  runtime: Worker,
  output: {
    readonly asset: string;
    readonly mediaType: string;
    readonly prefix?: string | undefined;
    readonly node: string;
  },
  folder: string,
): Promise<string> {
  const asset = await runtime.assets.get(output.asset);
  if (!asset) throw new Error(`The picture ${output.asset} of '${output.node}' is not in the asset store.`);
  return saveNumbered(folder, output.prefix ?? output.node, output.mediaType, asset.bytes);
}

function refuse(problems: readonly Problem[]): ExitCode {
  printProblems(problems);
  return exitCode.badInput;
}
