import { type Problem, problem } from '@latentgraph/graph-core';

/** How a process ended: what Node tells of it, and the last that it wrote to stderr. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

const OUT_OF_MEMORY =
  /heap out of memory|Allocation failed|bad_alloc|out of memory|CUDA_ERROR_OUT_OF_MEMORY/i;
const SMALLER = 'Make the picture, the batch or the number of tiles smaller, or use a smaller model.';

/** Why a runner that was not told to end has ended. */
export function exitProblem({ code, signal, stderr }: ProcessExit): Problem {
  if (OUT_OF_MEMORY.test(stderr)) {
    return problem({
      code: 'runner-out-of-memory',
      message: `The process that ran this job ran out of memory.${lastLine(stderr)}`,
      remedy: SMALLER,
    });
  }
  if (signal === 'SIGKILL') {
    return problem({
      code: 'runner-killed',
      message: 'The system killed the process that ran this job, most likely because memory ran out.',
      remedy: `${SMALLER} Close other programs that hold memory.`,
    });
  }
  const how = signal ? `by ${signal}` : `with exit code ${code}`;
  return problem({
    code: 'runner-crashed',
    message: `The process that ran this job ended ${how}.${lastLine(stderr)}`,
    remedy:
      'Try another device or model; if it stays so, report it with the workflow file and the server log.',
  });
}

/** Whether a problem says how a runner ended, and nothing of the workflow that it ran. */
export function isRunnerProblem({ code }: Problem): boolean {
  return code.startsWith('runner-');
}

/** Its event loop stood still for longer than any evaluation may take. */
export function silentProblem(limitMs: number): Problem {
  return problem({
    code: 'runner-hung',
    message: `The process that ran this job gave no sign of life for ${seconds(limitMs)} s and was ended.`,
    remedy:
      'If a single step takes that long on this machine, raise the limit; otherwise make the job smaller.',
  });
}

/** It lives, but its job gets nowhere. */
export function stalledProblem(limitMs: number): Problem {
  return problem({
    code: 'runner-stalled',
    message: `This job made no progress for ${seconds(limitMs)} s and was ended.`,
    remedy: 'If loading the model takes that long on this machine, raise the limit; otherwise report it.',
  });
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);
}

function lastLine(stderr: string): string {
  const line = stderr.trim().split('\n').at(-1)?.trim() ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a broken process writes may hold any.
  return line === '' ? '' : ` It last said: ${line.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 300)}`;
}
