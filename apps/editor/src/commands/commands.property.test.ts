import { expect, test } from 'vitest';
import { idleCommands, QUIET_COMMANDS, runRandomCommands } from './testing/random-commands.ts';

test('150 random sequences of 50 commands are undone and done again exactly', async () => {
  const used = await runRandomCommands(150);
  // Every command that changes documents did so often: none is left out by a condition that never holds.
  expect(idleCommands(used, 5)).toEqual(QUIET_COMMANDS);
});
