import { useState } from 'react';
import { ReactCompareSlider, ReactCompareSliderImage } from 'react-compare-slider';
import { Select } from '../ui/select.tsx';
import type { ViewedPicture } from './image-viewer.tsx';
import styles from './images.module.css';

type CompareMode = 'slider' | 'side-by-side' | 'difference';

const MODES: readonly { readonly value: CompareMode; readonly label: string; readonly hint: string }[] = [
  { value: 'slider', label: 'Slider', hint: 'One picture under the other.' },
  { value: 'side-by-side', label: 'Side by side', hint: 'Both, next to each other.' },
  { value: 'difference', label: 'Difference', hint: 'Black where they are equal.' },
];

export interface CompareViewProps {
  readonly left: ViewedPicture;
  readonly right: ViewedPicture;
}

/** Two pictures against each other. */
export function CompareView({ left, right }: CompareViewProps) {
  const [mode, setMode] = useState<CompareMode>('slider');
  return (
    <div className={styles.viewer}>
      <div className={styles.compare} data-mode={mode}>
        {left.url === undefined || right.url === undefined ? null : (
          <Compared mode={mode} left={{ ...left, url: left.url }} right={{ ...right, url: right.url }} />
        )}
      </div>
      <footer className={styles.bar}>
        <p className={styles.caption}>{left.title}</p>
        <span className={styles.mode}>
          <Select
            label="Compare by"
            value={mode}
            options={MODES}
            onChange={(value) => setMode(value as CompareMode)}
          />
        </span>
        <p className={styles.captionRight}>{right.title}</p>
      </footer>
    </div>
  );
}

type Ready = ViewedPicture & { readonly url: string };

function Compared({ mode, left, right }: { mode: CompareMode; left: Ready; right: Ready }) {
  if (mode === 'slider') {
    return (
      <ReactCompareSlider
        className={styles.slider ?? ''}
        itemOne={<ReactCompareSliderImage src={left.url} alt={left.title} style={CONTAINED} />}
        itemTwo={<ReactCompareSliderImage src={right.url} alt={right.title} style={CONTAINED} />}
      />
    );
  }
  return (
    <>
      <img src={left.url} alt={left.title} />
      <img src={right.url} alt={right.title} />
    </>
  );
}

const CONTAINED = { objectFit: 'contain', imageRendering: 'pixelated' } as const;
