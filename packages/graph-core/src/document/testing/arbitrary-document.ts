import fc from 'fast-check';
import {
  type Edge,
  FORMAT_NAME,
  FORMAT_VERSION,
  isReservedName,
  type NodeRecord,
  type WorkflowDocument,
} from '../schema.ts';

/** Strings as attackers and accidents write them: controls, lone surrogates, quotes, right-to-left marks. */
const hostileString = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '"',
    '\\',
    '\\u0000',
    '\u0000',
    '\ud800',
    '\u2028',
    '\u202e',
    '__proto__',
    '</script>',
    '{"a":1}',
  ),
);

const finite = fc.oneof(
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((x) => !Number.isInteger(x) || Number.isSafeInteger(x)),
  fc.maxSafeInteger(),
  fc.constant(-0),
);

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/).filter((name) => !isReservedName(name));

const key = hostileString
  .map((text) => text.slice(0, 40))
  .filter((name) => name.length > 0 && !isReservedName(name));

const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    finite,
    hostileString,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const coordinate = fc.double({ noNaN: true, min: -1e7, max: 1e7 });
const position = fc.record({ x: coordinate, y: coordinate });
const size = fc.record({ width: fc.nat(9999), height: fc.nat(9999) });
const text = hostileString.map((value) => value.slice(0, 200));

const node = fc.record(
  {
    type: text.map((value) => value.slice(0, 100) || 'Text'),
    version: fc.integer({ min: 1, max: 9 }),
    params: fc.dictionary(key, json, { maxKeys: 5, noNullPrototype: true }),
    position,
    title: text,
    color: fc.constantFrom('#000', 'tomato'),
    size,
    collapsed: fc.boolean(),
    mode: fc.constantFrom('run', 'mute', 'bypass'),
  },
  { requiredKeys: ['type', 'version', 'params', 'position'], noNullPrototype: true },
) as fc.Arbitrary<NodeRecord>;

const end = fc.record({ node: id, port: key }, { noNullPrototype: true });
const edge = fc.record({ from: end, to: end }, { noNullPrototype: true }) as fc.Arbitrary<Edge>;

const map = <Item>(item: fc.Arbitrary<Item>) =>
  fc.dictionary(id, item, { maxKeys: 5, noNullPrototype: true });

const graph = fc.record(
  {
    nodes: map(node),
    edges: fc.array(edge, { maxLength: 6 }),
    frames: map(fc.record({ title: text, position, size }, { noNullPrototype: true })),
    notes: map(fc.record({ text, position }, { noNullPrototype: true })),
    extension: json,
  },
  { requiredKeys: ['nodes', 'edges'], noNullPrototype: true },
);

/** Documents that parsing accepts, full of hostile strings and numbers. */
export const arbitraryDocument = fc.record(
  {
    format: fc.constant(FORMAT_NAME),
    version: fc.constant(FORMAT_VERSION),
    name: text,
    description: text,
    graphs: fc.record({ main: graph }, { noNullPrototype: true }),
    exposed: fc.array(fc.record({ name: id, node: id, param: key }, { noNullPrototype: true }), {
      maxLength: 3,
    }),
    unknown: json,
  },
  { requiredKeys: ['format', 'version', 'graphs'], noNullPrototype: true },
) as fc.Arbitrary<WorkflowDocument>;
