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
          ? `Node '${id}' cannot be run: it is muted, bypassed, or depends on a muted node.`
          : `There is no node '${id}' to run.`,
        remedy: `${didYouMean(id, wiring.indexById.keys())}Name a node of this workflow that is not muted.`,
      }),
    );
  if (problems.length > 0) return failed(problems);
  return { ok: true, targets: asked.map((id) => wiring.indexById.get(id)!), warnings: [] };
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
 * 1 for the nodes that the targets need. The end of a zone needs its start; a target inside a zone needs the zone's
 * end, because the zone then runs to its last step.
 */
export function neededNodes(analysis: Analysis, targets: readonly number[]): Uint8Array {
  const { wiring, zones } = analysis;
  const needed = new Uint8Array(wiring.nodes.length);
  const startOf = new Map(zones.map((zone) => [zone.end, zone.start]));
  const stack = [...targets];
  for (const zone of zones) if (targets.some((target) => zone.body[target])) stack.push(zone.end);
  while (stack.length > 0) {
    const index = stack.pop()!;
    if (needed[index]) continue;
    needed[index] = 1;
    const start = startOf.get(index);
    if (start !== undefined) stack.push(start);
    for (const sources of wiring.nodes[index]!.sources.values()) {
      for (const source of sources) if (!needed[source.node]) stack.push(source.node);
    }
  }
  return needed;
}
