import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { PanZoomControls } from '../use-pan-zoom.ts';
import styles from './mask-painter.module.css';
import type { Brush, Point } from './paint-layer.ts';
import type { Paint } from './use-paint.ts';
import type { PaintTool } from './use-paint-tools.ts';

export interface PaintSurfaceProps {
  readonly picture: string | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly paint: Paint;
  readonly panZoom: PanZoomControls;
  readonly tool: PaintTool;
  readonly radiusPx: number;
  readonly softness: number;
  /** Id of the text that says how to paint. */
  readonly hintId: string;
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The picture, the paint over it, and the brush that follows the pointer or the arrow keys. */
export function PaintSurface(props: PaintSurfaceProps) {
  const { picture, widthPx, heightPx, paint, panZoom, tool, radiusPx, softness, hintId } = props;
  const { view, boxRef } = panZoom;
  const [cursor, setCursor] = useState<Point>();
  const [space, setSpace] = useState(false);
  const last = useRef<Point>(undefined);

  // The dialog gives the focus to the first tool; then the arrow keys would not move the brush.
  useEffect(() => {
    const frame = requestAnimationFrame(() => boxRef.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [boxRef]);

  const brush = (erases: boolean): Brush => ({ radiusPx, softness, erases });

  function toPicture({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    const { left, top } = boxRef.current!.getBoundingClientRect();
    return { x: (clientX - left - view.x) / view.scale, y: (clientY - top - view.y) / view.scale };
  }

  function put(event: PointerEvent<HTMLDivElement>): void {
    if (event.button === 1 || space) {
      panZoom.startPan(event);
      return;
    }
    if (event.button !== 0) return;
    const point = toPicture(event);
    if (tool === 'fill') {
      paint.fillArea(point, event.altKey);
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    const from = event.shiftKey && last.current ? last.current : point;
    paint.begin();
    paint.line(from, point, brush(erases(event)));
    last.current = point;
  }

  /** Alt turns a brush into an eraser; so does the other end of a pen. */
  const erases = (event: PointerEvent) =>
    (tool === 'eraser') !== (event.altKey || (event.buttons & 32) !== 0);

  function move(event: PointerEvent<HTMLDivElement>): void {
    setCursor(toPicture(event));
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    // All places since the last frame: without them a quick stroke has corners.
    const coalesced = event.nativeEvent.getCoalescedEvents();
    for (const place of coalesced.length > 0 ? coalesced : [event.nativeEvent]) {
      const point = toPicture(place);
      paint.line(last.current ?? point, point, brush(erases(event)));
      last.current = point;
    }
  }

  function lift(event: PointerEvent<HTMLDivElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    event.currentTarget.releasePointerCapture(event.pointerId);
    paint.end();
  }

  function dab(): void {
    const point = cursor ?? { x: widthPx / 2, y: heightPx / 2 };
    setCursor(point);
    if (tool === 'fill') {
      paint.fillArea(point, false);
      return;
    }
    paint.begin();
    paint.line(point, point, brush(tool === 'eraser'));
    paint.end();
    last.current = point;
  }

  function pressKey(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const far = Math.max(radiusPx / (event.shiftKey ? 4 : 1), 1);
      setCursor(({ x, y } = { x: widthPx / 2, y: heightPx / 2 }) => ({
        x: Math.min(Math.max(x + arrow.x * far, 0), widthPx),
        y: Math.min(Math.max(y + arrow.y * far, 0), heightPx),
      }));
    } else if (event.key === 'Enter') dab();
    else if (event.key === ' ') setSpace(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const { scale, x, y } = view;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of HTML is a thing to paint on.
    <div
      ref={boxRef}
      className={styles.surface}
      data-space={space}
      data-tool={tool}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: painting is the interaction.
      tabIndex={0}
      role="group"
      aria-roledescription="painting"
      aria-label={`Mask, ${widthPx} by ${heightPx} pixels${paint.empty ? ', nothing painted' : ''}`}
      aria-describedby={hintId}
      onPointerDown={put}
      onPointerMove={move}
      onPointerUp={lift}
      onPointerCancel={lift}
      onPointerLeave={() => setCursor(undefined)}
      onKeyDown={pressKey}
      onKeyUp={({ key }) => key === ' ' && setSpace(false)}
    >
      <div
        className={styles.picture}
        style={{ width: widthPx, height: heightPx, transform: `translate(${x}px, ${y}px) scale(${scale})` }}
      >
        {picture === undefined ? null : (
          <img src={picture} alt="" width={widthPx} height={heightPx} draggable={false} />
        )}
        <canvas ref={paint.canvasRef} width={widthPx} height={heightPx} data-testid="paint" />
      </div>
      {cursor && tool !== 'fill' ? (
        <span
          className={styles.cursor}
          style={{
            width: 2 * radiusPx * scale,
            height: 2 * radiusPx * scale,
            transform: `translate(${x + (cursor.x - radiusPx) * scale}px, ${y + (cursor.y - radiusPx) * scale}px)`,
          }}
        />
      ) : null}
    </div>
  );
}
