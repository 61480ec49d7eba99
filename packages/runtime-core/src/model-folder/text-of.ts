import { decodeText, ProblemError } from '@latentgraph/graph-core';

/**
 * The text in a model's file. A vocabulary or a config with replaced letters would be taken and paint other pictures.
 *
 * @param path names the file in the message
 * @throws ProblemError `text-not-utf8`
 */
export function textOf(bytes: Uint8Array, path: string): string {
  const decoded = decodeText(bytes);
  if (decoded.ok) return decoded.text;
  const [found] = decoded.problems;
  throw new ProblemError({ ...found!, message: `'${path}' is damaged or no text file. ${found!.message}` });
}
