import {
  decodeText,
  LIMITS,
  ProblemError,
  parseWorkflow,
  problem,
  type Registry,
  type Result,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { bytesOf } from './bytes-of.ts';

/** What a file that a person gave turns out to be. */
export type ReadFile =
  | {
      readonly kind: 'workflow';
      readonly from: 'file' | 'picture';
      readonly result: Result<{ document: WorkflowDocument }>;
    }
  /** A picture without a workflow. */
  | { readonly kind: 'picture' };

/** UTF-8 takes at most three bytes for each of JavaScript's characters. */
const MAX_TEXT_BYTES = LIMITS.characters * 3;
const MAX_PICTURE_BYTES = 512 * 1024 * 1024;

/** Tells by the bytes, not by the name, what a file is, and reads the workflow in it. */
export async function readFile(file: Blob, registry: Registry): Promise<ReadFile> {
  try {
    return await readBytes(file, registry);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { kind: 'workflow', from: 'file', result: { ok: false, problems: [error.problem] } };
  }
}

async function readBytes(file: Blob, registry: Registry): Promise<ReadFile> {
  const isPicture = file.type.startsWith('image/') || startsAsPng(await bytesOf(file, 4));
  if (!isPicture) {
    if (file.size > MAX_TEXT_BYTES) return { kind: 'workflow', from: 'file', result: tooLarge };
    const decoded = decodeText(await bytesOf(file));
    return {
      kind: 'workflow',
      from: 'file',
      result: decoded.ok ? parseWorkflow(decoded.text, registry) : decoded,
    };
  }
  if (file.size > MAX_PICTURE_BYTES) return { kind: 'picture' };
  // It unpacks compressed text, which a first visit need not load.
  const { readPictureWorkflow } = await import('./picture-workflow.ts');
  const read = readPictureWorkflow(await bytesOf(file), registry);
  return read.kind === 'none'
    ? { kind: 'picture' }
    : { kind: 'workflow', from: 'picture', result: read.result };
}

function startsAsPng(start: Uint8Array): boolean {
  return start[0] === 0x89 && start[1] === 0x50 && start[2] === 0x4e && start[3] === 0x47;
}

const tooLarge: Result<{ document: WorkflowDocument }> = {
  ok: false,
  problems: [
    problem({
      code: 'file-too-large',
      message: 'This file is larger than any workflow.',
      remedy: 'Choose a workflow file (.json), or a picture that Latentgraph made.',
    }),
  ],
};
