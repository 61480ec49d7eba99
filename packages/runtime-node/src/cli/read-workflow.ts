import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import {
  decodeText,
  LIMITS,
  type Problem,
  parseWorkflow,
  problem,
  type Registry,
  type Result,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { systemProblem } from '../files/system-problem.ts';

/** Reading stops here: a generator or a device named as the file never ends. */
const MOST_BYTES = LIMITS.characters;

const PNG_START = [0x89, 0x50, 0x4e, 0x47];

/**
 * Reads a workflow from a file, or from stdin for `-`. Expected failures come back as problems.
 *
 * @param registry brings nodes of older versions up to date
 */
export async function readWorkflow(
  file: string,
  registry: Registry,
): Promise<Result<{ document: WorkflowDocument }>> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readBytes(file);
  } catch (error) {
    return { ok: false, problems: [systemProblem(error, `Cannot read the workflow '${file}'`)] };
  }
  if (!bytes) return { ok: false, problems: [tooLarge(file)] };
  if (PNG_START.every((byte, index) => bytes[index] === byte))
    return { ok: false, problems: [isPicture(file)] };
  const decoded = decodeText(bytes);
  return decoded.ok ? parseWorkflow(decoded.text, registry) : decoded;
}

/** Undefined for more than any workflow has. */
async function readBytes(file: string): Promise<Uint8Array | undefined> {
  const stream: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BYTES) return undefined;
  }
  return Buffer.concat(chunks);
}

function tooLarge(file: string): Problem {
  return problem({
    code: 'file-too-large',
    message: `'${file}' has more than ${MOST_BYTES / 2 ** 20} MiB: more than any workflow.`,
    remedy: 'Save it without embedded assets, or split it.',
  });
}

function isPicture(file: string): Problem {
  return problem({
    code: 'workflow-is-picture',
    message: `'${file}' is a picture, not a workflow file.`,
    remedy: `Take the workflow out of it first: latentgraph inspect ${basename(file)} --extract workflow.json.`,
  });
}
