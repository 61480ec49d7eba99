import type { AnyNodeDefinition } from '../definition/node-definition.ts';

/** A node as messages name it: `Denoise Start 'start'`, or `'start'` when its type is unknown. */
export function nodeLabel(node: {
  readonly id: string;
  readonly definition: AnyNodeDefinition | undefined;
}): string {
  return node.definition ? `${node.definition.title} '${node.id}'` : `'${node.id}'`;
}

/** `'a', 'b' and 'c'`, at most `most` of them. */
export function quotedList(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most).map((name) => `'${name}'`);
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

/** The candidate most like `name`, for "did you mean": same letters but for case, or a common start. */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestScore = 2;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    if (other === wanted) return candidate;
    let shared = 0;
    while (shared < wanted.length && wanted[shared] === other[shared]) shared++;
    if (shared > bestScore) {
      best = candidate;
      bestScore = shared;
    }
  }
  return best;
}

/** `Did you mean 'unet'? ` or nothing, to stand before the rest of a remedy. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const guess = closest(name, candidates);
  return guess === undefined ? '' : `Did you mean '${guess}'? `;
}
