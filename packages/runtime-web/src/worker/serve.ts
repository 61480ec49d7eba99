import { type Problem, ProblemError, problem } from '@latentgraph/graph-core';
import { type FromWorker, toWorkerSchema } from '../protocol/messages.ts';
import { type MethodHandlers, type MethodName, methods } from '../protocol/methods.ts';
import type { Start } from '../protocol/start.ts';
import { createWorkerRuntime } from './worker-runtime.ts';

/** Answers the page's calls, one runtime for the worker's life. */
export function serve(scope: DedicatedWorkerGlobalScope): void {
  const post = (message: FromWorker) => scope.postMessage(message);
  let started: Promise<MethodHandlers> | undefined;

  scope.onmessage = async ({ data }: MessageEvent<unknown>) => {
    const message = toWorkerSchema.parse(data);
    if (message.type === 'start') {
      started = start(message.start, post);
      // Another worker may have more luck.
      started.catch((error: unknown) => post({ type: 'unusable', problem: problemOf(error) }));
      return;
    }
    const { call, method } = message;
    try {
      const handlers = await started;
      if (!handlers) throw new Error('A call came before the start.');
      post({ type: 'result', call, output: await answer(handlers, method, message.input) });
    } catch (error) {
      post({ type: 'refused', call, problem: problemOf(error) });
    }
  };
}

async function start(start: Start, post: (message: FromWorker) => void): Promise<MethodHandlers> {
  if (start.lifeLock !== null) await holdForLife(start.lifeLock);
  post({ type: 'ready' });
  return createWorkerRuntime(start, {
    onEvent: (event) => post({ type: 'event', event }),
    onUnusable: (found) => post({ type: 'unusable', problem: found }),
  });
}

/** Resolves when the lock is held; it is let go when the worker ends, however it ends. */
function holdForLife(name: string): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve();
      return new Promise(() => {});
    });
  });
}

async function answer<Name extends MethodName>(
  handlers: MethodHandlers,
  method: Name,
  input: unknown,
): Promise<unknown> {
  const handle = handlers[method] as (input: unknown) => unknown;
  return handle(methods[method].input.parse(input));
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem({
    code: 'worker-call-failed',
    message: `The background of this page could not answer: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: 'Reload the page; if it stays so, please report it.',
  });
}
