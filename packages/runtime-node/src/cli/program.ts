import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { normalHost, urlHost } from '../server/http/guards/host-name.ts';
import type { ExitCode } from './exit-code.ts';
import { printable } from './terminal.ts';

/** What `latentgraph` alone says. */
export const INTRODUCTION = `Latentgraph runs node graphs of diffusion pipelines.

  latentgraph run FILE        paint what a workflow file says
  latentgraph serve           take workflows over HTTP, from the browser
  latentgraph nodes           what there is to wire
  latentgraph doctor          what this machine can do
  latentgraph --help          all commands`;

/**
 * The commands and their options. Everything but commander is imported by the command that needs it, so that
 * help appears at once.
 *
 * @param setExitCode is told how a command ended
 */
export function createProgram(setExitCode: (code: ExitCode) => void): Command {
  const program = new Command('latentgraph')
    .description('Runs node graphs of diffusion pipelines.')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void process.stdout.write(printable(text)),
      writeErr: (text) => void process.stderr.write(printable(text)),
    })
    .showHelpAfterError('(latentgraph --help lists commands and options)');
  addDocumentCommands(program, setExitCode);
  addServeCommand(program, setExitCode);
  addMachineCommands(program, setExitCode);
  return program;
}

function addDocumentCommands(program: Command, setExitCode: (code: ExitCode) => void): void {
  program
    .command('run')
    .description('run a workflow and save its pictures')
    .argument('<file>', 'workflow file, or - for stdin')
    .option(
      '--set <node.param=value>',
      'replace a param or its wire, by node and param or by exposed name; @FILE takes a picture or a text from a file, @@ stands for @ (repeatable)',
      collect,
    )
    .option('--seed <number>', 'set every Seed node and every seed that is not wired', parseSeed)
    .option('--out <dir>', 'folder for pictures', 'outputs')
    .addOption(
      new Option('--device <device>', 'where to compute')
        .choices(['auto', 'cpu', 'cuda', 'webgpu'])
        .default('auto'),
    )
    .option('--target <node>', 'run only what this node needs (repeatable)', collect)
    .addOption(
      new Option(
        '--server <url>',
        'run on a server (latentgraph serve); its token is in LATENTGRAPH_TOKEN',
      ).conflicts('device'),
    )
    .option('--json', 'print each event of the run as one line of JSON')
    .action(async (file, options) => {
      const { runCommand } = await import('./commands/run.ts');
      setExitCode(await runCommand(file, options));
    });
  program
    .command('validate')
    .description('list all problems of a workflow without running it')
    .argument('<file>', 'workflow file, or - for stdin')
    .option('--json', 'print the problems as JSON')
    .action(async (file, options) => {
      const { validateCommand } = await import('./commands/validate.ts');
      setExitCode(await validateCommand(file, options));
    });
  program
    .command('inspect')
    .description('print the workflow that a picture was made by')
    .argument('<png>', 'picture saved by Latentgraph')
    .option('--extract <file>', 'write the workflow to a file instead')
    .action(async (file, options) => {
      const { inspectCommand } = await import('./commands/inspect.ts');
      setExitCode(await inspectCommand(file, options));
    });
}

function addServeCommand(program: Command, setExitCode: (code: ExitCode) => void): void {
  program
    .command('serve')
    .description('take workflows over HTTP, with the editor for the browser')
    .option(
      '--host <address>',
      'address to listen on; others than 127.0.0.1 are reached from outside',
      '127.0.0.1',
    )
    .option('--port <number>', 'port to listen on; 0 takes a free one', parsePort, 8188)
    .option(
      '--device <device>',
      'where to compute: auto, cpu, webgpu, cuda or cuda:N (repeatable; default: auto)',
      collectDevice,
    )
    .option('--runners <number>', 'runner processes on each device', parseRunners, 1)
    .option('--home <dir>', 'folder for models, assets and jobs; default: LATENTGRAPH_HOME')
    .option(
      '--allow-host <name>',
      'another name that the server goes by, behind a proxy; NAME:PORT for ports other than 80 and 443 (repeatable)',
      collectHost,
    )
    .option(
      '--allow-origin <origin>',
      'a page elsewhere that may use the server, with its token: https://name (repeatable)',
      collectOrigin,
    )
    .addOption(
      new Option('--site <dir>', 'folder of the built editor; without one, only programs are served').env(
        'LATENTGRAPH_SITE',
      ),
    )
    .option('--no-token', 'let in every program on this machine')
    .option(
      '--grace-seconds <number>',
      'how long running jobs may take to end when it is stopped',
      parseSeconds,
      10,
    )
    .addOption(
      new Option('--log-level <level>', 'what to log on stderr')
        .choices(['debug', 'info', 'warn', 'error'])
        .default('info'),
    )
    .action(async (options) => {
      const { serveCommand } = await import('./commands/serve.ts');
      setExitCode(await serveCommand({ ...options, device: options.device ?? ['auto'] }));
    });
}

function addMachineCommands(program: Command, setExitCode: (code: ExitCode) => void): void {
  program
    .command('nodes')
    .description('list the node types, or describe one')
    .argument('[type]', 'node type, for example Guidance')
    .option('--json', 'print the reference as JSON')
    .action(async (type, options) => {
      const { nodesCommand } = await import('./commands/nodes.ts');
      setExitCode(await nodesCommand(type, options));
    });
  program
    .command('doctor')
    .description('show devices, models and versions, and how to get more of them')
    .option('--json', 'print the findings as JSON')
    .action(async (options) => {
      const { doctorCommand } = await import('./commands/doctor.ts');
      setExitCode(await doctorCommand(options));
    });
  const models = program.command('models').description('manage the models on this machine');
  models
    .command('list')
    .description('list the models that workflows can name')
    .option('--json', 'print the list as JSON')
    .action(async (options) => {
      const { modelsListCommand } = await import('./commands/models-list.ts');
      setExitCode(await modelsListCommand(options));
    });
  models
    .command('add')
    .description('make a checkpoint (.safetensors), or a model folder, known under a name')
    .argument('<path>', 'a .safetensors file, or a folder in the Diffusers layout, safetensors or ONNX')
    .option('--name <name>', 'what workflows call it; by default the name of the file')
    .option('--move', 'take the files away from where they are')
    .addOption(
      new Option('--in-place', 'leave the files where they are; they must stay there').conflicts('move'),
    )
    .action(async (path, options) => {
      const { modelsAddCommand } = await import('./commands/models-add.ts');
      setExitCode(await modelsAddCommand(path, options));
    });
  models
    .command('show')
    .description('say what a model is: family, parts, precision, prediction type, hashes')
    .argument('<name>')
    .action(async (name) => {
      const { modelsShowCommand } = await import('./commands/models-show.ts');
      setExitCode(await modelsShowCommand(name));
    });
  models
    .command('inspect')
    .description('say what a checkpoint is, from its header alone')
    .argument('<file>', 'a .safetensors file')
    .action(async (file) => {
      const { modelsInspectCommand } = await import('./commands/models-inspect.ts');
      setExitCode(await modelsInspectCommand(file));
    });
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function collectDevice(value: string, before: readonly string[] | undefined): readonly string[] {
  if (/^(auto|cpu|webgpu|cuda(:\d{1,2})?)$/.test(value)) return collect(value, before);
  throw new InvalidArgumentError('Devices are auto, cpu, webgpu, cuda, cuda:0, cuda:1 …');
}

function collectHost(value: string, before: readonly string[] | undefined): readonly string[] {
  if (normalHost(urlHost(value)) !== undefined) return collect(urlHost(value), before);
  throw new InvalidArgumentError('A name is like gpu.example or gpu.example:8443.');
}

function collectOrigin(value: string, before: readonly string[] | undefined): readonly string[] {
  if (URL.canParse(value) && /^https?:/i.test(value)) return collect(new URL(value).origin, before);
  throw new InvalidArgumentError('An origin is like https://name or http://localhost:5173.');
}

function parseWholeNumber(text: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (number >= least && number <= most) return number;
  throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
}

function parsePort(text: string): number {
  return parseWholeNumber(text, 0, 65_535);
}

function parseRunners(text: string): number {
  return parseWholeNumber(text, 1, 64);
}

function parseSeconds(text: string): number {
  return parseWholeNumber(text, 0, 86_400);
}

function parseSeed(text: string): bigint {
  const seed = /^\d{1,20}$/.test(text) ? BigInt(text) : -1n;
  if (seed < 0n || seed >= 2n ** 64n) {
    throw new InvalidArgumentError('A seed is a whole number from 0 to 18446744073709551615.');
  }
  return seed;
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
