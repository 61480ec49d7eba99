import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { Shortcut } from './shortcut.tsx';
import styles from './tooltip.module.css';

export interface TooltipProps {
  readonly text: string;
  /** As `shortcutsOf` names it. */
  readonly shortcut?: string | undefined;
  /** One element that takes a ref and the props of a trigger. */
  readonly children: ReactElement;
}

/** Around the whole editor: after one tooltip was shown, the next comes at once. */
export const TooltipProvider = Radix.Provider;

/** A short hint that comes with the pointer or the focus. */
export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.tooltip} sideOffset={6} collisionPadding={8}>
          {text}
          {shortcut !== undefined && <Shortcut keys={shortcut} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
