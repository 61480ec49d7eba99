import { cutToFileName, WORD_CHARACTERS } from '@latentgraph/nodes';
import { pictureExtension } from '../files/asset-blob.ts';
import { deviceName, durationText } from '../run/words.ts';
import type { GalleryResult } from './gallery-result.ts';
import { seedOfResult } from './seed-of.ts';

export interface DayOfResults {
  readonly day: string;
  readonly results: readonly GalleryResult[];
}

/** Results under the day on which they were made; the order stays. */
export function byDay(results: readonly GalleryResult[], now = Date.now()): readonly DayOfResults[] {
  const days: { day: string; results: GalleryResult[] }[] = [];
  for (const result of results) {
    const day = dayText(result.madeAt, now);
    const last = days.at(-1);
    if (last?.day === day) last.results.push(result);
    else days.push({ day, results: [result] });
  }
  return days;
}

function dayText(time: number, now: number): string {
  const startOf = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
  const days = Math.round((startOf(now) - startOf(time)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });
}

/** What tells a result from the others, on one line. */
export function resultTitle(result: GalleryResult): string {
  const { name, index } = result;
  const seed = seedOfResult(result);
  const words = [name, seed === undefined ? '' : `seed ${seed}`, index === 0 ? '' : `picture ${index + 1}`];
  return words.filter((word) => word !== '').join(', ');
}

/** How it came about. */
export function resultDetails({
  widthPx,
  heightPx,
  place,
  device,
  madeAt,
  elapsedMs,
}: GalleryResult): string {
  const where = device === undefined ? place : `${place}, ${deviceName(device)}`;
  const time = new Date(madeAt).toLocaleTimeString(undefined, { timeStyle: 'short' });
  return `${widthPx} × ${heightPx} · ${where} · ${durationText(elapsedMs)} · ${time}`;
}

const HARMFUL = new RegExp(`[^${WORD_CHARACTERS}_-]+`, 'gu');

/** Name of a downloaded picture, without what file systems and shells mind. */
export function pictureFileName(result: GalleryResult): string {
  const { prefix, name, index, mediaType } = result;
  const words = [prefix ?? name, seedOfResult(result) ?? '', index === 0 ? '' : index + 1].join(' ');
  const safe = cutToFileName(words.trim().replaceAll(HARMFUL, '-'));
  return `${safe || 'picture'}.${pictureExtension(mediaType)}`;
}
