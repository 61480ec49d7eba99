import { describe, expect, it } from 'vitest';
import { addNode } from './add-node.ts';
import { moveNodes, resizeNode, setCollapsed, setColor, setMode, setTitle } from './node-fields.ts';
import { setParam, setParamPorts, setParams } from './params.ts';
import { removeNodes } from './remove-nodes.ts';
import { renameNode } from './rename-node.ts';
import { applied, documentOf, refusalCodes, testRegistry, wiresOf } from './testing/test-registry.ts';

describe('addNode', () => {
  it('makes a fresh readable id and keeps what is given', () => {
    const document = documentOf({ noise: 'Noise' });
    const outcome = applied(
      document,
      addNode({ type: 'Noise', params: { seed: 3 }, position: { x: 1, y: 2 } }, testRegistry),
    );
    expect(outcome.created).toEqual(['noise-2']);
    expect(outcome.label).toBe('Add Noise');
    expect(outcome.document.graphs.main.nodes).toEqual({
      ...document.graphs.main.nodes,
      'noise-2': { type: 'Noise', version: 1, params: { seed: 3 }, position: { x: 1, y: 2 } },
    });
  });

  it('gives a start a zone of its own, and an end the zone that lacks one', () => {
    let document = documentOf({});
    for (const type of ['ZoneStart', 'ZoneStart', 'ZoneEnd', 'ZoneEnd', 'ZoneEnd']) {
      ({ document } = applied(document, addNode({ type }, testRegistry)));
    }
    const zones = Object.entries(document.graphs.main.nodes).map(([id, { params }]) => [id, params.zone]);
    expect(Object.fromEntries(zones)).toEqual({
      'zone-start': 'zone',
      'zone-start-2': 'zone-2',
      'zone-end': 'zone',
      'zone-end-2': 'zone-2',
      'zone-end-3': 'zone-3',
    });
  });

  it('refuses unknown types and values that no file may hold', () => {
    const document = documentOf({});
    expect(refusalCodes(document, addNode({ type: 'Blur' }, testRegistry))).toEqual(['unknown-node-type']);
    expect(
      refusalCodes(document, addNode({ type: 'Noise', params: { seed: 2 ** 60 } }, testRegistry)),
    ).toEqual(['unsafe-integer']);
  });
});

describe('removeNodes', () => {
  const types = {
    noise: 'Noise',
    first: 'Blend',
    second: 'Reroute',
    third: 'Measure',
    last: 'Blend',
    grid: 'Grid',
  };
  const wires = [
    'noise.latent > first.b',
    'first.latent > second.value',
    'second.value > third.latent',
    'second.value > last.a',
    'third.mean > last.amount',
    'first.latent > grid.latents.4',
  ];

  it('takes wires and exposed params along', () => {
    const document = documentOf(types, wires, {
      exposed: [
        { name: 'x', node: 'second', param: 'p' },
        { name: 'seed', node: 'noise', param: 'seed' },
      ],
    });
    const { document: edited } = applied(document, removeNodes(['second']));
    expect(wiresOf(edited)).toEqual([wires[5], wires[0], wires[4]].toSorted());
    expect(Object.keys(edited.graphs.main.nodes)).toEqual(['noise', 'first', 'third', 'last', 'grid']);
    expect(edited.exposed).toEqual([{ name: 'seed', node: 'noise', param: 'seed' }]);
  });

  it('wires on what has the same type, through several removed nodes', () => {
    const document = documentOf(types, wires);
    const edit = removeNodes(['first', 'second', 'third'], { reconnect: testRegistry });
    expect(wiresOf(applied(document, edit).document)).toEqual([
      'noise.latent > grid.latents.4',
      'noise.latent > last.a',
    ]);
  });

  it('refuses ids that do not exist, inherited names included', () => {
    expect(refusalCodes(documentOf(types), removeNodes(['noise', 'nothing', 'toString']))).toEqual([
      'unknown-node',
      'unknown-node',
    ]);
  });
});

describe('fields of nodes', () => {
  const document = documentOf({ a: 'Noise', b: 'Noise' });
  const node = { type: 'Noise', version: 1, params: {}, position: { x: 0, y: 0 } };

  it('are written, and taken out where they say what is usual', () => {
    const edits = [
      moveNodes({ a: { x: 5, y: -1 } }),
      resizeNode('a', { width: 10, height: 20 }),
      setTitle('a', 'My noise'),
      setColor(['a'], 'tomato'),
      setCollapsed(['a'], true),
      setMode(['a', 'b'], 'mute'),
    ];
    const full = edits.reduce((current, edit) => applied(current, edit).document, document);
    expect(full.graphs.main.nodes).toEqual({
      a: {
        ...node,
        position: { x: 5, y: -1 },
        size: { width: 10, height: 20 },
        title: 'My noise',
        color: 'tomato',
        collapsed: true,
        mode: 'mute',
      },
      b: { ...node, mode: 'mute' },
    });
    const back = [
      moveNodes({ a: { x: 0, y: 0 } }),
      resizeNode('a', undefined),
      setTitle('a', ''),
      setColor(['a'], undefined),
      setCollapsed(['a'], false),
      setMode(['a', 'b'], 'run'),
    ];
    expect(back.reduce((current, edit) => applied(current, edit).document, full)).toEqual(document);
  });

  it('keep keys of a position that this program does not know', () => {
    const layered = structuredClone(document);
    layered.graphs.main.nodes.a!.position.layer = 2;
    const { document: moved } = applied(layered, moveNodes({ a: { x: 1, y: 1 } }));
    expect(moved.graphs.main.nodes.a?.position).toEqual({ x: 1, y: 1, layer: 2 });
  });

  it('give no patches where nothing changes', () => {
    for (const edit of [moveNodes({ a: { x: 0, y: 0 } }), setMode(['a'], 'run'), setTitle('a', '')]) {
      expect(applied(document, edit).patches).toEqual([]);
    }
  });

  it('refuse values that no file may hold', () => {
    expect(refusalCodes(document, moveNodes({ a: { x: Number.NaN, y: 1e9 }, c: { x: 0, y: 0 } }))).toEqual([
      'unknown-node',
      'number-not-finite',
    ]);
    expect(refusalCodes(document, setTitle('a', 'x'.repeat(201)))).toEqual(['out-of-range']);
  });
});

describe('setParams', () => {
  const document = documentOf({ a: 'Noise' });

  it('sets and takes out, and touches nothing else', () => {
    const { document: set } = applied(document, setParams('a', { seed: 1, list: [1, { x: 2 }] }));
    expect(set.graphs.main.nodes.a?.params).toEqual({ seed: 1, list: [1, { x: 2 }] });
    const same = applied(
      set,
      setParams('a', { seed: 1, list: [1, { x: 2 }], gone: undefined, toString: undefined }),
    );
    expect([same.patches, same.document]).toEqual([[], set]);
    expect(applied(set, setParams('a', { seed: undefined, list: undefined })).document).toEqual(document);
  });

  it('refuses what no file may hold', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 60; level += 1) deep = [deep];
    const refused: [string, unknown, string][] = [
      ['seed', 2 ** 53, 'unsafe-integer'],
      ['seed', Number.POSITIVE_INFINITY, 'number-not-finite'],
      ['toString', 1, 'invalid-name'],
      ['seed', { constructor: 1 }, 'forbidden-key'],
      ['seed', deep, 'nested-too-deep'],
      ['seed', () => 1, 'not-plain-data'],
    ];
    for (const [param, value, code] of refused)
      expect(refusalCodes(document, setParam('a', param, value))).toEqual([code]);
    expect(refusalCodes(document, setParam('b', 'seed', 1))).toEqual(['unknown-node']);
  });
});

describe('setParamPorts', () => {
  it('writes the names sorted and once, and takes the field out where there are none', () => {
    const document = documentOf({ a: 'Noise' });
    const { document: shown } = applied(document, setParamPorts('a', ['words', 'seed', 'words']));
    expect(shown.graphs.main.nodes.a).toEqual({
      ...document.graphs.main.nodes.a,
      ports: ['seed', 'words'],
    });
    expect(applied(shown, setParamPorts('a', ['words', 'seed'])).patches).toEqual([]);
    expect(applied(shown, setParamPorts('a', [])).document).toEqual(document);
    expect(refusalCodes(document, setParamPorts('a', ['toString']))).toEqual(['invalid-value']);
    expect(refusalCodes(document, setParamPorts('b', []))).toEqual(['unknown-node']);
  });
});

describe('renameNode', () => {
  it('takes wires and exposed params along', () => {
    const document = documentOf({ a: 'Noise', b: 'Blend' }, ['a.latent > b.a', 'a.latent > b.b'], {
      exposed: [{ name: 'seed', node: 'a', param: 'seed' }],
    });
    const { document: renamed } = applied(document, renameNode('a', 'noise'));
    const expected = documentOf(
      { b: 'Blend', noise: 'Noise' },
      ['noise.latent > b.a', 'noise.latent > b.b'],
      {
        exposed: [{ name: 'seed', node: 'noise', param: 'seed' }],
      },
    );
    expect(renamed).toEqual(expected);
  });

  it('refuses ids that are taken or not allowed', () => {
    const document = documentOf({ a: 'Noise', b: 'Blend' });
    expect(refusalCodes(document, renameNode('a', 'b'))).toEqual(['id-taken']);
    expect(refusalCodes(document, renameNode('a', 'a.b'))).toEqual(['invalid-value']);
    expect(refusalCodes(document, renameNode('a', 'valueOf'))).toEqual(['invalid-value']);
    expect(refusalCodes(document, renameNode('c', 'd'))).toEqual(['unknown-node']);
    expect(applied(document, renameNode('a', 'a')).patches).toEqual([]);
  });
});
