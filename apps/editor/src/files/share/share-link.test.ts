import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describe, expect, test } from 'vitest';
import { holdsWorkflow, packLink, SHARE_LIMITS, unpackLink } from './share-link.ts';

const EXAMPLES = new URL('../../../../../examples/', import.meta.url);
const examples = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));

function example(name: string): WorkflowDocument {
  const result = parseWorkflow(readFileSync(new URL(name, EXAMPLES), 'utf8'), builtinRegistry);
  if (!result.ok) throw new Error(`${name} is no workflow.`);
  return result.document;
}

async function fragmentOf(document: WorkflowDocument): Promise<string> {
  const packed = await packLink(document);
  if (!packed.ok) throw new Error(packed.problems[0]!.message);
  return packed.fragment;
}

async function codesOf(fragment: string): Promise<readonly string[]> {
  const read = await unpackLink(fragment, builtinRegistry);
  return read.ok ? [] : read.problems.map(({ code }) => code);
}

const linkOf = (bytes: Uint8Array) => `#workflow=1.${Buffer.from(bytes).toString('base64url')}`;

describe('a link', () => {
  test.each(examples)('holds examples/%s without its pictures, and gives it back', async (name) => {
    const { assets: _, ...graph } = example(name);
    const fragment = await fragmentOf(example(name));
    expect(fragment).toMatch(/^#workflow=1\.[A-Za-z0-9_-]+$/);
    expect(fragment.length).toBeLessThan(SHARE_LIMITS.comfortableCharacters);
    expect(await unpackLink(fragment, builtinRegistry)).toEqual({ ok: true, warnings: [], document: graph });
  });

  test('holds every letter of every alphabet', async () => {
    const document = { ...example('text-to-image.json'), name: 'Łódź — 夜の家 🏠 "<script>"' };
    const read = await unpackLink(await fragmentOf(document), builtinRegistry);
    expect(read).toMatchObject({ ok: true, document: { name: document.name } });
  });

  test('is not made of a workflow that is too large', async () => {
    const noise = Array.from({ length: 80_000 }, (_, index) => Math.sin(index).toString(36)).join('');
    const document = { ...example('text-to-image.json'), noise };
    expect(await packLink(document)).toMatchObject({ ok: false, problems: [{ code: 'link-too-long' }] });
  });

  test('that is cut off says so, wherever it was cut', async () => {
    const fragment = await fragmentOf(example('text-to-image.json'));
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      expect(await codesOf(fragment.slice(0, Math.floor(fragment.length * share)))).toEqual(['link-damaged']);
    }
  });

  test('that unpacks without end is given up, not unpacked', async () => {
    const bomb = deflateRawSync(new Uint8Array(200 * 1024 * 1024), { level: 9 });
    expect(bomb.length).toBeLessThan(SHARE_LIMITS.readCharacters / 2);
    expect(await codesOf(linkOf(bomb))).toEqual(['link-too-large']);
  });

  test.each([
    ['#workflow=2.abc', 'link-of-other-version'],
    ['#workflow=1.a*b', 'link-damaged'],
    ['#workflow=1.', 'link-damaged'],
    [`#workflow=1.${'A'.repeat(SHARE_LIMITS.readCharacters + 1)}`, 'link-too-large'],
    [linkOf(deflateRawSync('{"format": "other"}')), 'unknown-format'],
    [linkOf(deflateRawSync('not JSON')), 'not-json'],
    [linkOf(deflateRawSync(Uint8Array.of(0xff, 0xfe))), 'link-damaged'],
  ])('refuses %.40s', async (fragment, code) => {
    expect(await codesOf(fragment)).toEqual([code]);
  });

  test('is told from other fragments', () => {
    expect(['#workflow=1.abc', '#workflow=7', '#top', ''].map(holdsWorkflow)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
