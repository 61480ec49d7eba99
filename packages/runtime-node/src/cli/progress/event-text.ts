import type { RunEvent } from '@latentgraph/graph-core';
import { problemText } from '../print-problems.ts';
import { printableLine } from '../terminal.ts';

/** What a person is told about an event, steps apart; undefined for events that need no words. */
export function eventText(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'started':
      return `Running on ${printableLine(event.device)}`;
    case 'modelLoading':
      return event.phase === 'opening' ? loadingText(event) : undefined;
    case 'warning':
      return problemText(event.problem);
    case 'finished':
      return `Finished in ${durationText(event.elapsedMs)}`;
    case 'cancelled':
      return `Cancelled after ${durationText(event.elapsedMs)}`;
    case 'failed':
      return event.problems.map(problemText).join('\n');
    default:
      return undefined;
  }
}

/** `Loading unet of model sd15 (1.7 GB)` */
export function loadingText({
  model,
  component,
  totalBytes,
}: Extract<RunEvent, { type: 'modelLoading' }>): string {
  const size = totalBytes === null ? '' : ` (${megabytes(totalBytes)})`;
  return `Loading ${printableLine(component)} of model ${printableLine(model)}${size}`;
}

/** `0.8 s`, `42 s`, `3 min 05 s` */
export function durationText(elapsedMs: number): string {
  const seconds = elapsedMs / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** `1.7 GB`, `12 MB`, `0.4 MB`, `49 kB` */
export function megabytes(sizeBytes: number): string {
  const size = sizeBytes / 1e6;
  if (size >= 1000) return `${(size / 1000).toFixed(1)} GB`;
  if (size < 0.1) return `${Math.ceil(sizeBytes / 1e3)} kB`;
  return `${size.toFixed(size < 10 ? 1 : 0)} MB`;
}
