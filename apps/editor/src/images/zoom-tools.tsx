import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { boundTo } from '../keyboard/key-press.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import type { PanZoomControls } from './use-pan-zoom.ts';

const ZOOM_STEP = 1.5;

/** Buttons for those who have no wheel. */
export function ZoomTools({ zoomBy, fit, showActualSize }: PanZoomControls) {
  return (
    <>
      <IconButton icon={ZoomOut} label="Zoom out" shortcut="Minus" onClick={() => zoomBy(1 / ZOOM_STEP)} />
      <IconButton icon={ZoomIn} label="Zoom in" shortcut="Plus" onClick={() => zoomBy(ZOOM_STEP)} />
      <IconButton icon={Maximize} label="Fit" shortcut="0" onClick={fit} />
      <Tooltip text="Actual size" shortcut="1">
        <Button variant="quiet" aria-label="1:1, actual size" onClick={showActualSize}>
          1:1
        </Button>
      </Tooltip>
    </>
  );
}

/** What the shortcuts of these buttons do. */
export function zoomKeys({ zoomBy, fit, showActualSize }: PanZoomControls): ReadonlyMap<string, () => void> {
  return new Map([
    ['Plus', () => zoomBy(ZOOM_STEP)],
    ['Minus', () => zoomBy(1 / ZOOM_STEP)],
    ['0', fit],
    ['1', showActualSize],
  ]);
}

/** Does what stands for the keys, which nothing else then hears of. */
export function pressKey(event: KeyboardEvent, keys: ReadonlyMap<string, () => void>): void {
  const action = boundTo(event, keys);
  if (!action) return;
  action();
  event.preventDefault();
  event.stopPropagation();
}
