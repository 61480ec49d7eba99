import { HexColorPicker } from 'react-colorful';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './color-widget.module.css';
import type { WidgetProps } from './widget.ts';

/** A colour: picked in a popover, or typed in hexadecimal digits. */
export function ColorWidget({ param, value, invalid, describedBy, change }: WidgetProps) {
  const color = String(value);
  const entry = (
    <TextField
      label={`${param.title} in hexadecimal digits`}
      labelHidden
      className={styles.hex ?? ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      value={color}
      onChange={(text) => change(text.trim().toLowerCase())}
    />
  );
  return (
    <span className={styles.row}>
      <Popover
        label={param.title}
        trigger={
          <Button className={styles.swatch} aria-label={`Choose ${param.title.toLowerCase()}`}>
            {/* What was typed and is no colour shows as none. */}
            <span className={styles.color} style={{ backgroundColor: color }} />
          </Button>
        }
      >
        <div className={styles.picker}>
          <HexColorPicker color={color} onChange={change} />
        </div>
      </Popover>
      {entry}
    </span>
  );
}
