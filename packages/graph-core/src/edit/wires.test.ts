import { describe, expect, it } from 'vitest';
import { patchDocument } from './edit.ts';
import { insertNodeOnWire, insertOnWire } from './insert-on-wire.ts';
import { applied, documentOf, refusalCodes, testRegistry, wiresOf } from './testing/test-registry.ts';
import { connect, disconnect } from './wires.ts';

function end(text: string) {
  const [node, port] = text.split('.');
  return { node: node!, port: port! };
}

function wire(text: string) {
  const [from, to] = text.split(' > ');
  return { from: end(from!), to: end(to!) };
}

function join(text: string) {
  const { from, to } = wire(text);
  return connect(from, to, testRegistry);
}

describe('connect', () => {
  const types = { x: 'Noise', y: 'Noise', blend: 'Blend', grid: 'Grid', start: 'ZoneStart', alien: 'Alien' };

  it('replaces the wire of an input that takes one', () => {
    const document = documentOf(types, ['x.latent > blend.a', 'x.latent > blend.b']);
    expect(wiresOf(applied(document, join('y.latent > blend.a')).document)).toEqual([
      'x.latent > blend.b',
      'y.latent > blend.a',
    ]);
    expect(applied(document, join('x.latent > blend.a')).patches).toEqual([]);
  });

  it('adds to a list input as the last', () => {
    const document = documentOf(types, ['x.latent > grid.latents.3']);
    expect(wiresOf(applied(document, join('x.latent > grid.latents')).document)).toEqual([
      'x.latent > grid.latents.3',
      'x.latent > grid.latents.4',
    ]);
    expect(wiresOf(applied(documentOf(types), join('x.latent > grid.latents')).document)).toEqual([
      'x.latent > grid.latents.0',
    ]);
  });

  it('allows ports of params, and any port of an unknown type', () => {
    const document = documentOf({ ...types, text: 'Text' });
    expect(wiresOf(applied(document, join('text.text > x.words')).document)).toEqual(['text.text > x.words']);
    expect(wiresOf(applied(document, join('alien.glow > blend.a')).document)).toEqual([
      'alien.glow > blend.a',
    ]);
  });

  it('refuses what does not exist and what would close a circle', () => {
    const document = documentOf(types, ['x.latent > blend.a', 'blend.latent > grid.latents.0']);
    expect(refusalCodes(document, join('z.latent > blend.a'))).toEqual(['unknown-node']);
    expect(refusalCodes(document, join('x.image > blend.c'))).toEqual(['unknown-port', 'unknown-port']);
    expect(refusalCodes(document, join('x.toString > blend.a'))).toEqual(['unknown-port']);
    expect(refusalCodes(document, join('grid.latent > blend.b'))).toEqual(['would-close-circle']);
    expect(refusalCodes(document, join('blend.latent > blend.b'))).toEqual(['would-close-circle']);
  });
});

describe('disconnect', () => {
  const document = documentOf({ x: 'Noise', y: 'Noise', blend: 'Blend' }, [
    'x.latent > blend.a',
    'y.latent > blend.b',
  ]);

  it('takes wires away', () => {
    const edit = disconnect([wire('x.latent > blend.a')]);
    expect(wiresOf(applied(document, edit).document)).toEqual(['y.latent > blend.b']);
  });

  it('refuses wires that are not there', () => {
    expect(refusalCodes(document, disconnect([wire('x.latent > blend.b')]))).toEqual(['unknown-wire']);
  });
});

describe('insertOnWire', () => {
  it('counts conversions as suitable', () => {
    const document = documentOf({ count: 'Count', blend: 'Blend' }, ['count.count > blend.amount']);
    const edit = insertOnWire(wire('count.count > blend.amount'), { type: 'Double' }, testRegistry);
    expect(wiresOf(applied(document, edit).document)).toEqual([
      'count.count > double.number',
      'double.number > blend.amount',
    ]);
  });

  it('takes the first ports that suit, open ones included', () => {
    const document = documentOf({ count: 'Count', noise: 'Noise', blend: 'Blend', grid: 'Grid' }, [
      'count.count > blend.amount',
      'noise.latent > grid.latents.2',
    ]);
    const inserted = applied(
      document,
      insertOnWire(wire('noise.latent > grid.latents'), { type: 'Blend' }, testRegistry),
    );
    expect(inserted.created).toEqual(['blend-2']);
    expect(wiresOf(inserted.document)).toEqual([
      'blend-2.latent > grid.latents.2',
      'count.count > blend.amount',
      'noise.latent > blend-2.a',
    ]);
    const rerouted = applied(
      document,
      insertOnWire(wire('count.count > blend.amount'), { type: 'Reroute' }, testRegistry),
    );
    expect(wiresOf(rerouted.document)).toEqual([
      'count.count > reroute.value',
      'noise.latent > grid.latents.2',
      'reroute.value > blend.amount',
    ]);
  });

  it('makes a wire into a list input its first', () => {
    const document = documentOf({ noise: 'Noise', blend: 'Blend' }, ['noise.latent > blend.a']);
    const { document: gathered } = applied(
      document,
      insertOnWire(wire('noise.latent > blend.a'), { type: 'Grid' }, testRegistry),
    );
    expect(wiresOf(gathered)).toEqual(['grid.latent > blend.a', 'noise.latent > grid.latents.0']);
  });

  it('refuses nodes that do not pass on what the wire carries', () => {
    const document = documentOf({ noise: 'Noise', blend: 'Blend' }, ['noise.latent > blend.a']);
    const insert = (type: string, on: string) => insertOnWire(wire(on), { type }, testRegistry);
    expect(refusalCodes(document, insert('Measure', 'noise.latent > blend.a'))).toEqual(['cannot-insert']);
    expect(refusalCodes(document, insert('Blend', 'noise.latent > blend.b'))).toEqual(['unknown-wire']);
    expect(refusalCodes(document, insert('Nothing', 'noise.latent > blend.a'))).toEqual([
      'unknown-node-type',
    ]);
  });
});

describe('insertNodeOnWire', () => {
  const document = documentOf({ noise: 'Noise', grid: 'Grid', blend: 'Blend', other: 'Blend' }, [
    'noise.latent > grid.latents.2',
    'noise.latent > other.a',
  ]);
  const onWire = wire('noise.latent > grid.latents');

  it('puts a node that is there into a wire, which keeps its place in a list', () => {
    const inserted = applied(document, insertNodeOnWire(onWire, 'blend', testRegistry));
    expect(inserted.created).toEqual([]);
    expect(wiresOf(inserted.document)).toEqual([
      'blend.latent > grid.latents.2',
      'noise.latent > blend.a',
      'noise.latent > other.a',
    ]);
    expect(patchDocument(inserted.document, inserted.inversePatches)).toEqual(document);
  });

  it('refuses nodes that have wires, do not exist or do not pass on what the wire carries', () => {
    const insert = (id: string) => insertNodeOnWire(onWire, id, testRegistry);
    expect(refusalCodes(document, insert('other'))).toEqual(['node-has-wires']);
    expect(refusalCodes(document, insert('nothing'))).toEqual(['unknown-node']);
    const withText = documentOf({ noise: 'Noise', grid: 'Grid', text: 'Text', odd: 'Unknown' }, [
      'noise.latent > grid.latents.2',
    ]);
    expect(refusalCodes(withText, insert('text'))).toEqual(['cannot-insert']);
    expect(refusalCodes(withText, insert('odd'))).toEqual(['cannot-insert']);
  });
});
