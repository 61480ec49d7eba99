import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHttpRuntime, type HttpRuntime } from '@latentgraph/client';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../cli/cli.ts';

const fromRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export interface Serving {
  readonly url: string;
  /** Signs one browser in, once. */
  readonly signInUrl: string;
  readonly token: string;
  readonly client: HttpRuntime;
  readonly home: string;
  readonly child: ChildProcess;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Everything it printed so far. */
  printed(): string;
}

/** `latentgraph serve` as a process of its own, with the micro model; gone after the test. */
export async function serve(home = newHome(), args: readonly string[] = []): Promise<Serving> {
  const child = spawn(
    process.execPath,
    [
      fromRoot('packages/runtime-node/bin/latentgraph.js'),
      'serve',
      '--port',
      '0',
      '--device',
      'cpu',
      ...args,
    ],
    { env: { ...process.env, LATENTGRAPH_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const signInUrl = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk;
      const address = /(http:\/\/\S+\/sign-in\?ticket=\S+)\n/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', () => reject(new Error(`The server did not start: ${text}`)));
  });
  const token = readFileSync(join(home, 'server-token'), 'utf8').trim();
  const url = new URL(signInUrl).origin;
  const client = createHttpRuntime({ url, token });
  return { url, signInUrl, token, client, home, child, ended, printed: () => text };
}

/** A home with the micro model. */
export function newHome(): string {
  const home = join(temporaryFolder(), 'home');
  mkdirSync(home);
  cpSync(fromRoot('fixtures/models/micro'), join(home, 'models', 'micro'), { recursive: true });
  return home;
}
