import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

export interface SectionProps {
  /** Left out where it goes without saying. */
  readonly title?: string;
  readonly children: ReactNode;
}

/** A part of the inspector, divided from the one above. */
export function Section({ title, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
      )}
      {children}
    </section>
  );
}
