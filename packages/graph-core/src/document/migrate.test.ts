import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AnyNodeDefinition } from '../definition/node-definition.ts';
import { createRegistry } from '../definition/registry.ts';
import { documentMigrations, migrateFile } from './migrate.ts';
import { parseWorkflow } from './parse.ts';
import { FORMAT_VERSION } from './schema.ts';
import { serializeWorkflow } from './serialize.ts';

const fixtures = new URL('../../../../fixtures/documents/', import.meta.url);

describe('documents of every version ever shipped', () => {
  const versions = Array.from({ length: FORMAT_VERSION }, (_, index) => index + 1);

  it('have fixtures, and a migration up from each but the present one', () => {
    const folders = readdirSync(fixtures).toSorted();
    expect(folders).toEqual(versions.map((version) => `v${version}`).toSorted());
    expect(Object.keys(documentMigrations)).toEqual(versions.slice(0, -1).map(String));
  });

  it.each(
    versions.flatMap((version) =>
      readdirSync(new URL(`v${version}/`, fixtures)).map((name) => [version, `v${version}/${name}`] as const),
    ),
  )('version %i: %s loads, and survives a save and a load', (version, name) => {
    const text = readFileSync(new URL(name, fixtures), 'utf8');
    expect(JSON.parse(text).version).toBe(version);
    const loaded = parseWorkflow(text);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.document.version).toBe(FORMAT_VERSION);
    const saved = serializeWorkflow(loaded.document);
    expect(parseWorkflow(saved)).toEqual(loaded);
    expect(serializeWorkflow(loaded.document)).toBe(saved);
  });

  it('keep unknown node types and unknown keys', () => {
    const text = readFileSync(new URL('v1/unknown-parts.json', fixtures), 'utf8');
    const loaded = parseWorkflow(text, createRegistry([], []));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    expect(JSON.parse(serializeWorkflow(loaded.document))).toEqual(JSON.parse(text));
  });
});

describe('migrateFile', () => {
  const migrations = {
    1: (file: Record<string, unknown>) => ({ ...file, title: file.name }),
    2: ({ name: _, ...file }: Record<string, unknown>) => ({ ...file, tags: [file.title] }),
  };

  it('goes up one version at a time', () => {
    expect(migrateFile({ version: 1, name: 'a' }, migrations, 3)).toEqual({
      ok: true,
      warnings: [],
      file: { version: 3, title: 'a', tags: ['a'] },
    });
    expect(migrateFile({ version: 3, name: 'a' }, migrations, 3)).toMatchObject({
      file: { version: 3, name: 'a' },
    });
  });

  it('reports a file that a migration cannot read', () => {
    const failing = { 1: (file: Record<string, unknown>) => ({ length: (file.name as string).length }) };
    expect(migrateFile({ version: 1 }, failing, 2)).toMatchObject({
      ok: false,
      problems: [{ code: 'file-migration-failed', path: 'version' }],
    });
  });
});

describe('node versions', () => {
  const blur: AnyNodeDefinition = {
    type: 'Blur',
    version: 3,
    title: 'Blur',
    category: 'Test',
    summary: 'Blurs.',
    inputs: {},
    outputs: {},
    params: z.object({ radius: z.number().default(1) }),
    migrations: {
      1: ({ size, ...rest }) => ({ ...rest, diameter: size }),
      2: ({ diameter, ...rest }) => {
        if (typeof diameter !== 'number') throw new TypeError('no diameter');
        return { ...rest, radius: diameter / 2 };
      },
    },
  };
  /** Makes of its params what no file can hold. */
  const wild: AnyNodeDefinition = {
    ...blur,
    type: 'Wild',
    version: 2,
    migrations: { 1: () => ({ size: Number.NaN }) },
  };
  const registry = createRegistry([], [blur, wild]);

  function load(node: object) {
    const text = JSON.stringify({
      format: 'latentgraph',
      version: 1,
      graphs: { main: { nodes: { blur: node } } },
    });
    const result = parseWorkflow(text, registry);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return {
      node: result.document.graphs.main.nodes.blur,
      warnings: result.warnings.map(({ code }) => code),
    };
  }

  it('are brought to what the registry knows, one version at a time', () => {
    expect(load({ type: 'Blur', version: 1, params: { size: 8, extra: true }, title: 'Soft' })).toEqual({
      node: {
        type: 'Blur',
        version: 3,
        params: { radius: 4, extra: true },
        title: 'Soft',
        position: { x: 0, y: 0 },
      },
      warnings: [],
    });
    expect(load({ type: 'Blur', version: 2, params: { diameter: 8 } }).node?.params).toEqual({ radius: 4 });
  });

  it.each([
    [{ type: 'Blur', version: 4, params: { sigma: 2 } }, ['newer-node-version']],
    [{ type: 'Blur', version: 1, params: { size: 'wide' } }, ['node-migration-failed']],
    [{ type: 'Wild', version: 1, params: { size: 1 } }, ['node-migration-failed']],
    [{ type: 'Unheard', version: 1, params: { size: 1 } }, []],
  ])('stay untouched in %j', (node, warnings) => {
    expect(load(node)).toEqual({ node: { ...node, position: { x: 0, y: 0 } }, warnings });
  });
});
