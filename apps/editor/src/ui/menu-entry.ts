import type { LucideIcon } from 'lucide-react';

export interface MenuAction {
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  /** As `shortcutsOf` names it. */
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly danger?: boolean | undefined;
  /** Given where the entry switches something on or off. */
  readonly checked?: boolean | undefined;
  onSelect(): void;
}

export interface SubMenu {
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  readonly entries: readonly MenuEntry[];
}

export type MenuEntry = MenuAction | SubMenu | 'separator';
