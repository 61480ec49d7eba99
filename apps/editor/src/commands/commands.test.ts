import { type Problem, ProblemError } from '@latentgraph/graph-core';
import { expect, test, vi } from 'vitest';
import type { Services } from '../app/services.ts';
import type { Command } from './command.ts';
import { createCommands } from './commands.ts';

/** What is told when a command does this. */
async function toldOf(run: Command['run']): Promise<readonly Problem[]> {
  const told: Problem[] = [];
  // The command uses no other.
  const services = { notices: { problems: (some: Problem[]) => told.push(...some) } } as unknown as Services;
  const commands = createCommands(
    () => services,
    [{ id: 'file.open', title: 'Open file…', section: 'File', run }],
  );
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  commands.run('file.open');
  await new Promise((resolve) => setTimeout(resolve));
  log.mockRestore();
  return told;
}

test('a command that fails says what could not be done and why', async () => {
  const expected = {
    code: 'command-failed',
    severity: 'error',
    message: '“Open file…” could not be done: the disk is gone',
    remedy: 'Try once more. If that fails too, save the workflow to a file and load the page again.',
  };
  expect(await toldOf(() => Promise.reject(new Error('the disk is gone')))).toEqual([expected]);
  const atOnce = () => {
    throw new Error('the disk is gone');
  };
  expect(await toldOf(atOnce)).toEqual([expected]);
});

test('a problem that a command throws is told as it is', async () => {
  const error = new ProblemError({ code: 'no-disk', message: 'There is no disk.', remedy: 'Put one in.' });
  expect(await toldOf(() => Promise.reject(error))).toEqual([error.problem]);
});

test('a command that is done says nothing', async () => {
  expect(await toldOf(async () => undefined)).toEqual([]);
});
