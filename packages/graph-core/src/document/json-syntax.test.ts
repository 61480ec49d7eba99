import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSyntaxFault } from './json-syntax.ts';

const SEED = 7_159;

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('findSyntaxFault', () => {
  it.each([
    ['{\n  "a": 1,\n  "b" 2\n}', { line: 3, column: 7, expected: "':'", found: '"2"' }],
    ['{"a": 1,}', { line: 1, column: 9, expected: 'a key in double quotes', found: '"}"' }],
    ['[1 2]', { line: 1, column: 4, expected: "',' or ']'", found: '"2"' }],
    ['[1, ]', { line: 1, column: 5, expected: 'a value', found: '"]"' }],
    ['{"a":}', { line: 1, column: 6, expected: 'a value', found: '"}"' }],
    ['[1, x]', { line: 1, column: 5, expected: 'a value', found: '"x"' }],
    ['[', { line: 1, column: 2, expected: "a value or ']'", found: 'the end of the file' }],
    ['{', { line: 1, column: 2, expected: "a key in double quotes or '}'", found: 'the end of the file' }],
    ['"ab', { line: 1, column: 4, expected: "'\"' to close the string", found: 'the end of the file' }],
    ['"\\u12g4"', { line: 1, column: 6, expected: 'four hexadecimal digits', found: '"g"' }],
    ['{} {}', { line: 1, column: 4, expected: 'nothing more', found: '"{"' }],
    ['-', { line: 1, column: 2, expected: 'a digit', found: 'the end of the file' }],
  ])('says where %j stops being JSON', (text, fault) => {
    expect(findSyntaxFault(text)).toEqual(fault);
  });

  it('finds a fault exactly where JSON.parse refuses', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', ',', '"', '}', '[', '\\', '\n', '0', '-', 'e', '.', ':', 'null', '\u0001'),
      )
      .map(([text, at, removed, inserted]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + inserted + text.slice(cut + removed);
      });
    let refused = 0;
    fc.assert(
      fc.property(fc.oneof(damaged, fc.json(), fc.string()), (text) => {
        refused += parses(text) ? 0 : 1;
        expect(findSyntaxFault(text) === undefined).toBe(parses(text));
      }),
      { seed: SEED, numRuns: 3000 },
    );
    expect(refused).toBeGreaterThan(500);
  });

  it('needs no call depth', () => {
    expect(findSyntaxFault('['.repeat(200_000))).toMatchObject({ line: 1, column: 200_001 });
  });
});
