import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../cli/cli.ts';

const STAGE = pathToFileURL(join(import.meta.dirname, '../../scripts/lib/stage.mjs')).href;

/** Writes its process id, then lives until it is told to end, and notes that. */
const LASTING = `
  const { writeFileSync } = require('node:fs');
  const { join } = require('node:path');
  process.on('SIGTERM', () => { writeFileSync(join(__dirname, 'told'), ''); process.exit(0); });
  writeFileSync(join(__dirname, 'pid'), String(process.pid));
  setInterval(() => {}, 1000);`;

/** A folder with a package whose `npm start` runs a script, which is given what the scripts here use. */
function packageWith(script: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start: 'node script.mjs' } }));
  writeFileSync(join(folder, 'lasting.cjs'), LASTING);
  writeFileSync(
    join(folder, 'script.mjs'),
    `import { endWithParent, runAttached, runStage } from ${JSON.stringify(STAGE)};\n${script}`,
  );
  return folder;
}

/** Starts it, waits until the process that is to end is there, and tells the one that was started to end. */
async function startAndEnd(cwd: string, command: string, ...args: readonly string[]): Promise<number> {
  const started: ChildProcess = spawn(command, args, { cwd, stdio: 'ignore' });
  const pidFile = join(cwd, 'pid');
  await expect
    .poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8'), { timeout: 20_000 })
    .toMatch(/\d/);
  const pid = Number(readFileSync(pidFile, 'utf8'));
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  started.kill('SIGTERM');
  return pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const onUnix = it.skipIf(process.platform === 'win32');

onUnix('ends what npm runs when npm is ended by its process id', async () => {
  const folder = packageWith(`endWithParent();\nawait import('./lasting.cjs');`);
  const pid = await startAndEnd(folder, 'npm', 'start');
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  expect(existsSync(join(folder, 'told'))).toBe(true);
});

onUnix.each([
  ['runAttached', "await runAttached(process.execPath, [join(process.cwd(), 'lasting.cjs')]);"],
  ['runStage', "await runStage('Stage', process.execPath, [join(process.cwd(), 'lasting.cjs')]);"],
])('ends the child of %s with the script', async (_, call) => {
  const folder = packageWith(`import { join } from 'node:path';\n${call}`);
  const pid = await startAndEnd(folder, process.execPath, 'script.mjs');
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});
