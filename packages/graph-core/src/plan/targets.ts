import type { Analysis } from '../analysis/analyse.ts';
import { didYouMean } from '../analysis/labels.ts';
import { failed, problem, type Result } from '../problem.ts';

/** Indices of the nodes to run up to: those asked for, or all that have an effect. */
export function chooseTargets(
  analysis: Analysis,
  asked: readonly string[] | undefined,
): Result<{ readonly targets: readonly number[] }> {
  const { wiring, skipped } = analysis;
  if (!asked) {
    const targets = wiring.nodes
      .filter((node) => node.definition?.effect && !skipped[node.index] && node.record.mode !== 'bypass')
      .map((node) => node.index);
    return targets.length > 0 ? { ok: true, targets, warnings: [] } : failed([nothingToRun(analysis)]);
  }
  const problems = asked
    .filter((id) => !isRunnable(analysis, id))
    .map((id) =>
      problem({
        code: 'target-unknown',
        message: wiring.indexById.has(id)
          ? `Node '${id}' cannot be run: it is muted, bypassed, depends on a muted node, or lies in a zone that does.`
          : `There is no node '${id}' to run.`,
        remedy: `${didYouMean(id, wiring.indexById.keys())}Name a node of this workflow that is not muted.`,
      }),
    );
  if (problems.length > 0) return failed(problems);
  return { ok: true, targets: asked.map((id) => standIn(analysis, wiring.indexById.get(id)!)), warnings: [] };
}

/** A zone runs as a whole: its start has no results but those of its end. */
function standIn({ zones }: Analysis, target: number): number {
  return zones.find((zone) => zone.start === target)?.end ?? target;
}

function isRunnable({ wiring, skipped }: Analysis, id: string): boolean {
  const index = wiring.indexById.get(id);
  if (index === undefined) return false;
  return !skipped[index] && wiring.nodes[index]!.record.mode !== 'bypass';
}

function nothingToRun({ wiring }: Analysis) {
  const effects = wiring.nodes.some((node) => node.definition?.effect);
  return problem({
    code: 'nothing-to-run',
    message: effects
      ? 'All nodes that save or show something are muted or depend on a muted node.'
      : 'No node of this workflow saves or shows anything.',
    remedy: effects ? 'Unmute one of them.' : 'Add Save Image or Preview Image, or name a node to run.',
  });
}

/**
 * 1 for the nodes that the targets need. The start and end of a zone need each other: whatever lies inside a zone
 * needs its start, and the zone then runs to its last step.
 */
export function neededNodes({ wiring }: Analysis, targets: readonly number[]): Uint8Array {
  const needed = new Uint8Array(wiring.nodes.length);
  const otherEnd = new Map<number, number>();
  for (const { start, end } of wiring.zonePairs.values()) otherEnd.set(start, end).set(end, start);
  const stack = [...targets];
  while (stack.length > 0) {
    const index = stack.pop()!;
    if (needed[index]) continue;
    needed[index] = 1;
    const other = otherEnd.get(index);
    if (other !== undefined) stack.push(other);
    for (const sources of wiring.nodes[index]!.sources.values()) {
      for (const source of sources) if (!needed[source.node]) stack.push(source.node);
    }
  }
  return needed;
}
