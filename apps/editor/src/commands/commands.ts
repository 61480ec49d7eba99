import type { Services } from '../app/services.ts';
import { allCommands } from './all-commands.ts';
import type { Command } from './command.ts';

/** Finds and runs commands by id, so that buttons, menus, keys and the palette do the same. */
export interface Commands {
  readonly all: readonly Command[];
  find(id: string): Command | undefined;
  /** False for a command that cannot be done now, and for one that does not exist. */
  isEnabled(id: string): boolean;
  /** Does nothing where the command cannot be done now. */
  run(id: string): void;
}

/** @param services reads them when a command needs them: commands are themselves one of the services */
export function createCommands(services: () => Services, all: readonly Command[] = allCommands): Commands {
  const byId = new Map(all.map((command) => [command.id, command]));

  function isEnabled(id: string): boolean {
    const command = byId.get(id);
    return command !== undefined && (command.enabled?.(services()) ?? true);
  }

  return {
    all,
    find: (id) => byId.get(id),
    isEnabled,
    run(id) {
      if (isEnabled(id)) void byId.get(id)?.run(services());
    },
  };
}
