import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { z } from 'zod';
import { decidesResult } from '../analysis/params.ts';
import type { AnyNodeDefinition, Values } from '../definition/node-definition.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlanNode } from '../plan/plan-node.ts';
import { guard } from './failure.ts';

/**
 * The content key of every node: the hash of type, version, params and the keys of what feeds it. Ids, titles,
 * positions and zone ids are no part of it, so moving or renaming a node recomputes nothing.
 *
 * @throws NodeFailure when a node's `content` (a model's hash, an asset's) cannot be had
 */
export async function contentKeys(plan: Plan, services: unknown): Promise<string[]> {
  const keys: string[] = [];
  for (const node of plan.nodes) {
    const content = node.definition.content
      ? await guard(node, async () => node.definition.content!({ params: node.params, services }))
      : '';
    const inputs = node.inputs.map(
      ({ port, sources }) =>
        `${port}=${sources.map((source) => `${keys[source.node]}.${source.port}`).join('+')}`,
    );
    const { type, version } = node.definition;
    keys.push(hash(node, `${type}@${version}\n${ownParams(node)}\n${content}\n${inputs.join('\n')}`));
  }
  return keys;
}

/** The last key of a node, by its params: most nodes have the same one from run to run. */
const lastKeys = new WeakMap<object, { readonly text: string; readonly key: string }>();

function hash(node: PlanNode, text: string): string {
  const last = lastKeys.get(node.params);
  if (last?.text === text) return last.key;
  const key = bytesToHex(sha256(utf8ToBytes(text)));
  lastKeys.set(node.params, { text, key });
  return key;
}

/**
 * Params in one order, without those that a wire replaces, those that do not decide the result, and the zone id,
 * which only pairs two nodes.
 */
function ownParams(node: PlanNode): string {
  const beside = besideTheResult(node.definition);
  const wired = node.inputs.map((input) => input.port).filter((port) => Object.hasOwn(node.params, port));
  if (wired.length > 0) return canonicalParams(node.params, new Set([...beside, ...wired]));
  const known = wholeParams.get(node.params);
  if (known !== undefined) return known;
  const text = canonicalParams(node.params, beside);
  wholeParams.set(node.params, text);
  return text;
}

/** Documents are immutable values, so params that are the same object are the same text. */
const wholeParams = new WeakMap<object, string>();

const besideByDefinition = new WeakMap<AnyNodeDefinition, ReadonlySet<string>>();

function besideTheResult(definition: AnyNodeDefinition): ReadonlySet<string> {
  const known = besideByDefinition.get(definition);
  if (known) return known;
  const beside = new Set(
    Object.entries(definition.params.shape)
      .filter(([, schema]) => !decidesResult(schema as z.core.$ZodType))
      .map(([name]) => name),
  );
  if (definition.zone) beside.add('zone');
  besideByDefinition.set(definition, beside);
  return beside;
}

function canonicalParams(params: Values, leftOut: ReadonlySet<string>): string {
  const names = Object.keys(params).filter((name) => !leftOut.has(name));
  return JSON.stringify(
    names.sort().map((name) => [name, params[name]]),
    canonical,
  );
}

/** For `JSON.stringify`, which hands in every value on its way down: names of objects in one order, at any depth. */
function canonical(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
