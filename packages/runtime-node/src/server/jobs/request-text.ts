import type { WorkflowDocument } from '@latentgraph/graph-core';
import type { JobRequest } from '../job-service.ts';

const SEARCHED_CHARACTERS = 50_000;
const ASSET_HASH = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g;

/** A request as JSON. Seeds may come as bigint, which JSON does not have: they become strings, as in a document. */
export function requestText(request: JobRequest): string {
  return JSON.stringify(request, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** What a search looks through: names, descriptions, notes and every text in params and overrides; in lower case. */
export function searchText({ document, overrides = {} }: JobRequest): string {
  const { nodes, notes = {} } = document.graphs.main;
  const texts: string[] = [document.name ?? '', document.description ?? ''];
  for (const [id, { type, title, params }] of Object.entries(nodes)) {
    texts.push(id, type, title ?? '', ...textsIn(params));
  }
  for (const note of Object.values(notes)) texts.push(note.text);
  texts.push(...textsIn(overrides));
  return texts
    .filter((text) => text !== '')
    .join('\n')
    .slice(0, SEARCHED_CHARACTERS)
    .toLowerCase();
}

/** Everything in a request that may be the hash of an asset: too many keep a file too long, too few lose one. */
export function assetsNamedIn(request: JobRequest): readonly string[] {
  const document: WorkflowDocument = { ...request.document, assets: {} };
  const text = requestText({ ...request, document });
  return [...new Set([...(text.match(ASSET_HASH) ?? []), ...Object.keys(request.document.assets ?? {})])];
}

function textsIn(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.values(values).filter((value) => typeof value === 'string');
}
