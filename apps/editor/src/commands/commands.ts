import { ProblemError, type ProblemInput } from '@latentgraph/graph-core';
import type { Services } from '../app/services.ts';
import { problemOf } from '../ui/problem-of.ts';
import { allCommands } from './all-commands.ts';
import type { Command } from './command.ts';

/** Finds and runs commands by id, so that buttons, menus, keys and the palette do the same. */
export interface Commands {
  readonly all: readonly Command[];
  find(id: string): Command | undefined;
  /** False for a command that cannot be done now, and for one that does not exist. */
  isEnabled(id: string): boolean;
  /** Does nothing where the command cannot be done now. One that fails is told of. */
  run(id: string): void;
}

/** @param services reads them when a command needs them: commands are themselves one of the services */
export function createCommands(services: () => Services, all: readonly Command[] = allCommands): Commands {
  const byId = new Map(all.map((command) => [command.id, command]));

  function isEnabled(id: string): boolean {
    const command = byId.get(id);
    if (command === undefined) return false;
    if (command.ofGraph && services().views.store.getState().mode !== 'graph') return false;
    return command.enabled?.(services()) ?? true;
  }

  async function perform(command: Command): Promise<void> {
    try {
      await command.run(services());
    } catch (error) {
      // Where nobody foresaw it, whoever looks for the cause needs the stack.
      if (!(error instanceof ProblemError)) console.error(error);
      services().notices.problems([problemOf(error, (why) => failed(command, why))]);
    }
  }

  return {
    all,
    find: (id) => byId.get(id),
    isEnabled,
    run(id) {
      const command = byId.get(id);
      if (command && isEnabled(id)) void perform(command);
    },
  };
}

function failed({ title }: Command, why: string): ProblemInput {
  return {
    code: 'command-failed',
    message: `“${title}” could not be done: ${why}`,
    remedy: 'Try once more. If that fails too, save the workflow to a file and load the page again.',
  };
}
