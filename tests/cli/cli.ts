import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const LATENTGRAPH = fileURLToPath(new URL('../../packages/runtime-node/bin/latentgraph.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Sees the process while it runs: to interrupt it, to close its output. */
  readonly whileRunning?: (child: ChildProcess) => void;
}

/** Runs the built command line in a process of its own, as a person would, with an empty home. */
export function latentgraph(args: readonly string[], options: CliOptions = {}): Promise<Ended> {
  const home = temporaryFolder();
  const child = spawn(process.execPath, [LATENTGRAPH, ...args], {
    cwd: options.cwd ?? home,
    env: { ...process.env, LATENTGRAPH_HOME: home, ...options.env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.stdin.on('error', () => {
    // A command that refuses its arguments does not read stdin.
  });
  child.stdin.end(options.stdin ?? '');
  options.whileRunning?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latentgraph-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
