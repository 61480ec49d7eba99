import { describe, expect, it } from 'vitest';
import { checkCounts, checkTextLimits, LIMITS } from './limits.ts';

function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}

describe('checkTextLimits', () => {
  it('allows nesting up to the limit and refuses one more', () => {
    expect(checkTextLimits(nested(LIMITS.depth))).toBeUndefined();
    expect(checkTextLimits(nested(LIMITS.depth + 1))).toMatchObject({ code: 'nested-too-deep' });
    expect(checkTextLimits('{"a":'.repeat(100_000))).toMatchObject({ code: 'nested-too-deep' });
  });

  it('does not count what stands in strings', () => {
    expect(checkTextLimits(JSON.stringify('[{,'.repeat(1000)))).toBeUndefined();
    expect(checkTextLimits(`["\\"${'['.repeat(100)}\\\\", 1]`)).toBeUndefined();
    expect(checkTextLimits(`["\\\\", ${nested(LIMITS.depth)}]`)).toMatchObject({ code: 'nested-too-deep' });
  });

  it('refuses too many values and too long texts', () => {
    expect(checkTextLimits(`[${'1,'.repeat(LIMITS.values)}1]`)).toMatchObject({ code: 'too-many-values' });
    expect(checkTextLimits(' '.repeat(LIMITS.characters + 1))).toMatchObject({ code: 'file-too-large' });
  });
});

describe('checkCounts', () => {
  it('names what there is too much of, in every graph', () => {
    const edges = Array.from({ length: LIMITS.edges + 1 }, () => null);
    const nodes = Object.fromEntries(
      Array.from({ length: LIMITS.nodes + 1 }, (_, index) => [`n${index}`, null]),
    );
    const models = Array.from({ length: LIMITS.models + 1 }, () => null);
    const problems = checkCounts({ graphs: { main: { edges, nodes } }, models });
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['too-many-nodes', 'graphs.main.nodes'],
      ['too-many-edges', 'graphs.main.edges'],
      ['too-many-models', 'models'],
    ]);
    expect(checkCounts({ graphs: { main: { edges: edges.slice(1) } } })).toEqual([]);
  });
});
