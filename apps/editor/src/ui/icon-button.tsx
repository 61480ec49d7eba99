import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { Button, type ButtonProps } from './button.tsx';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  readonly icon: LucideIcon;
  /** What it does: its accessible name and its tooltip. */
  readonly label: string;
  /** As `shortcutsOf` names it; shown in the tooltip. */
  readonly shortcut?: string | undefined;
}

export function IconButton({
  icon: Icon,
  label,
  shortcut,
  variant = 'quiet',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <Button variant={variant} aria-label={label} {...rest} className={clsx(styles.icon, className)}>
        <Icon aria-hidden size={16} strokeWidth={1.75} />
      </Button>
    </Tooltip>
  );
}
