/** @throws TypeError in a browser that was not started with `--js-flags=--expose-gc` */
export function collectGarbage(): void {
  const { gc } = globalThis as unknown as { gc(options: object): void };
  // All that can be, and the pages that it lay on.
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
