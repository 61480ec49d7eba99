import {
  type Analysis,
  type AnyNodeDefinition,
  type Edge,
  type NodeRecord,
  type Port,
  type Problem,
  paramPorts,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { analysisOf } from '../document/analysis.ts';
import { BLANK_PORT, blankPorts } from './zones/carry-value.ts';

/** A port as its node shows it. */
export interface PortFacts {
  readonly name: string;
  /** What it carries, worked out over the wires; undefined while that is open. */
  readonly type: string | undefined;
  readonly description: string;
  readonly optional: boolean;
  readonly list: boolean;
  readonly wired: boolean;
  /** A param that is shown as a port. */
  readonly isParam: boolean;
  readonly problem: Problem | undefined;
}

/** All that a node shows besides its own record. Equal facts are the same object from document to document. */
export interface NodeFacts {
  readonly definition: AnyNodeDefinition | undefined;
  readonly inputs: readonly PortFacts[];
  readonly outputs: readonly PortFacts[];
  /** What is wrong with it, but for inputs that merely wait for a wire. */
  readonly problems: readonly Problem[];
  /** Whether a run leaves it out because it, or something it needs, is muted. */
  readonly skipped: boolean;
}

/** What every new node lacks, before anything is wrong with it: wires, which their ports show, and pictures. */
const WAITING: readonly string[] = ['input-missing', 'asset-not-chosen'];

/** Whether a problem is something that a person has yet to do. */
export function isWaiting({ code }: Problem): boolean {
  return WAITING.includes(code);
}

/** Whether a problem stops runs and is more than something that a person has yet to do. */
export function isFault(problem: Problem): boolean {
  return problem.severity === 'error' && !isWaiting(problem);
}

/**
 * What every node of a document shows, by id. Facts that did not change are those of `before`, so that only nodes
 * that look different render again; where none did, all of `before` is given back.
 */
export function factsOfNodes(
  document: WorkflowDocument,
  before: ReadonlyMap<string, NodeFacts> = new Map(),
): ReadonlyMap<string, NodeFacts> {
  const analysis = analysisOf(document);
  const problems = byNode(analysis.problems, ({ node }) => node);
  const { nodes, edges } = document.graphs.main;
  const into = byNode(edges, ({ to }) => to.node);
  const outOf = byNode(edges, ({ from }) => from.node);
  const facts = new Map<string, NodeFacts>();
  let changed = before.size !== Object.keys(nodes).length;
  for (const [id, record] of Object.entries(nodes)) {
    const fresh = factsOf(id, record, analysis, {
      blank: isZoneEnd(record) && blankPorts(document, id).length > 0,
      problems: problems.get(id) ?? NONE,
      into: into.get(id) ?? NONE,
      outOf: outOf.get(id) ?? NONE,
    });
    const last = before.get(id);
    const kept = last !== undefined && isSame(last, fresh);
    if (!kept) changed = true;
    facts.set(id, kept ? last : fresh);
  }
  return changed ? facts : before;
}

const NONE: readonly never[] = [];

function isZoneEnd({ type }: NodeRecord): boolean {
  return builtinRegistry.nodes.get(type)?.zone !== undefined;
}

interface Surroundings {
  /** Whether it takes values that it has no port for yet. */
  readonly blank: boolean;
  readonly problems: readonly Problem[];
  readonly into: readonly Edge[];
  readonly outOf: readonly Edge[];
}

function factsOf(
  id: string,
  record: NodeRecord,
  { wiring, types, skipped }: Analysis,
  { blank, problems, into, outOf }: Surroundings,
): NodeFacts {
  const node = wiring.nodes[wiring.indexById.get(id)!]!;
  const { definition, index } = node;
  const wiredInputs = new Set(into.map(({ to }) => to.port));
  const wiredOutputs = new Set(outOf.map(({ from }) => from.port));
  const offered = new Set(record.ports ?? NONE);
  const params = definition === undefined ? {} : paramPorts(definition);
  const problemOf = (name: string) => problems.find(({ port }) => port === name);

  const inputs: PortFacts[] = [];
  for (const [name, port] of Object.entries(node.inputs)) {
    const isParam = params[name] === port;
    const wired = wiredInputs.delete(name);
    if (isParam && !wired && !offered.has(name)) continue;
    const type = types.wanted(node, name);
    inputs.push(portFacts(name, port, { type, wired, isParam, problem: problemOf(name) }));
  }
  const outputs = Object.entries(node.outputs).map(([name, port]) => {
    const type = types.of({ node: index, port: name });
    return portFacts(name, port, { type, wired: wiredOutputs.delete(name), isParam: false });
  });
  if (blank) inputs.push(BLANK);
  for (const name of wiredInputs) inputs.push(unknownPort(name, problemOf(name)));
  for (const name of wiredOutputs) outputs.push(unknownPort(name, undefined));

  return {
    definition,
    inputs,
    outputs,
    problems: problems.filter(({ code }) => code !== 'input-missing'),
    skipped: skipped[index] === 1,
  };
}

interface PortState {
  readonly type: string | undefined;
  readonly wired: boolean;
  readonly isParam: boolean;
  readonly problem?: Problem | undefined;
}

function portFacts(name: string, port: Port, { type, wired, isParam, problem }: PortState): PortFacts {
  return {
    name,
    type: type === 'any' ? undefined : type,
    description: port.description,
    optional: port.optional === true,
    list: port.list === true,
    wired,
    isParam,
    problem,
  };
}

const BLANK: PortFacts = {
  name: BLANK_PORT,
  type: undefined,
  description: 'A value wired here is carried from step to step.',
  optional: true,
  list: false,
  wired: false,
  isParam: false,
  problem: undefined,
};

/** A port that only a wire tells of: of a node whose type is not known, or one that is gone. */
function unknownPort(name: string, problem: Problem | undefined): PortFacts {
  return {
    name,
    type: undefined,
    description: '',
    optional: true,
    list: false,
    wired: true,
    isParam: false,
    problem,
  };
}

function byNode<Item>(
  items: readonly Item[],
  nodeOf: (item: Item) => string | undefined,
): ReadonlyMap<string, Item[]> {
  const map = new Map<string, Item[]>();
  for (const item of items) {
    const node = nodeOf(item);
    if (node === undefined) continue;
    const there = map.get(node);
    if (there) there.push(item);
    else map.set(node, [item]);
  }
  return map;
}

function isSame(one: NodeFacts, other: NodeFacts): boolean {
  return (
    one.definition === other.definition &&
    one.skipped === other.skipped &&
    samePorts(one.inputs, other.inputs) &&
    samePorts(one.outputs, other.outputs) &&
    one.problems.length === other.problems.length &&
    one.problems.every((problem, index) => sameProblem(problem, other.problems[index]))
  );
}

function samePorts(some: readonly PortFacts[], others: readonly PortFacts[]): boolean {
  return some.length === others.length && some.every((port, index) => samePort(port, others[index]!));
}

function samePort(one: PortFacts, other: PortFacts): boolean {
  return (
    one.name === other.name &&
    one.type === other.type &&
    one.wired === other.wired &&
    one.isParam === other.isParam &&
    one.optional === other.optional &&
    one.list === other.list &&
    sameProblem(one.problem, other.problem)
  );
}

function sameProblem(one: Problem | undefined, other: Problem | undefined): boolean {
  return one === other || (one?.code === other?.code && one?.message === other?.message);
}

/** What a node is called. */
export function titleOf(record: NodeRecord): string {
  return record.title ?? builtinRegistry.nodes.get(record.type)?.title ?? record.type;
}
