import { safeColor, tints } from '../canvas/node/tint.ts';
import { Button } from '../ui/button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './color-row.module.css';

export interface ColorRowProps {
  /** As the document holds it; undefined for the usual one. */
  readonly color: string | undefined;
  onChange(color: string | undefined): void;
}

/** The colours that a node may have. */
export function ColorRow({ color, onChange }: ColorRowProps) {
  const current = safeColor(color);
  return (
    <fieldset className={styles.row} aria-label="Colour">
      <Swatch name="No colour" color={undefined} chosen={current === undefined} onChoose={onChange} />
      {tints.map((tint) => (
        <Swatch key={tint.name} {...tint} chosen={tint.color === current} onChoose={onChange} />
      ))}
    </fieldset>
  );
}

interface SwatchProps {
  readonly name: string;
  readonly color: string | undefined;
  readonly chosen: boolean;
  onChoose(color: string | undefined): void;
}

function Swatch({ name, color, chosen, onChoose }: SwatchProps) {
  return (
    <Tooltip text={name}>
      <Button
        variant="quiet"
        className={styles.swatch}
        aria-label={name}
        aria-pressed={chosen}
        onClick={() => onChoose(color)}
      >
        <span
          className={styles.dot}
          data-none={color === undefined || undefined}
          style={{ backgroundColor: color }}
        />
      </Button>
    </Tooltip>
  );
}
