import {
  disconnect,
  type Edge,
  type Edit,
  type ExposedParam,
  exposeParam,
  MAIN_GRAPH,
  type NodeRecord,
  sequence,
  setParamPorts,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { ParamDescription } from './describe-params.ts';
import { freshName } from './fresh-name.ts';
import { labelOf } from './param-words.ts';

/** The longest title that files hold. */
const MAX_TITLE = 200;

/** Whether a person may choose if a param is a field or a port: not where the node has an input of that name anyway. */
export function canBePort({ type }: NodeRecord, { name, wire }: ParamDescription): boolean {
  const inputs = builtinRegistry.nodes.get(type)?.inputs;
  return wire !== null && !(typeof inputs === 'object' && Object.hasOwn(inputs, name));
}

/** Shows a param as a port, for a wire that comes later. */
export function turnIntoPort(node: string, { ports = [] }: NodeRecord, param: string): Edit {
  return setParamPorts(node, [...ports, param]);
}

/** Shows a param as a field again; the wire that feeds it goes. */
export function turnIntoField(
  node: string,
  { ports = [] }: NodeRecord,
  param: string,
  wire: Edge | undefined,
): Edit {
  const hide = setParamPorts(
    node,
    ports.filter((port) => port !== param),
  );
  return wire ? sequence(`Turn ${param} of ${node} into a field`, [hide, disconnect([wire])]) : hide;
}

/** The entry of the form view for a param, if there is one. */
export function exposedAs(
  { exposed = [] }: WorkflowDocument,
  node: string,
  param: string,
): ExposedParam | undefined {
  return exposed.find((entry) => entry.node === node && entry.param === param);
}

/**
 * Adds a param to the form view, under its own name or one made of it. Where there is one of that name already, its
 * title says whose it is.
 */
export function addToForm(
  document: WorkflowDocument,
  node: string,
  { name: param, title }: Pick<ParamDescription, 'name' | 'title'>,
): Edit {
  const { exposed = [] } = document;
  const name = nameInForm(new Set(exposed.map((entry) => entry.name)), node, param);
  const isAnother = exposed.some((entry) => entry.param === param);
  const owner = document.graphs[MAIN_GRAPH].nodes[node]?.title ?? labelOf(node);
  const titled = isAnother ? { title: `${title} (${owner})`.slice(0, MAX_TITLE) } : {};
  return exposeParam({ name, node, param, ...titled }, builtinRegistry);
}

/** Names in the form stand for `--set NAME=VALUE`: short, and of letters that need no quotes. */
function nameInForm(taken: ReadonlySet<string>, node: string, param: string): string {
  const candidates = [param, `${node}-${param}`].map((name) => name.replace(/[^A-Za-z0-9_-]/g, '-'));
  const free = candidates.find((name) => !taken.has(name));
  return free?.slice(0, 64) ?? freshName(`${candidates[1]!.slice(0, 56)}-`, 2, taken);
}
