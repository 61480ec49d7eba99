import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../cli/cli.ts';
import { serve } from '../server/support/serve.ts';

const ROOT = join(import.meta.dirname, '../..');

it.skipIf(process.platform === 'win32')(
  'gives its home free when it is ended by its process id',
  async () => {
    const home = temporaryFolder();
    const npm = spawn('npm', ['start', '--', '--port', '0', '--device', 'cpu'], {
      cwd: ROOT,
      env: { ...process.env, LATENTGRAPH_HOME: home },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    npm.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
    await expect.poll(() => printed, { timeout: 300_000 }).toContain('/sign-in?ticket=');
    npm.kill('SIGTERM');
    const startAgain = () => serve(home).then(() => 'started', String);
    await expect.poll(startAgain, { timeout: 60_000, interval: 1000 }).toBe('started');
  },
);
