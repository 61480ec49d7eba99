import type { LucideIcon } from 'lucide-react';
import { IconButton } from '../ui/icon-button.tsx';
import { useCommand } from './use-command.ts';

export interface CommandButtonProps {
  /** The command's id. */
  readonly id: string;
  /** Instead of the command's own. */
  readonly icon?: LucideIcon;
  readonly label?: string;
  /** Given where the command switches something on and off. */
  readonly pressed?: boolean;
}

/** A command as a button with an icon: its title and shortcut are the tooltip. */
export function CommandButton({ id, icon, label, pressed }: CommandButtonProps) {
  const { command, enabled, run } = useCommand(id);
  const shown = icon ?? command.icon;
  if (!shown) throw new Error(`Command ${id} has no icon.`);
  return (
    <IconButton
      icon={shown}
      label={label ?? command.title}
      shortcut={command.shortcuts?.[0]}
      disabled={!enabled}
      onClick={run}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    />
  );
}
