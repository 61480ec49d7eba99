import { type Problem, problem } from '../problem.ts';
import { quotedList } from './labels.ts';
import type { Wiring } from './wiring.ts';

/**
 * Kahn's order over `count` items; items on or behind a cycle are left out. Ties keep the items' own order.
 *
 * @param waits items whose turn comes when nothing else is ready
 */
export function topologicalOrder(
  count: number,
  successors: readonly (readonly number[])[],
  waits: (item: number) => boolean = () => false,
): number[] {
  const open = new Int32Array(count);
  for (const targets of successors) for (const target of targets) open[target]!++;
  const ready: number[] = [];
  const waiting: number[] = [];
  const admit = (item: number) => void (waits(item) ? waiting : ready).push(item);
  for (let item = 0; item < count; item++) if (open[item] === 0) admit(item);
  const order: number[] = [];
  let nextReady = 0;
  let nextWaiting = 0;
  while (nextReady < ready.length || nextWaiting < waiting.length) {
    const item = nextReady < ready.length ? ready[nextReady++]! : waiting[nextWaiting++]!;
    order.push(item);
    for (const target of successors[item]!) if (--open[target]! === 0) admit(target);
  }
  return order;
}

/** For every node the nodes that it feeds, each once for every wire. */
export function successorsOf(wiring: Wiring): number[][] {
  const successors: number[][] = wiring.nodes.map(() => []);
  for (const node of wiring.nodes) {
    for (const sources of node.sources.values()) {
      for (const source of sources) successors[source.node]!.push(node.index);
    }
  }
  return successors;
}

/** One problem for every cycle found among the nodes that no order can hold. */
export function cycleProblems(wiring: Wiring, order: readonly number[]): Problem[] {
  const ordered = new Set(order);
  const rest = wiring.nodes.filter((node) => !ordered.has(node.index));
  const seen = new Set<number>();
  const problems: Problem[] = [];
  for (const start of rest) {
    const cycle = followBack(wiring, start.index, ordered, seen);
    if (cycle.length === 0) continue;
    const ids = cycle.map((index) => wiring.nodes[index]!.id).reverse();
    problems.push(
      problem({
        code: 'cycle',
        message: `The wires of ${quotedList(ids)} go round in a circle.`,
        remedy:
          'Remove one of these wires. To repeat steps, put the nodes between Denoise Start and Denoise End.',
        node: ids[0]!,
      }),
    );
  }
  return problems;
}

/** Walks against the wires until it meets itself; every node that is not ordered has a predecessor that is not. */
function followBack(
  wiring: Wiring,
  start: number,
  ordered: ReadonlySet<number>,
  seen: Set<number>,
): number[] {
  const path: number[] = [];
  const onPath = new Set<number>();
  let at: number | undefined = start;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    path.push(at);
    onPath.add(at);
    at = [...wiring.nodes[at]!.sources.values()].flat().find((source) => !ordered.has(source.node))?.node;
  }
  return at !== undefined && onPath.has(at) ? path.slice(path.indexOf(at)) : [];
}
