import { readJson } from '@latentgraph/graph-core';

/**
 * A parsed JSON text; undefined when it is none, or holds more than a file may: that is no JSON value and so accepted by
 * no schema.
 */
export function parseJson(text: string): unknown {
  const json = readJson(text);
  return json.ok ? json.value : undefined;
}
