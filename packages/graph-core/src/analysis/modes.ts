import { type Problem, problem } from '../problem.ts';
import { nodeLabel } from './labels.ts';
import type { Source, WiredNode, Wiring } from './wiring.ts';
import type { Zone } from './zones.ts';

/**
 * Takes bypassed nodes out of the way: each of their outputs becomes the source of the node's first input of the
 * same type. A wire from an output that has no such input, or whose input is empty, is dropped.
 */
export function applyBypass(wiring: Wiring, problems: Problem[]): Wiring {
  if (!wiring.nodes.some((node) => node.record.mode === 'bypass')) return wiring;
  const reported = new Set<string>();
  const nodes = wiring.nodes.map((node) => {
    const sources = new Map<string, Source[]>();
    for (const [port, before] of node.sources) {
      const after = before.flatMap((source) => passThrough(source, wiring, problems, reported) ?? []);
      if (after.length > 0) sources.set(port, after);
    }
    return { ...node, sources };
  });
  return { ...wiring, nodes };
}

function passThrough(
  source: Source,
  wiring: Wiring,
  problems: Problem[],
  reported: Set<string>,
): Source | undefined {
  let at: Source | undefined = source;
  const seen = new Set<number>();
  while (at) {
    const node: WiredNode = wiring.nodes[at.node]!;
    if (node.record.mode !== 'bypass' || !node.definition || seen.has(at.node)) return at;
    seen.add(at.node);
    const input = inputLike(node, at.port);
    if (input === undefined) {
      report(node, at.port, problems, reported);
      return undefined;
    }
    at = node.sources.get(input)?.[0];
  }
  return undefined;
}

function inputLike(node: WiredNode, output: string): string | undefined {
  const wanted = node.outputs[output];
  if (!wanted) return undefined;
  return Object.entries(node.inputs).find(
    ([name, port]) =>
      !port.list &&
      port.type === wanted.type &&
      port.generic === wanted.generic &&
      (node.sources.has(name) || !isParam(node, name)),
  )?.[0];
}

/** A param without a wire is no input that could stand for an output. */
function isParam(node: WiredNode, name: string): boolean {
  return Object.hasOwn(node.definition!.params.shape, name);
}

function report(node: WiredNode, port: string, problems: Problem[], reported: Set<string>): void {
  const key = `${node.id}.${port}`;
  if (reported.has(key)) return;
  reported.add(key);
  problems.push(
    problem({
      code: 'bypass-impossible',
      message: `${nodeLabel(node)} is bypassed, but it has no input that could stand for its output '${port}'.`,
      remedy: 'Mute it instead, or remove the wire from that output.',
      node: node.id,
      port,
    }),
  );
}

/** Muted nodes, all that depends on them, and the whole of a zone whose end is among these: it could not repeat. */
export function skippedNodes(
  wiring: Wiring,
  successors: readonly (readonly number[])[],
  zones: readonly Zone[],
): Uint8Array {
  const skipped = new Uint8Array(wiring.nodes.length);
  const stack = wiring.nodes.filter((node) => node.record.mode === 'mute').map((node) => node.index);
  while (stack.length > 0) {
    const index = stack.pop()!;
    if (skipped[index]) continue;
    skipped[index] = 1;
    stack.push(...successors[index]!);
  }
  // What depends on a body without passing the end is body too, so nothing else follows from this.
  for (const { start, end, body } of zones) {
    if (!skipped[end]) continue;
    skipped[start] = 1;
    body.forEach((inside, node) => {
      if (inside) skipped[node] = 1;
    });
  }
  return skipped;
}
