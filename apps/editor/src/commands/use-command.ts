import { useSyncExternalStore } from 'react';
import { useServices } from '../app/services-context.tsx';
import type { Command } from './command.ts';

export interface UsedCommand {
  readonly command: Command;
  readonly enabled: boolean;
  run(): void;
}

/** A command for a button: follows whether it can be done now. */
export function useCommand(id: string): UsedCommand {
  const { commands, editor, runs, views } = useServices();
  const command = commands.find(id);
  if (!command) throw new Error(`There is no command ${id}.`);
  const enabled = useSyncExternalStore(
    (changed) => {
      const stores = [editor.store, runs.store, views.store];
      const stops = stores.map((store) => store.subscribe(changed));
      return () => stops.forEach((stop) => void stop());
    },
    () => commands.isEnabled(id),
  );
  return { command, enabled, run: () => commands.run(id) };
}
