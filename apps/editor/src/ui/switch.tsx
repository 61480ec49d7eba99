import { Switch as Radix } from 'radix-ui';
import { useId } from 'react';
import styles from './switch.module.css';

export interface SwitchProps {
  readonly checked: boolean;
  readonly label: string;
  /** For where the label already stands beside it. */
  readonly labelHidden?: boolean;
  readonly disabled?: boolean;
  onChange(checked: boolean): void;
}

export function Switch({ checked, label, labelHidden = false, disabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <span className={styles.row}>
      <Radix.Root
        id={id}
        className={`${styles.switch} nodrag`}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        {...(labelHidden ? { 'aria-label': label } : {})}
      >
        <Radix.Thumb className={styles.thumb} />
      </Radix.Root>
      {!labelHidden && <label htmlFor={id}>{label}</label>}
    </span>
  );
}
