import type { Problem } from '@latentgraph/graph-core';
import { fileProblems } from './file-problems.ts';

/** How many bytes `foreignFile` looks at. */
export const SIGNATURE_BYTES = 64;

/**
 * Names what a file is whose first bytes are not those of a safetensors file. Only for files that are known not
 * to be one: the length of a short header may begin with the same bytes.
 */
export function foreignFile(file: string, firstBytes: Uint8Array): Problem {
  const text = asciiOf(firstBytes);
  if (text.startsWith('PK')) return fileProblems.pickled(file);
  // The pickle protocols 2 to 5.
  if (firstBytes[0] === 0x80 && firstBytes[1]! >= 2 && firstBytes[1]! <= 5) return fileProblems.pickled(file);
  if (text.startsWith('GGUF')) return fileProblems.gguf(file);
  if (text.startsWith('version https://git-lfs')) return fileProblems.lfsPointer(file);
  if (/^(\xef\xbb\xbf)?\s*</.test(text)) return fileProblems.webPage(file);
  return fileProblems.notSafetensors(file);
}

/** One character a byte. */
function asciiOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, SIGNATURE_BYTES));
}
