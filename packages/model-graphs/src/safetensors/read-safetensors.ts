import { decodeUtf8, failed, type Problem, type Result } from '@latentgraph/graph-core';
import { type ByteSource, readRange } from './byte-source.ts';
import { checkTensors } from './check-tensors.ts';
import { fileProblems } from './file-problems.ts';
import { foreignFile, SIGNATURE_BYTES } from './foreign-file.ts';
import { findHeaderFault, HEADER_LIMITS } from './header-json.ts';
import type { TensorTable } from './stored-tensor.ts';

/** What a safetensors file says about itself, checked against its size; no weights were read. */
export interface SafetensorsFile {
  readonly file: string;
  readonly sizeBytes: number;
  /** `__metadata__`, empty where the file has none. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: TensorTable;
}

const LENGTH_BYTES = 8;
const OPEN_BRACE = 0x7b;

/**
 * Reads and checks the header of a safetensors file: at most 10 MB, whatever the file's size. After success every
 * byte behind the header belongs to exactly one tensor. `file` is its path, as problems and tensors name it.
 */
export async function readSafetensors(
  source: ByteSource,
  file: string,
): Promise<Result<{ file: SafetensorsFile }>> {
  const header = await readHeaderText(source, file);
  if (!header.ok) return header;
  const fault = findHeaderFault(header.text);
  if (fault !== undefined) return failed([fileProblems.headerBroken(file, fault)]);
  const fields = parseObject(header.text);
  if (fields === undefined)
    return failed([fileProblems.headerBroken(file, 'it is not the JSON object that a header is')]);

  const metadata = readMetadata(file, fields.get('__metadata__'));
  if ('problem' in metadata) return failed([metadata.problem]);
  fields.delete('__metadata__');
  const tensors = checkTensors({ file, sizeBytes: source.sizeBytes, dataOffset: header.end }, fields);
  if (!tensors.ok) return tensors;
  const { sizeBytes } = source;
  return {
    ok: true,
    warnings: [],
    file: { file, sizeBytes, metadata: metadata.entries, tensors: tensors.tensors },
  };
}

/** The header's text and where it ends, or what the file is instead. */
async function readHeaderText(
  source: ByteSource,
  file: string,
): Promise<Result<{ text: string; end: number }>> {
  const { sizeBytes } = source;
  if (sizeBytes === 0) return failed([fileProblems.empty(file)]);
  const start = await readRange(source, 0, Math.min(SIGNATURE_BYTES, sizeBytes));
  if (start === undefined) return failed([fileProblems.unreadable(file)]);
  const length = headerLength(start);
  if (length === undefined || start[LENGTH_BYTES] !== OPEN_BRACE) return failed([foreignFile(file, start)]);
  if (length > HEADER_LIMITS.bytes)
    return failed([fileProblems.headerTooLarge(file, length, HEADER_LIMITS.bytes)]);
  const end = LENGTH_BYTES + length;
  if (end > sizeBytes) return failed([fileProblems.truncated(file, sizeBytes, end)]);
  const bytes = await readRange(source, LENGTH_BYTES, end);
  if (bytes === undefined) return failed([fileProblems.unreadable(file)]);
  const { text } = decodeUtf8(bytes);
  if (text === undefined) return failed([fileProblems.headerBroken(file, 'it is not text in UTF-8')]);
  return { ok: true, warnings: [], text, end };
}

/** The length that the first eight bytes state, or undefined where it is no possible one. */
function headerLength(start: Uint8Array): number | undefined {
  if (start.length <= LENGTH_BYTES) return undefined;
  const length = Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true));
  return Number.isSafeInteger(length) ? length : undefined;
}

function parseObject(text: string): Map<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value));
  } catch {
    return undefined;
  }
}

function readMetadata(
  file: string,
  value: unknown,
): { readonly entries: ReadonlyMap<string, string> } | { readonly problem: Problem } {
  if (value === undefined) return { entries: new Map() };
  const fault = fileProblems.headerBroken(file, 'its __metadata__ is not texts by name');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: fault };
  const entries = new Map<string, string>();
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') return { problem: fault };
    entries.set(key, text);
  }
  return { entries };
}
