import { durationText } from '../../run/words.ts';

/** How long something small took: `0.4 ms`, `43 ms`, `1.4 s`. */
export function timeText(ms: number): string {
  if (ms >= 999.5) return durationText(ms);
  return `${ms < 9.95 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
