import { Slider as Radix } from 'radix-ui';
import styles from './slider.module.css';

export interface SliderProps {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Its accessible name. */
  readonly label: string;
  /** What a screen reader says instead of the bare number. */
  readonly valueText?: string;
  readonly disabled?: boolean;
  onChange(value: number): void;
  /** Told once, when the thumb is let go or a key was pressed. */
  onCommit?(value: number): void;
}

export function Slider({ value, label, valueText, onChange, onCommit, ...rest }: SliderProps) {
  return (
    <Radix.Root
      {...rest}
      // React Flow and the canvas' shortcuts leave alone what has this class.
      className={`${styles.slider} nodrag nopan`}
      value={[value]}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      onValueCommit={([next]) => next !== undefined && onCommit?.(next)}
    >
      <Radix.Track className={styles.track ?? ''}>
        <Radix.Range className={styles.range ?? ''} />
      </Radix.Track>
      <Radix.Thumb
        className={styles.thumb ?? ''}
        aria-label={label}
        {...(valueText === undefined ? {} : { 'aria-valuetext': valueText })}
      />
    </Radix.Root>
  );
}
