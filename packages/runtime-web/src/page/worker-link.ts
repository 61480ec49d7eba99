import { type Problem, ProblemError, type RunEvent } from '@latentgraph/graph-core';
import { type FromWorker, fromWorkerSchema, type ToWorker } from '../protocol/messages.ts';
import { type MethodInput, type MethodName, type MethodOutput, methods } from '../protocol/methods.ts';
import type { Start } from '../protocol/start.ts';
import { answerUnreadable, workerCrashed } from './problems.ts';

interface PendingCall {
  readonly method: MethodName;
  resolve(output: unknown): void;
  reject(error: Error): void;
}

export interface WorkerLinkOptions {
  readonly start: Omit<Start, 'lifeLock'>;
  onEvent(event: RunEvent): void;
  /** The worker is gone or of no more use; comes once, and nothing comes after it. */
  onLost(problem: Problem): void;
}

/** Speaks with one worker for as long as it lives. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #options: WorkerLinkOptions;
  readonly #lifeLock: string | null;
  readonly #pending = new Map<number, PendingCall>();
  #calls = 0;
  #lost = false;

  constructor(worker: Worker, options: WorkerLinkOptions) {
    this.#worker = worker;
    this.#options = options;
    this.#lifeLock = 'locks' in navigator ? `latentgraph-worker:${crypto.randomUUID()}` : null;
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onmessageerror = () => this.lose(workerCrashed('a message could not be read'));
    worker.onerror = (event) => {
      event.preventDefault();
      this.lose(workerCrashed(event.message ?? 'its program could not be loaded'));
    };
    this.#send({ type: 'start', start: { ...options.start, lifeLock: this.#lifeLock } });
  }

  /** @throws ProblemError for what the worker refuses, and when it is lost meanwhile */
  call<Name extends MethodName>(method: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>> {
    return new Promise<unknown>((resolve, reject) => {
      this.#pending.set(this.#calls, { method, resolve, reject });
      this.#send({ type: 'call', call: this.#calls, method, input });
      this.#calls += 1;
    }) as Promise<MethodOutput<Name>>;
  }

  /** Ends the worker; what was asked of it fails with this problem. */
  lose(problem: Problem): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(new ProblemError(problem));
    this.#pending.clear();
    this.#options.onLost(problem);
  }

  #receive(data: unknown): void {
    if (this.#lost) return;
    const read = fromWorkerSchema.safeParse(data);
    if (read.success) this.#hear(read.data as FromWorker);
    else this.lose(workerCrashed('it said what this page does not understand'));
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        void this.#watchLife();
        break;
      case 'event':
        this.#options.onEvent(message.event as RunEvent);
        break;
      case 'unusable':
        this.lose(message.problem);
        break;
      default:
        this.#settle(message);
    }
  }

  /** A worker that dies says nothing, but lets go of its lock. */
  async #watchLife(): Promise<void> {
    if (this.#lifeLock === null) return;
    await navigator.locks.request(this.#lifeLock, () => this.lose(workerCrashed('it ended without a word')));
  }

  #settle(answer: Extract<FromWorker, { readonly call: number }>): void {
    const pending = this.#pending.get(answer.call);
    if (!pending) return;
    this.#pending.delete(answer.call);
    const { method, resolve, reject } = pending;
    if (answer.type === 'refused') {
      reject(new ProblemError(answer.problem));
      return;
    }
    const output = methods[method].output.safeParse(answer.output);
    if (output.success) resolve(output.data);
    else reject(new ProblemError(answerUnreadable(method)));
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}
