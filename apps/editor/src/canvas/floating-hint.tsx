import { useStoreApi } from '@xyflow/react';
import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import styles from './floating-hint.module.css';
import type { Point } from './point.ts';

export interface FloatingHintProps {
  /** In the window. */
  readonly at: Point;
  readonly text: string;
  /** A second, quieter sentence. */
  readonly more?: string | undefined;
  readonly icon?: LucideIcon;
  readonly tone?: 'plain' | 'warn' | 'bad';
}

/**
 * A few words beside the pointer that take no part in what the pointer does. Turns to the side where the
 * canvas has room.
 */
export function FloatingHint({ at, text, more, icon: Icon, tone = 'plain' }: FloatingHintProps) {
  const { domNode } = useStoreApi().getState();
  const { right, bottom } = domNode?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
  const leftwards = at.x > right - 340;
  const upwards = at.y > bottom - 120;
  return (
    <div
      className={clsx(styles.hint, styles[tone], leftwards && styles.leftwards, upwards && styles.upwards)}
      style={{ left: at.x, top: at.y }}
      aria-hidden
    >
      {Icon && <Icon size={14} strokeWidth={2} className={styles.icon} />}
      <div>
        {text}
        {more && <div className={styles.more}>{more}</div>}
      </div>
    </div>
  );
}
