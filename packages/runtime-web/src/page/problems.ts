import { type Problem, problem } from '@latentgraph/graph-core';

export function workerCrashed(reason: string): Problem {
  return problem({
    code: 'worker-crashed',
    message: `What computes in the background of this page stopped unexpectedly (${reason}).`,
    remedy: 'Run again: it is started anew. Smaller pictures need less memory, if that is what it lacked.',
  });
}

export function answerUnreadable(method: string): Problem {
  return problem({
    code: 'worker-answer-unreadable',
    message: `What computes in the background of this page answered '${method}' with something that cannot be read.`,
    remedy: 'Reload the page; if it stays so, please report it.',
  });
}

export function runtimeClosed(): Problem {
  return problem({
    code: 'runtime-closed',
    message: 'The run was given up because its runtime was closed.',
    remedy: 'Run again.',
  });
}

export function unknownRun(run: string): Problem {
  return problem({
    code: 'run-unknown',
    message: `There is no run '${run}'.`,
    remedy: 'Runs are remembered until the page is closed; submit the workflow again.',
  });
}
