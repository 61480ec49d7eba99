import {
  failed,
  type Problem,
  type ProblemInput,
  parseWorkflow,
  problem,
  type Registry,
  type Result,
  serializeWorkflow,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { fromBase64Url, toBase64Url } from './base64.ts';
import { deflateText, inflateText } from './deflate.ts';

/** What a link may hold. Browsers take more; mail and chat programs less. */
export const SHARE_LIMITS = {
  /** Of the packed workflow in a link that is made. */
  madeCharacters: 64_000,
  /** From here on some chat programs cut links off. */
  comfortableCharacters: 8_000,
  /** Of the packed workflow in a link that is opened. */
  readCharacters: 1_000_000,
  /** Of the workflow's text once unpacked. */
  textBytes: 8 * 1024 * 1024,
} as const;

/** Stands before the packed workflow: what it is, and the version of the packing. */
const PREFIX = '#workflow=1.';

/**
 * The workflow as the fragment of a link, `#workflow=1.…`: what servers never see. It holds the graph alone; pictures
 * that travel inside the document are left out.
 */
export async function packLink(document: WorkflowDocument): Promise<Result<{ fragment: string }>> {
  const { assets: _, ...graph } = document;
  const packed = toBase64Url(await deflateText(serializeWorkflow(graph)));
  if (packed.length > SHARE_LIMITS.madeCharacters) return failed([tooLong(packed.length)]);
  return { ok: true, warnings: [], fragment: `${PREFIX}${packed}` };
}

/** Whether the fragment of an address holds a workflow, readable or not. */
export function holdsWorkflow(fragment: string): boolean {
  return fragment.startsWith('#workflow=');
}

/** Reads what `packLink` made, from a link of any origin. */
export async function unpackLink(
  fragment: string,
  registry: Registry,
): Promise<Result<{ document: WorkflowDocument }>> {
  if (!fragment.startsWith(PREFIX)) return refused(otherVersion);
  const packed = fragment.slice(PREFIX.length);
  if (packed.length > SHARE_LIMITS.readCharacters) return refused(tooLarge);
  const bytes = fromBase64Url(packed);
  if (!bytes) return refused(damaged);
  const inflated = await inflateText(bytes, SHARE_LIMITS.textBytes);
  if (inflated.kind === 'text') return parseWorkflow(inflated.text, registry);
  return refused(inflated.kind === 'too-large' ? tooLarge : damaged);
}

function refused(input: ProblemInput): ReturnType<typeof failed> {
  return failed([problem(input)]);
}

function tooLong(characters: number): Problem {
  return problem({
    code: 'link-too-long',
    message: `This workflow is too large for a link: it would have ${characters.toLocaleString('en')} characters, and at most ${SHARE_LIMITS.madeCharacters.toLocaleString('en')} arrive safely.`,
    remedy: 'Save it as a file and send the file.',
  });
}

const otherVersion: ProblemInput = {
  code: 'link-of-other-version',
  message: 'The link was made by a newer version of Latentgraph.',
  remedy: 'Reload this page to get its newest version, or ask for the workflow as a file.',
};

const damaged: ProblemInput = {
  code: 'link-damaged',
  message: 'The workflow in the link cannot be read: a part of the link is missing or was changed.',
  remedy: 'Copy the whole link again; where a program cuts it off, ask for the workflow as a file.',
};

const tooLarge: ProblemInput = {
  code: 'link-too-large',
  message: 'The link unpacks to far more than a workflow, so it was not opened.',
  remedy: 'Check where the link comes from, or ask for the workflow as a file.',
};
