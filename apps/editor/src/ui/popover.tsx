import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { keepOpenWhileComposing } from '../keyboard/writing.ts';
import styles from './popover.module.css';

export interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  /** What it is about, for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  /** Both or none: without them it opens and closes by its trigger. */
  readonly open?: boolean;
  onOpenChange?(open: boolean): void;
}

/** A few controls beside the button that opens them. */
export function Popover({ trigger, label, children, align = 'start', ...state }: PopoverProps) {
  return (
    <Radix.Root {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={styles.popover}
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={focusContent}
          onEscapeKeyDown={keepOpenWhileComposing}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Not its first button: that would show its tooltip, which nobody asked for. */
function focusContent(event: Event): void {
  event.preventDefault();
  (event.currentTarget as HTMLElement).focus();
}
