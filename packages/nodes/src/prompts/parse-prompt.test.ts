import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_WEIGHT, type PromptFragment, parsePrompt } from './parse-prompt.ts';

/** Fragments as pairs, weights rounded; a break is 'BREAK'. */
function brief(prompt: string): (readonly [string, number] | 'BREAK')[] {
  return parsePrompt(prompt).map((fragment) =>
    fragment.kind === 'break' ? 'BREAK' : [fragment.text, Math.round(fragment.weight * 1e6) / 1e6],
  );
}

describe('parsePrompt', () => {
  test.each<[string, ReturnType<typeof brief>]>([
    ['', []],
    ['normal text', [['normal text', 1]]],
    [
      'an (important) word',
      [
        ['an ', 1],
        ['important', 1.1],
        [' word', 1],
      ],
    ],
    ['(word:1.3)', [['word', 1.3]]],
    ['(word : -.5 )', [['word ', -0.5]]],
    ['[less]', [['less', 0.909091]]],
    ['((twice))', [['twice', 1.21]]],
    ['[(even)]', [['even', 1]]],
    [
      '(a (b:2) c:1.5)',
      [
        ['a ', 1.5],
        ['b', 3],
        [' c', 1.5],
      ],
    ],
    [
      '(a[b)c]',
      [
        ['a', 1.1],
        ['b', 1],
        ['c', 0.909091],
      ],
    ],
    ['(literal\\]', [['literal]', 1.1]]],
    ['\\(literal\\) \\\\ \\x', [['(literal) \\ \\x', 1]]],
    ['closed) never] opened', [['closed) never] opened', 1]]],
    ['(never closed', [['never closed', 1.1]]],
    [
      '[never (closed',
      [
        ['never ', 0.909091],
        ['closed', 1],
      ],
    ],
    [
      'ratio 16:9, (a:b)',
      [
        ['ratio 16:9, ', 1],
        ['a:b', 1.1],
      ],
    ],
    ['weight:1.3) alone', [['weight:1.3) alone', 1]]],
    ['(not a number:1.2.3)', [['not a number:1.2.3', 1.1]]],
    ['left BREAK right', [['left', 1], 'BREAK', ['right', 1]]],
    ['BREAK BREAK (a BREAK b)', ['BREAK', 'BREAK', ['a', 1.1], 'BREAK', ['b', 1.1]]],
    ['BREAKFAST, éBREAK, a_BREAK, break', [['BREAKFAST, éBREAK, a_BREAK, break', 1]]],
    ['e\u0301BREAK, हिBREAK', [['e\u0301BREAK, हिBREAK', 1]]],
    [
      'a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).',
      [
        ['a ', 1],
        ['house', 1.573],
        [' ', 1.1],
        ['on', 1],
        [' a ', 1.1],
        ['hill', 0.55],
        [', sun, ', 1.1],
        ['sky', 1.4641],
        ['.', 1.1],
      ],
    ],
  ])('%j', (prompt, fragments) => {
    expect(brief(prompt)).toEqual(fragments);
  });

  test('weights stay within bounds', () => {
    expect(brief('(a:1e3) (b:1000) (c:-1000)')).toEqual([
      ['a:1e3', 1.1],
      [' ', 1],
      ['b', MAX_WEIGHT],
      [' ', 1],
      ['c', -MAX_WEIGHT],
    ]);
  });

  test('depth costs neither stack nor squared time', () => {
    const depth = 100_000;
    const before = process.cpuUsage();
    expect(parsePrompt(`${'('.repeat(depth)}a${')'.repeat(depth)}`)).toEqual([
      { kind: 'text', text: 'a', weight: MAX_WEIGHT },
    ]);
    expect(brief(`${'('.repeat(depth)}a:0)`)).toEqual([['a', 0]]);
    const mixed = brief('(a['.repeat(depth));
    expect(mixed.every((fragment) => fragment !== 'BREAK' && Number.isFinite(fragment[1]))).toBe(true);
    for (const piece of [': ', ':1', '\\', ' ', 'BREAK ', '(a:1']) parsePrompt(piece.repeat(depth));
    // Its own work, however busy the machine is: about 1 s, and squared a minute and more.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(10_000);
  });

  test('any text gives finite weights and joined fragments', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      ':',
      ':9e9)',
      ':99999)',
      '\\',
      ' ',
      'BREAK',
      'a',
      '.5)',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const fragments = parsePrompt(pieces.join(''));
        fragments.forEach((fragment, i) => {
          if (fragment.kind === 'break') return;
          expect(Math.abs(fragment.weight)).toBeLessThanOrEqual(MAX_WEIGHT);
          const next: PromptFragment | undefined = fragments[i + 1];
          if (next?.kind === 'text') expect(next.weight).not.toBe(fragment.weight);
        });
      }),
      { seed: 5, numRuns: 1000 },
    );
  });
});
