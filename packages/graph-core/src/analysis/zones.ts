import { type Problem, problem } from '../problem.ts';
import { nodeLabel } from './labels.ts';
import type { Wiring } from './wiring.ts';

export const MAX_ZONES = 200;

/** A loop: the nodes that depend on its start but not on its end are run once for every step. */
export interface Zone {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** 1 for nodes of the body, those of inner zones included. */
  readonly body: Uint8Array;
  /** Position in the list of zones, or −1. */
  readonly parent: number;
}

/** A zone before it is known where it lies. */
type Body = Omit<Zone, 'parent'>;

/**
 * Finds the bodies of all zones and how they nest.
 * Reports ends that do not depend on their start, values that escape, and zones that overlap. A zone of which both
 * ends are bypassed is none.
 */
export function findZones(
  wiring: Wiring,
  successors: readonly (readonly number[])[],
  problems: Problem[],
): Zone[] {
  if (wiring.zonePairs.size > MAX_ZONES) {
    problems.push(
      problem({
        code: 'too-many-zones',
        message: `This workflow has ${wiring.zonePairs.size} zones; ${MAX_ZONES} are allowed.`,
        remedy: 'Split it into several workflows.',
      }),
    );
    return [];
  }
  const found: Body[] = [];
  for (const [id, { start, end }] of wiring.zonePairs) {
    const bypassed = [start, end].filter((node) => wiring.nodes[node]!.record.mode === 'bypass');
    if (bypassed.length === 1) problems.push(halfBypassed(wiring, id, bypassed[0]!));
    if (bypassed.length > 0) continue;
    const fromStart = reach(start, successors);
    const fromEnd = reach(end, successors);
    if (!fromStart[end]) {
      problems.push(disconnected(wiring, id, start, end));
      continue;
    }
    const body = fromStart.map((inside, node) => (inside && !fromEnd[node] && node !== end ? 1 : 0));
    found.push({ id, start, end, body });
    reportEscapes(wiring, successors, { id, start, end, body }, problems);
  }
  return nest(wiring, found, problems);
}

/** 1 for all nodes behind `from`, which is not among them. */
function reach(from: number, successors: readonly (readonly number[])[]): Uint8Array {
  const reached = new Uint8Array(successors.length);
  const stack = [...successors[from]!];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (reached[node]) continue;
    reached[node] = 1;
    for (const next of successors[node]!) if (!reached[next]) stack.push(next);
  }
  return reached;
}

function reportEscapes(
  wiring: Wiring,
  successors: readonly (readonly number[])[],
  zone: Body,
  problems: Problem[],
): void {
  for (const node of nodesTakingFrom(zone, successors).map((index) => wiring.nodes[index]!)) {
    for (const [port, sources] of node.sources) {
      const source = sources.find(({ node: from }) => from === zone.start || zone.body[from]);
      if (!source) continue;
      problems.push(
        problem({
          code: 'zone-escape',
          message: `'${port}' of ${nodeLabel(node)} lies behind the end of zone '${zone.id}', but takes '${source.port}' of ${nodeLabel(wiring.nodes[source.node]!)} from inside it.`,
          remedy: `Carry the value: add it to the start of the zone, wire it into ${nodeLabel(wiring.nodes[zone.end]!)}, and take it from there.`,
          node: node.id,
          port,
          zone: zone.id,
        }),
      );
    }
  }
}

/** Nodes outside a zone, but for its end, that take something from inside it; in the document's order. */
function nodesTakingFrom(zone: Body, successors: readonly (readonly number[])[]): number[] {
  const takers = new Set<number>();
  for (let node = 0; node < successors.length; node += 1) {
    if (zone.body[node] !== 1 && node !== zone.start) continue;
    for (const next of successors[node]!) if (!zone.body[next] && next !== zone.end) takers.add(next);
  }
  return [...takers].sort((a, b) => a - b);
}

function disconnected(wiring: Wiring, zone: string, start: number, end: number): Problem {
  return problem({
    code: 'zone-disconnected',
    message: `${nodeLabel(wiring.nodes[end]!)} does not depend on ${nodeLabel(wiring.nodes[start]!)}, so zone '${zone}' repeats nothing.`,
    remedy: 'Wire what the start gives through the steps of the zone to its end.',
    node: wiring.nodes[end]!.id,
    zone,
  });
}

function halfBypassed(wiring: Wiring, zone: string, node: number): Problem {
  return problem({
    code: 'zone-half-bypassed',
    message: `${nodeLabel(wiring.nodes[node]!)} is bypassed, but the other end of zone '${zone}' is not.`,
    remedy: 'Bypass both ends, so that the nodes between them run once, or neither.',
    node: wiring.nodes[node]!.id,
    zone,
  });
}

function nest(wiring: Wiring, zones: readonly Body[], problems: Problem[]): Zone[] {
  const members = zones.map(({ body }) => [...body.keys()].filter((node) => body[node] === 1));
  const parents: number[] = zones.map(() => -1);
  for (const [i, inner] of zones.entries()) {
    for (const [j, outer] of zones.entries()) {
      if (i === j) continue;
      const relation = relationOf(inner, outer, members[i]!);
      if (relation === 'overlap' && i < j) problems.push(overlap(wiring, inner, outer));
      const closest = parents[i]!;
      if (relation === 'inside' && (closest < 0 || members[j]!.length < members[closest]!.length))
        parents[i] = j;
    }
  }
  return zones.map((zone, index) => ({ ...zone, parent: parents[index]! }));
}

type Relation = 'inside' | 'around' | 'apart' | 'overlap';

/** @param membersOfA every pair of zones is looked at: walking all nodes each time would take seconds */
function relationOf(a: Body, b: Body, membersOfA: readonly number[]): Relation {
  const aStartsInB = b.body[a.start] === 1;
  const aEndsInB = b.body[a.end] === 1;
  const bStartsInA = a.body[b.start] === 1;
  const bEndsInA = a.body[b.end] === 1;
  if (aStartsInB && aEndsInB && !bStartsInA && !bEndsInA) return 'inside';
  if (bStartsInA && bEndsInA && !aStartsInB && !aEndsInB) return 'around';
  if (aStartsInB || aEndsInB || bStartsInA || bEndsInA) return 'overlap';
  return membersOfA.some((node) => b.body[node] === 1) ? 'overlap' : 'apart';
}

function overlap(wiring: Wiring, a: Body, b: Body): Problem {
  const shared = wiring.nodes.find((node) => a.body[node.index] && b.body[node.index]);
  const where = shared ? `; both hold ${nodeLabel(shared)}` : '';
  return problem({
    code: 'zone-overlap',
    message: `Zones '${a.id}' and '${b.id}' overlap${where}.`,
    remedy: 'Put one wholly inside the other, or keep them apart by going through the end of the first.',
    node: wiring.nodes[b.start]!.id,
    zone: b.id,
  });
}
