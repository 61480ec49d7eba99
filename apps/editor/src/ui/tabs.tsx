import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import segments from './segments.module.css';
import styles from './tabs.module.css';

export interface Tab<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly content: ReactNode;
}

export interface TabsProps<Value extends string = string> {
  readonly value: Value;
  /** What the tabs are of, for screen readers. */
  readonly label: string;
  readonly tabs: readonly Tab<Value>[];
  onChange(value: Value): void;
}

/** Several views in one place, of which one is shown. */
export function Tabs<Value extends string>({ value, label, tabs, onChange }: TabsProps<Value>) {
  return (
    <Radix.Root className={styles.tabs} value={value} onValueChange={(next) => onChange(next as Value)}>
      <Radix.List className={segments.segments} aria-label={label}>
        {tabs.map(({ value, label, icon: Icon }) => (
          <Radix.Trigger key={value} className={clsx(segments.segment, styles.tab)} value={value}>
            {Icon && <Icon aria-hidden size={15} strokeWidth={1.75} />}
            {label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ value, content }) => (
        <Radix.Content key={value} className={styles.content} value={value}>
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
