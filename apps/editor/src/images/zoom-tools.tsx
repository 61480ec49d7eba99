import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import type { PanZoomControls } from './use-pan-zoom.ts';

const ZOOM_STEP = 1.5;

/** Buttons for those who have no wheel. */
export function ZoomTools({ zoomBy, fit, showActualSize }: PanZoomControls) {
  return (
    <>
      <IconButton icon={ZoomOut} label="Zoom out" shortcut="-" onClick={() => zoomBy(1 / ZOOM_STEP)} />
      <IconButton icon={ZoomIn} label="Zoom in" shortcut="+" onClick={() => zoomBy(ZOOM_STEP)} />
      <IconButton icon={Maximize} label="Fit" shortcut="0" onClick={fit} />
      <Tooltip text="Actual size" shortcut="1">
        <Button variant="quiet" aria-label="1:1, actual size" onClick={showActualSize}>
          1:1
        </Button>
      </Tooltip>
    </>
  );
}

/** What the keys of these buttons do. */
export function zoomKeys({ zoomBy, fit, showActualSize }: PanZoomControls): ReadonlyMap<string, () => void> {
  const zoomIn = () => zoomBy(ZOOM_STEP);
  return new Map([
    ['+', zoomIn],
    ['=', zoomIn],
    ['-', () => zoomBy(1 / ZOOM_STEP)],
    ['0', fit],
    ['1', showActualSize],
  ]);
}

/** Does what stands for a key, which nothing else then hears of. */
export function pressKey(event: KeyboardEvent, keys: ReadonlyMap<string, () => void>): void {
  const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys.get(event.key);
  if (!action) return;
  action();
  event.preventDefault();
  event.stopPropagation();
}
