/** Keys and indices from the top of a file down to one value. */
export type Path = readonly (string | number)[];

export interface Place {
  readonly path: string;
  readonly node?: string;
  readonly param?: string;
}

/** As messages print it: `graphs.main.edges[3].to.node`; the top itself is `the file`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[A-Za-z0-9_$-]+$/.test(key)) text += text === '' ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text === '' ? 'the file' : text;
}

/** The path as problems carry it, with the node and the param it leads to, if it does. */
export function placeOf(path: Path): Place {
  const [graphs, , nodes, node, params, param] = path;
  const place = { path: formatPath(path) };
  if (graphs !== 'graphs' || nodes !== 'nodes' || typeof node !== 'string') return place;
  if (params !== 'params' || typeof param !== 'string') return { ...place, node };
  return { ...place, node, param };
}
