import { describe, expect, it } from 'vitest';
import { LIMITS } from './limits.ts';
import { checkPlainData } from './plain-data.ts';

function found(value: unknown): (string | undefined)[][] {
  return checkPlainData(value).map(({ code, path, node, param }) => [code, path, node, param]);
}

function withParams(params: unknown): unknown {
  return { graphs: { main: { nodes: { prompt: { params } } } } };
}

describe('checkPlainData', () => {
  it('finds each fault with its place, in the order of the file', () => {
    const params: unknown = JSON.parse(
      '{"seed":1152921504606846976,"scale":1e400,"list":[0,{"__proto__":1}],"small":-1e400}',
    );
    expect(found(withParams(params))).toEqual([
      ['unsafe-integer', 'graphs.main.nodes.prompt.params.seed', 'prompt', 'seed'],
      ['number-not-finite', 'graphs.main.nodes.prompt.params.scale', 'prompt', 'scale'],
      ['number-not-finite', 'graphs.main.nodes.prompt.params.small', 'prompt', 'small'],
      ['forbidden-key', 'graphs.main.nodes.prompt.params.list[1].__proto__', 'prompt', 'list'],
    ]);
  });

  it('goes through containers in the order of the file', () => {
    expect(
      found({ a: { b: Number.NaN }, c: [Number.NaN], d: { e: [{ f: Number.NaN }] } }).map(([, path]) => path),
    ).toEqual(['a.b', 'c[0]', 'd.e[0].f']);
  });

  it.each(['constructor', 'prototype', '__proto__'])('refuses the key %s', (key) => {
    expect(found(JSON.parse(`{"a b":{"${key}":{"polluted":true}}}`))).toEqual([
      ['forbidden-key', `["a b"].${key}`, undefined, undefined],
    ]);
  });

  it.each([() => 1, Symbol('s'), 1n, new Date(0), new Map(), [undefined]])('refuses %s', (value) => {
    expect(found({ value })[0]?.[0]).toBe('not-plain-data');
  });

  it('allows what JSON can hold', () => {
    expect(
      found({ a: [1, -0, 0.1, Number.MAX_SAFE_INTEGER, 'x', null, true], b: undefined, c: { d: {} } }),
    ).toEqual([]);
    expect(found(Object.assign(Object.create(null), { a: 1 }))).toEqual([]);
  });

  it('ends on values that contain themselves, share parts without end, or are huge', () => {
    const codes = (value: unknown) => checkPlainData(value).map(({ code }) => code);
    const self: unknown[] = [];
    self.push(self);
    expect(codes(self)).toEqual(['nested-too-deep']);
    let shared: unknown = [1];
    for (let level = 0; level < 40; level += 1) shared = [shared, shared];
    expect(codes(shared)).toEqual(['too-many-values']);
    let sharedDeep: unknown = [1];
    for (let level = 0; level < 100; level += 1) sharedDeep = [sharedDeep, sharedDeep];
    expect(codes(sharedDeep)).toHaveLength(1000);
    expect(codes(new Array(LIMITS.values + 1).fill(0))).toEqual(['too-many-values']);
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    expect(codes(deep)).toEqual(['nested-too-deep']);
  });

  it('counts nesting from the top of the file', () => {
    let value: unknown = 1;
    for (let level = 0; level < LIMITS.depth; level += 1) value = [value];
    expect(checkPlainData(value)).toEqual([]);
    expect(checkPlainData(value, ['graphs'])).toMatchObject([{ code: 'nested-too-deep' }]);
  });
});
