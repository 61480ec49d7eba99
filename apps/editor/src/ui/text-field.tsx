import { clsx } from 'clsx';
import { type ComponentProps, useId } from 'react';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  readonly value: string;
  readonly label: string;
  /** For where the label already stands beside it, or goes without saying. */
  readonly labelHidden?: boolean;
  onChange(value: string): void;
}

/** One line of text. */
export function TextField({
  value,
  label,
  labelHidden = false,
  className,
  onChange,
  ...rest
}: TextFieldProps) {
  const id = useId();
  return (
    <span className={styles.field}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        spellCheck={false}
        autoComplete="off"
        {...rest}
        className={clsx(styles.input, 'nodrag', className)}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </span>
  );
}
