import { readFile } from 'node:fs/promises';
import {
  type AssetStore,
  decodeText,
  issueRemedy,
  MAIN_GRAPH,
  type Problem,
  problem,
  type Registry,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { parseJson } from '@latentgraph/runtime-core';
import type { z } from 'zod';
import { systemProblem } from '../files/system-problem.ts';
import { mediaTypeOf } from './media-type.ts';

/** `node.param` → value. */
export type Overrides = Record<string, unknown>;

/** What `--set` asked for, ready for a run request. */
export interface Assignments {
  readonly overrides: Overrides;
  readonly problems: readonly Problem[];
}

/**
 * Reads texts such as `node.param=value` or `exposed=value`; of equal names the last wins. Values are read by the
 * param's schema: as text where that fits, else as JSON. `@FILE` stands for what is in the file: where the param names a picture, the file
 * is imported as an asset; elsewhere its text is the value. `@@text` is the text `@text`.
 * Names that the workflow does not have pass through: validation says what is wrong with them.
 */
export async function readAssignments(
  texts: readonly string[],
  document: WorkflowDocument,
  registry: Registry,
  assets: AssetStore,
): Promise<Assignments> {
  const overrides = new Map<string, unknown>();
  const problems: Problem[] = [];
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals < 1) {
      problems.push(notAnAssignment(text));
      continue;
    }
    const name = fullName(text.slice(0, equals), document);
    const given = text.slice(equals + 1);
    const schema = schemaOf(name, document, registry);
    const result =
      given.startsWith('@') && !given.startsWith('@@')
        ? await readFromFile(name, given.slice(1), schema, assets)
        : readValue(name, given.replace(/^@@/, '@'), schema);
    if ('problem' in result) problems.push(result.problem);
    else overrides.set(name, result.value);
  }
  return { overrides: Object.fromEntries(overrides), problems };
}

type Read = { readonly value: unknown } | { readonly problem: Problem };

async function readFromFile(
  name: string,
  file: string,
  schema: z.ZodType | undefined,
  assets: AssetStore,
): Promise<Read> {
  try {
    const bytes = await readFile(file);
    if (!schema || namesAsset(schema)) return { value: await assets.put(bytes, mediaTypeOf(bytes)) };
    const decoded = decodeText(bytes);
    if (!decoded.ok) return { problem: notText(name, file, decoded.problems[0]!) };
    // Editors put a line feed at the end.
    return readValue(name, decoded.text.replace(/\r?\n$/, ''), schema);
  } catch (error) {
    return { problem: systemProblem(error, `Cannot set '${name}' to the file '${file}'`) };
  }
}

/** Whether a param takes content hashes and no other text. */
function namesAsset(schema: z.ZodType): boolean {
  return schema.safeParse('0'.repeat(64)).success && !schema.safeParse('text').success;
}

function notText(name: string, file: string, { message, remedy }: Problem): Problem {
  return problem({
    code: 'set-file-not-text',
    message: `Cannot set '${name}' to the file '${file}': the param takes a value, and the file is not text. ${message}`,
    remedy: `${remedy} For a picture, name a node that loads pictures: --set NODE.asset=@FILE.`,
  });
}

function readValue(name: string, text: string, schema: z.ZodType | undefined): Read {
  if (!schema) return { value: text };
  const asText = schema.safeParse(text);
  if (asText.success) return { value: text };
  const json = parseJson(text);
  const asJson = json === undefined ? asText : schema.safeParse(json);
  if (asJson.success) return { value: json };
  const [node, param] = splitName(name);
  const meaning = schema.description === undefined ? '' : ` (${schema.description.replace(/\.$/, '')})`;
  return {
    problem: problem({
      code: 'set-value-invalid',
      message: `Cannot set '${name}' to '${brief(text)}'${meaning}.`,
      remedy: asJson.error.issues.map(issueRemedy).join(' '),
      node,
      ...(param === undefined ? {} : { param }),
    }),
  };
}

/** `node.param` for the name of an exposed param; other names stay as they are. */
function fullName(name: string, document: WorkflowDocument): string {
  const exposed = document.exposed?.find((candidate) => candidate.name === name);
  return exposed ? `${exposed.node}.${exposed.param}` : name;
}

/** The schema of `node.param`; undefined when the workflow has no such param. */
function schemaOf(name: string, document: WorkflowDocument, registry: Registry): z.ZodType | undefined {
  const [node, param] = splitName(name);
  const { nodes } = document.graphs[MAIN_GRAPH];
  const record = Object.hasOwn(nodes, node) ? nodes[node] : undefined;
  const shape: Readonly<Record<string, z.ZodType>> =
    (record && registry.nodes.get(record.type)?.params.shape) ?? {};
  return param !== undefined && Object.hasOwn(shape, param) ? shape[param] : undefined;
}

function splitName(name: string): readonly [node: string, param: string | undefined] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name, undefined] : [name.slice(0, dot), name.slice(dot + 1)];
}

function brief(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function notAnAssignment(text: string): Problem {
  return problem({
    code: 'set-not-an-assignment',
    message: `Cannot read --set '${text}': it has no name and value.`,
    remedy: 'Write --set NODE.PARAM=VALUE, for example --set "prompt.text=a red house".',
  });
}
