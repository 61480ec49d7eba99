import { readExample } from '../../support/examples.ts';

/** Each of these, taken for HTML or for code, would set this in the page; or the browser would ask a host for something. */
const RUN = 'pwned=1';
const HOST = 'https://hostile.invalid';

/** Short enough for a port's name. */
export const MARKUP = `"'><img src=x onerror=${RUN}><svg onload=${RUN}>`;

export const HOSTILE: readonly string[] = [
  MARKUP,
  `</textarea></script><script>${RUN}</script><iframe src="${HOST}"></iframe><link rel=stylesheet href=${HOST}/a.css>`,
  `javascript:${RUN}//[x](javascript:${RUN}) ![x](${HOST}/a.png) {{constructor.constructor('${RUN}')()}} \${${RUN}} <%= ${RUN} %>`,
  `url(${HOST}/a.png);background:url(${HOST}/b.png) } @import "${HOST}/c.css"; *{display:none}`,
  'a\u202etxt.exe\u202c\u200b\u200d\ufeff\u2066b\u2069 👩‍👩‍👧‍👦🏳️‍🌈🇪🇺\u0301\u0301\u0301\u0301 end',
  'W'.repeat(3000),
];

/** The hostile file's name: as much as a name may hold. */
export const NAME = HOSTILE.join(' ').slice(0, 200).trim();

const COLOR = `red;background:url(${HOST})`.slice(0, 32);

/**
 * Text to image with something hostile in every string that a file may hold: names, titles, params, ports, colours,
 * models, types that nothing knows, keys that nothing knows.
 */
export function hostileFile(): unknown {
  const example = readExample('text-to-image');
  const { nodes, edges } = example.graphs.main;
  const long = HOSTILE.join('\n');
  const hostileNodes = Object.entries(nodes).map(([id, node]) => [
    id,
    {
      ...node,
      title: `${MARKUP} ${id}`,
      color: COLOR,
      ports: [MARKUP],
      params: { ...hostileParams(node.params), [MARKUP]: { [MARKUP]: long } },
      [MARKUP]: MARKUP,
    },
  ]);
  const unknown = {
    type: MARKUP,
    version: 1,
    title: `${MARKUP} unknown`,
    params: { [MARKUP]: long },
    position: { x: 0, y: -400 },
    ports: [MARKUP],
  };
  const size = { width: 400, height: 200 };
  return {
    ...example,
    name: NAME,
    description: long,
    exposed: [
      ...(example.exposed ?? []).map((exposed) => ({
        ...exposed,
        title: NAME,
        description: long.slice(0, 2000),
      })),
      { name: 'unknown', node: 'unknown', param: MARKUP, title: MARKUP },
    ],
    graphs: {
      main: {
        nodes: { ...Object.fromEntries(hostileNodes), unknown },
        edges: [
          ...edges,
          { from: { node: 'unknown', port: MARKUP }, to: { node: 'schedule', port: 'latent' } },
          { from: { node: 'checkpoint', port: 'vae' }, to: { node: 'unknown', port: MARKUP } },
          { from: { node: 'checkpoint', port: MARKUP }, to: { node: 'end', port: MARKUP } },
        ],
        frames: { frame: { title: NAME, color: COLOR, position: { x: 400, y: -400 }, size } },
        notes: { note: { text: long, color: COLOR, position: { x: 900, y: -400 }, size } },
      },
    },
    models: [{ name: MARKUP, source: MARKUP, license: long }],
    [MARKUP]: long,
  };
}

/** Numbers stay, so that what is wrong is what the strings say. */
function hostileParams(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? MARKUP : value]),
  );
}
