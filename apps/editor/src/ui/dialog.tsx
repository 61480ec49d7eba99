import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { keepOpenWhileComposing } from '../keyboard/writing.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';
import { useReturnedFocus } from './use-returned-focus.ts';

export interface DialogProps {
  readonly open: boolean;
  onClose(): void;
  readonly title: string;
  readonly description?: string;
  readonly size?: 'small' | 'medium' | 'large';
  readonly children: ReactNode;
}

/** Something to read or decide before going on. Focus stays inside, Escape and a click beside it close it. */
export function Dialog({ open, onClose, title, description, size = 'medium', children }: DialogProps) {
  const returnedFocus = useReturnedFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content
          {...returnedFocus}
          onEscapeKeyDown={keepOpenWhileComposing}
          className={clsx(styles.dialog, styles[size])}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className={styles.header}>
            <div>
              <Radix.Title className={styles.title}>{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className={styles.description}>{description}</Radix.Description>
              )}
            </div>
          </header>
          <div className={styles.body}>{children}</div>
          {/* Last, so that what the dialog is about has the focus first. */}
          <Radix.Close asChild>
            <IconButton icon={X} label="Close" className={styles.close} />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
