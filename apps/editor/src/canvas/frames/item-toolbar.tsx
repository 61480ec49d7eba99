import { NodeToolbar, Position } from '@xyflow/react';
import { clsx } from 'clsx';
import { tints } from '../node/tint.ts';
import styles from './item-toolbar.module.css';

export interface ItemToolbarProps {
  readonly visible: boolean;
  /** What is coloured, in a word. */
  readonly noun: string;
  readonly color: string | undefined;
  onColor(color: string | undefined): void;
}

/** The colours of a frame or note, above it while it alone is selected. Keeps its size whatever the zoom. */
export function ItemToolbar({ visible, noun, color, onColor }: ItemToolbarProps) {
  return (
    <NodeToolbar isVisible={visible} position={Position.Top} align="end" offset={8}>
      <div className={`${styles.toolbar} nodrag nopan`} role="toolbar" aria-label={`Colour of the ${noun}`}>
        <Swatch
          label="No colour"
          shown="var(--line-strong)"
          chosen={color === undefined}
          onChoose={() => onColor(undefined)}
        />
        {tints.map(({ name, color: tint }) => (
          <Swatch
            key={name}
            label={name}
            shown={tint}
            chosen={color === tint}
            onChoose={() => onColor(tint)}
          />
        ))}
      </div>
    </NodeToolbar>
  );
}

interface SwatchProps {
  readonly label: string;
  readonly shown: string;
  readonly chosen: boolean;
  onChoose(): void;
}

function Swatch({ label, shown, chosen, onChoose }: SwatchProps) {
  return (
    <button
      type="button"
      className={clsx(styles.swatch, chosen && styles.chosen)}
      style={{ background: shown }}
      aria-label={label}
      aria-pressed={chosen}
      title={label}
      onClick={onChoose}
    />
  );
}
