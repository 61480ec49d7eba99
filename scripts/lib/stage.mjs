import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs one command as a named stage: one line when it succeeds, its whole output when it fails.
 * Stage lines go to stderr, so that a command's own output on stdout stays clean.
 *
 * @param {string} name what the line says, for example `Types`
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether the command exited with 0
 */
export async function runStage(name, command, args) {
  process.stderr.write(`${name} … `);
  const startedMs = performance.now();
  const { exitCode, output } = await capture(command, args);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  if (exitCode === 0) {
    process.stderr.write(`ok (${seconds} s)\n`);
    return true;
  }
  process.stderr.write(`failed (${seconds} s)\n\n${output.trimEnd()}\n\n`);
  return false;
}

/**
 * Runs a command with this terminal as its own.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ onOutput?: (text: string) => void }} [options] `onOutput` takes what would go to stdout
 * @returns {Promise<number>} its exit code; 130 when it was interrupted
 */
export function runAttached(command, args, { onOutput } = {}) {
  // The child hears Ctrl-C too and ends in its own way; this process waits for it.
  const wait = () => {};
  process.on('SIGINT', wait);
  return new Promise((resolve) => {
    const stdio = ['inherit', onOutput ? 'pipe' : 'inherit', 'inherit'];
    const child = spawn(command, args, { cwd: root, stdio });
    endTogether(child, ['SIGTERM', 'SIGHUP']);
    child.stdout?.setEncoding('utf8').on('data', onOutput);
    const end = (exitCode) => {
      process.off('SIGINT', wait);
      resolve(exitCode);
    };
    child.on('error', (error) => {
      process.stderr.write(`Cannot start ${command}: ${error.message}\n`);
      end(1);
    });
    child.on('close', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/**
 * Ends this process when the one that started it is gone. npm runs scripts in a shell, and a shell that is ended tells
 * the script nothing of it: without this, ending `npm start` by its process id would leave the server running.
 */
export function endWithParent() {
  // On Windows the id stays that of a parent that is gone. Without npm there is no shell in between.
  if (process.platform === 'win32' || process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_CHECK_MS);
  watch.unref();
}

const PARENT_CHECK_MS = 250;

/** What ends this process ends the child first. */
function endTogether(child, signals) {
  const handlers = signals.map((signal) => {
    const handle = () => {
      child.once('close', () => process.kill(process.pid, signal));
      child.kill(signal);
    };
    process.once(signal, handle);
    return [signal, handle];
  });
  child.on('close', () => {
    for (const [signal, handle] of handlers) process.off(signal, handle);
  });
}

/** Runs a command without a terminal and keeps what it prints. */
function capture(command, args) {
  // npm's helpers are .cmd files on Windows, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npx';
  return new Promise((resolve) => {
    const chunks = [];
    const child = spawn(command, args, {
      cwd: root,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Nobody can answer a question here; with CI set, package managers ask none.
      env: { ...process.env, CI: 'true' },
    });
    endTogether(child, ['SIGINT', 'SIGTERM', 'SIGHUP']);
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) =>
      resolve({ exitCode: 1, output: `Cannot start ${command}: ${error.message}` }),
    );
    child.on('close', (exitCode) => resolve({ exitCode, output: Buffer.concat(chunks).toString() }));
  });
}
