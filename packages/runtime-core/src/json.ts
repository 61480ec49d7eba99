/** A parsed JSON text; undefined when it is none, which is no JSON value and so accepted by no schema. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
