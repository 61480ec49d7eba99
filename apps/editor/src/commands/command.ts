import type { LucideIcon } from 'lucide-react';
import type { Services } from '../app/services.ts';

export type CommandSection = 'Edit' | 'Arrange' | 'View' | 'Run' | 'File' | 'Help';

/** Something a person can ask for: listed in the command palette, bound to a key, put on a button or in a menu. */
export interface Command {
  /** `area.verb`, such as `edit.undo`. */
  readonly id: string;
  /** What it does, as a menu says it. */
  readonly title: string;
  readonly section: CommandSection;
  readonly icon?: LucideIcon;
  /** As `shortcutsOf` names them: `$mod+Shift+z`. The first is the one that is shown. */
  readonly shortcuts?: readonly string[];
  /** The browser makes an event of its own of these keys (copy, paste): they are shown, and not bound. */
  readonly native?: boolean;
  /** Acts on what the graph shows, and cannot be done while something else is shown in its place. */
  readonly ofGraph?: boolean;
  /** Whether it is done again and again while its keys are held down. */
  readonly repeats?: boolean;
  /** Whether menus show it as one that takes something away. */
  readonly danger?: boolean;
  /** Other words that find it in the palette. */
  readonly keywords?: string;
  /** Whether it can be done now; commands that cannot are shown greyed. */
  enabled?(services: Services): boolean;
  run(services: Services): void | Promise<void>;
}
