import { clsx } from 'clsx';
import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import type { ContextMenu, DropdownMenu } from 'radix-ui';
import styles from './menu.module.css';
import type { MenuAction, MenuEntry } from './menu-entry.ts';
import { Shortcut } from './shortcut.tsx';
import { shortcutText } from './shortcut-text.ts';

/** Radix' menus at a button and at the pointer have the same parts. */
type MenuParts = typeof DropdownMenu | typeof ContextMenu;

interface EntriesProps {
  readonly parts: MenuParts;
  readonly entries: readonly MenuEntry[];
}

/** The entries of a menu, and those of its submenus. */
export function MenuEntries({ parts, entries }: EntriesProps) {
  return entries.map((entry, index) => {
    if (entry === 'separator') {
      // biome-ignore lint/suspicious/noArrayIndexKey: separators are alike, and stay where they are.
      return <parts.Separator key={index} className={styles.separator} />;
    }
    if ('entries' in entry) return <SubMenuEntry key={entry.label} parts={parts} {...entry} />;
    return <Action key={entry.label} parts={parts} action={entry} />;
  });
}

function Action({ parts, action }: { readonly parts: MenuParts; readonly action: MenuAction }) {
  const { label, icon, shortcut, disabled = false, danger = false, checked, onSelect } = action;
  const shared = {
    className: clsx(styles.entry, danger && styles.danger),
    disabled,
    onSelect,
    ...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcutText(shortcut) }),
  };
  const content = (
    <>
      <EntryIcon icon={checked ? Check : icon} />
      <span className={styles.label}>{label}</span>
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </>
  );
  if (checked === undefined) return <parts.Item {...shared}>{content}</parts.Item>;
  return (
    <parts.CheckboxItem {...shared} checked={checked}>
      {content}
    </parts.CheckboxItem>
  );
}

function SubMenuEntry({
  parts,
  label,
  icon,
  entries,
}: EntriesProps & { readonly label: string; readonly icon?: LucideIcon | undefined }) {
  return (
    <parts.Sub>
      <parts.SubTrigger className={styles.entry}>
        <EntryIcon icon={icon} />
        <span className={styles.label}>{label}</span>
        <ChevronRight aria-hidden size={14} />
      </parts.SubTrigger>
      <parts.Portal>
        <parts.SubContent className={styles.menu} sideOffset={2} collisionPadding={8}>
          <MenuEntries parts={parts} entries={entries} />
        </parts.SubContent>
      </parts.Portal>
    </parts.Sub>
  );
}

function EntryIcon({ icon: Icon }: { readonly icon: LucideIcon | undefined }) {
  return Icon ? <Icon aria-hidden size={15} strokeWidth={1.75} /> : <span className={styles.noIcon} />;
}
