import { frameCommands } from '../canvas/frames/frame-commands.ts';
import { arrangeCommands } from './arrange-commands.ts';
import type { Command } from './command.ts';
import { editCommands } from './edit-commands.ts';
import { fileCommands } from './file-commands.ts';
import { graphViewCommands } from './graph-view-commands.ts';
import { helpCommands } from './help-commands.ts';
import { historyCommands } from './history-commands.ts';
import { runCommands } from './run-commands.ts';
import { themeCommands } from './theme-commands.ts';
import { viewCommands } from './view-commands.ts';

/** Every command there is, in the order in which menus and the shortcut sheet list them. */
export const allCommands: readonly Command[] = [
  ...fileCommands,
  ...historyCommands,
  ...ofGraph(editCommands),
  ...ofGraph(arrangeCommands),
  ...ofGraph(frameCommands),
  ...ofGraph(graphViewCommands),
  ...viewCommands,
  ...themeCommands,
  ...runCommands,
  ...helpCommands,
];

function ofGraph(commands: readonly Command[]): readonly Command[] {
  return commands.map((command) => ({ ...command, ofGraph: true }));
}
