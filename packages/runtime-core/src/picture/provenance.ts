import type { Plan } from '@latentgraph/graph-core';
import { z } from 'zod';
import { parseJson } from '../json.ts';
import { type PngText, readPngText, writePngText } from './png-text.ts';

/** The keyword of the iTXt chunk that holds where a picture came from. */
export const PROVENANCE_KEYWORD = 'latentgraph';

/**
 * What made a picture. It holds no times and nothing of the machine beyond the kind of device, so that the same
 * run gives the same bytes.
 */
export const provenanceSchema = z.looseObject({
  version: z.literal(1),
  /** The workflow file's text. */
  workflow: z.string(),
  /** `node.param` → value, as the run was asked. */
  overrides: z.record(z.string(), z.json()),
  /** The seeds that were in force, by node, as decimal strings: they may exceed 2^53. */
  seeds: z.record(z.string(), z.string()),
  models: z.array(z.looseObject({ name: z.string(), variant: z.string(), hash: z.string() })),
  runtime: z.looseObject({ name: z.string(), version: z.string(), device: z.string() }),
});

export type Provenance = z.infer<typeof provenanceSchema>;

export function embedProvenance(png: Uint8Array, provenance: Provenance): Uint8Array {
  return writePngText(png, PROVENANCE_KEYWORD, JSON.stringify(provenance));
}

export type ReadProvenance =
  | { readonly kind: 'found'; readonly provenance: Provenance }
  /** There is a text, but of another format or a newer version. */
  | { readonly kind: 'unreadable' }
  /** Another program's text: prompt and settings, or its own kind of workflow. */
  | { readonly kind: 'foreign'; readonly program: string; readonly text: string }
  | Exclude<PngText, { kind: 'found' }>;

/** Reads what `embedProvenance` wrote, from bytes of any origin. */
export function readProvenance(png: Uint8Array): ReadProvenance {
  const found = readPngText(png, PROVENANCE_KEYWORD);
  if (found.kind === 'none') return readForeign(png) ?? found;
  if (found.kind !== 'found') return found;
  const result = provenanceSchema.safeParse(parseJson(found.text));
  return result.success ? { kind: 'found', provenance: result.data } : { kind: 'unreadable' };
}

/** Keywords of the programs whose pictures people bring along, the most telling first. */
const FOREIGN_KEYWORDS = { workflow: 'ComfyUI', prompt: 'ComfyUI', parameters: 'AUTOMATIC1111' } as const;

function readForeign(png: Uint8Array): ReadProvenance | undefined {
  for (const [keyword, program] of Object.entries(FOREIGN_KEYWORDS)) {
    const found = readPngText(png, keyword);
    if (found.kind === 'found') return { kind: 'foreign', program, text: found.text };
  }
  return undefined;
}

/**
 * The seeds of a plan: of every node that puts out a seed stream, the param it starts from (`seed`, or the `value`
 * of a Seed node). A wired param is left out: the seed is then that of the node it comes from.
 */
export function seedsOf(plan: Plan): Readonly<Record<string, string>> {
  const seeds: [string, string][] = [];
  for (const { id, definition, params, inputs } of plan.nodes) {
    const outputs = typeof definition.outputs === 'function' ? {} : definition.outputs;
    if (!Object.values(outputs).some((port) => port.type === 'seed')) continue;
    const param = 'seed' in params ? 'seed' : 'value';
    const seed = params[param];
    if (inputs.some((input) => input.port === param)) continue;
    if (typeof seed === 'number' || typeof seed === 'string' || typeof seed === 'bigint') {
      seeds.push([id, String(seed)]);
    }
  }
  return Object.fromEntries(seeds.sort(([a], [b]) => (a < b ? -1 : 1)));
}
