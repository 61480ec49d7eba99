import { DropdownMenu, ContextMenu as RadixContextMenu } from 'radix-ui';
import { type ReactElement, useState } from 'react';
import styles from './menu.module.css';
import { MenuEntries } from './menu-entries.tsx';
import type { MenuEntry } from './menu-entry.ts';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  /** Given as a function, entries are only made when the menu opens. */
  readonly entries: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'bottom' | 'right';
  /** Whether it is open, where something besides its button opens it. */
  readonly open?: boolean | undefined;
  onOpenChange?(open: boolean): void;
}

/** A menu that drops from a button. */
export function Menu({ trigger, entries, align = 'start', side = 'bottom', open, onOpenChange }: MenuProps) {
  return (
    <DropdownMenu.Root
      modal={false}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
        >
          <MadeEntries parts={DropdownMenu} entries={entries} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export interface ContextMenuProps {
  /** What it is the menu of: one element that takes a ref. */
  readonly children: ReactElement;
  readonly entries: readonly MenuEntry[] | (() => readonly MenuEntry[]);
}

/** A menu at the pointer, for the right button, a long touch, and the menu key. */
export function ContextMenu({ children, entries }: ContextMenuProps) {
  return (
    <RadixContextMenu.Root modal={false}>
      <RadixContextMenu.Trigger asChild>{children}</RadixContextMenu.Trigger>
      <RadixContextMenu.Portal>
        <RadixContextMenu.Content className={styles.menu} collisionPadding={8}>
          <MadeEntries parts={RadixContextMenu} entries={entries} />
        </RadixContextMenu.Content>
      </RadixContextMenu.Portal>
    </RadixContextMenu.Root>
  );
}

/** A menu's content is there only while it is open, and offers to the end what it offered when it opened. */
function MadeEntries({
  parts,
  entries,
}: Pick<MenuProps, 'entries'> & { readonly parts: typeof DropdownMenu | typeof RadixContextMenu }) {
  const [made] = useState(() => (typeof entries === 'function' ? entries() : undefined));
  return <MenuEntries parts={parts} entries={made ?? (entries as readonly MenuEntry[])} />;
}
