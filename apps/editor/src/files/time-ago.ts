const STEPS = [
  { unit: 'day', ms: 24 * 60 * 60 * 1000 },
  { unit: 'hour', ms: 60 * 60 * 1000 },
  { unit: 'minute', ms: 60 * 1000 },
] as const;

const DAYS_IN_WORDS = 7;

/** How long ago a time was, in words: "5 minutes ago"; after a week the date. Times in milliseconds since 1970. */
export function timeAgo(atMs: number, nowMs: number): string {
  const elapsedMs = nowMs - atMs;
  const step = STEPS.find(({ ms }) => elapsedMs >= ms);
  if (!step) return 'just now';
  const count = Math.floor(elapsedMs / step.ms);
  if (step.unit === 'day' && count > DAYS_IN_WORDS) {
    return new Date(atMs).toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric' });
  }
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-count, step.unit);
}
