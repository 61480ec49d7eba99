import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import styles from './select.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  /** A few words more, shown below the label. */
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export interface SelectProps {
  readonly value: string;
  readonly options: readonly SelectOption[];
  /** Its accessible name. */
  readonly label: string;
  readonly disabled?: boolean;
  onChange(value: string): void;
  /** Told when the list opens. */
  onOpen?(): void;
}

/** One of some values. A value that is not among the options is shown as it is. */
export function Select({ value, options, label, disabled = false, onChange, onOpen }: SelectProps) {
  const chosen = options.find((option) => option.value === value)?.label ?? value;
  return (
    <Radix.Root
      value={value}
      onValueChange={onChange}
      onOpenChange={(open) => open && onOpen?.()}
      disabled={disabled}
    >
      <Radix.Trigger className={`${styles.trigger} nodrag`} aria-label={label}>
        <span className={styles.value}>
          <Radix.Value>{chosen}</Radix.Value>
        </span>
        <ChevronDown aria-hidden size={14} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.list} position="popper" sideOffset={4} collisionPadding={8}>
          <Radix.Viewport>
            {options.map((option) => (
              <Option key={option.value} {...option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ value, label, hint, disabled = false }: SelectOption) {
  return (
    <Radix.Item className={styles.option ?? ''} value={value} textValue={label} disabled={disabled}>
      <span className={styles.mark}>
        <Radix.ItemIndicator>
          <Check aria-hidden size={14} />
        </Radix.ItemIndicator>
      </span>
      <Radix.ItemText>
        {label}
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </Radix.ItemText>
    </Radix.Item>
  );
}
