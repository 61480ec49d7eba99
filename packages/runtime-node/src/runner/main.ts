import { rmdirSync } from 'node:fs';
import { ProblemError, type RunEvent } from '@latentgraph/graph-core';
import { createLocalRuntime, type LocalRuntime } from '../local-runtime.ts';
import { dieFirst } from './die-first.ts';
import { type FromRunner, type ToRunner, toRunnerSchema } from './messages.ts';

/**
 * A runner: the process that loads onnxruntime. It works on one job at a time, tells what happens and does nothing
 * of its own; the process that forked it, a server or a command, decides when it ends.
 */

const BEAT_MS = 1000;

let runtime: LocalRuntime | undefined;
/** The job that runs, and the id that the runtime here knows it by. A cancel may come before there is one. */
let current: { readonly job: string; readonly run: Promise<string> } | undefined;

dieFirst();
process.on('message', (message) => {
  handle(toRunnerSchema.parse(message)).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
    // Only its parent may end it early: the reason has to get through first.
    send({ type: 'refused', problem: error.problem }, () => process.exit(0));
  });
});
// Ctrl-C and a service manager's stop reach the whole group of processes; its parent decides what becomes of the job.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
// A parent that dies while this process starts is noticed by the beat: the event came before anybody listened.
process.on('disconnect', endNow);
setInterval(() => {
  if (process.connected) send({ type: 'alive' });
  else endNow();
}, BEAT_MS);

/**
 * Without its parent nobody would ever read a result. `process.exit` would first wait for what onnxruntime still computes,
 * and take its threads down in an order that can hang.
 */
function endNow(): void {
  removeWorkingFolder();
  process.kill(process.pid, 'SIGKILL');
}

/** Made for this process, and empty; its parent can no longer see to it. */
function removeWorkingFolder(): void {
  try {
    rmdirSync(process.cwd());
  } catch {
    // Started by hand somewhere else, or gone already.
  }
}

async function handle(message: ToRunner): Promise<void> {
  switch (message.type) {
    case 'setUp': {
      const { type: _, ...options } = message;
      runtime = await createLocalRuntime(options);
      return send({ type: 'ready', device: (await runtime.describe()).device.id });
    }
    case 'run':
      return perform(runtime!, message);
    case 'cancel':
      if (current?.job === message.job) await runtime!.cancel(await current.run);
  }
}

async function perform(local: LocalRuntime, { job, request }: ToRunner & { type: 'run' }): Promise<void> {
  const run = local.submit(request);
  current = { job, run };
  for await (const event of local.events(await run)) await tell(local, job, event);
}

async function tell(local: LocalRuntime, job: string, event: RunEvent): Promise<void> {
  const { run: _run, seq: _seq, ...body } = event;
  // The parent's queue is the one that counts.
  if (body.type === 'queued') return;
  if (body.type !== 'preview') return send({ type: 'event', job, event: body });
  const picture = await local.assets.get(body.asset);
  if (picture) send({ type: 'preview', job, event: body, bytes: picture.bytes });
}

function send(message: FromRunner, sent: () => void = () => {}): void {
  if (process.connected) process.send!(message, undefined, undefined, sent);
}
