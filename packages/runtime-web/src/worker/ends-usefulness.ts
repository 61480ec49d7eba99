const FATAL_CODES: readonly string[] = [
  'out-of-memory',
  'device-lost',
  'device-failed',
  'engine-broken',
  'engine-missing',
];

/**
 * Whether a worker in which this happened is to be replaced: WebAssembly never gives memory back, a lost GPU or a module
 * that was stopped by the browser serves nobody any more, and one that did not arrive is not asked for again.
 */
export function endsUsefulness(code: string): boolean {
  return FATAL_CODES.includes(code);
}
