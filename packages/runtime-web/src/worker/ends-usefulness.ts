const FATAL_CODES: readonly string[] = ['out-of-memory', 'device-lost', 'device-failed', 'engine-broken'];

/**
 * Whether a worker in which this happened is to be replaced: WebAssembly never gives memory back, and a lost GPU or a
 * module that was stopped by the browser serves nobody any more.
 */
export function endsUsefulness(code: string): boolean {
  return FATAL_CODES.includes(code);
}
