/** The first of `stem1`, `stem2`, … that is not taken, counted from `first`. */
export function freshName(stem: string, first: number, taken: Iterable<string>): string {
  const names = new Set(taken);
  for (let number = first; ; number++) {
    const name = `${stem}${number}`;
    if (!names.has(name)) return name;
  }
}
