import {
  connect,
  type Edit,
  failed,
  type NodeRecord,
  type ProblemInput,
  problem,
  sequence,
  setParam,
  type WireEnd,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { z } from 'zod';
import { analysisOf } from '../../document/analysis.ts';

/** The name of a port that is not there yet: a wire drawn to it makes the zone carry one value more. */
export const BLANK_PORT = '+';

const LONGEST_NAME = 32;
/** Tried for one name before a zone is taken to be full. */
const MOST_NUMBERS = 99;

type Carried = readonly { readonly name: string; readonly type: string }[];

/** The blank inputs of a node: one on both ends of a zone, as long as the zone may carry more. */
export function blankPorts(document: WorkflowDocument, node: string): readonly string[] {
  const start = zoneStartOf(document, node);
  return start && withOneMore(start, 'value', 'latent') ? [BLANK_PORT] : [];
}

/**
 * Makes a zone carry what an output gives, from step to step, and wires the output to the end of the zone that `to`
 * is. The value gets the name of the output, numbered where that is taken.
 *
 * @param to a zone's start, which takes the value of the first step, or its end, which takes that of the next
 */
export function carryValue(from: WireEnd, to: string): Edit {
  return (document) => {
    const start = zoneStartOf(document, to);
    if (!start) return refuse(noZone(to));
    const type = typeOf(document, from);
    if (type === undefined) return refuse(typeUnknown(from, to));
    const carried = withOneMore(start, nameFrom(from.port), type);
    if (!carried) return refuse(carriesEnough(to));
    const { name } = carried.at(-1)!;
    return sequence(`Carry ${name}`, [
      setParam(start.id, 'carried', carried),
      connect(from, { node: to, port: name }, builtinRegistry),
    ])(document);
  };
}

interface ZoneStart {
  readonly id: string;
  readonly record: NodeRecord;
}

/** The start of the zone that a node opens or closes. */
function zoneStartOf(document: WorkflowDocument, id: string): ZoneStart | undefined {
  const { nodes } = document.graphs.main;
  const node = nodes[id];
  const role = node && builtinRegistry.nodes.get(node.type)?.zone;
  if (!role) return undefined;
  if (role === 'start') return { id, record: node };
  const pair = [...analysisOf(document).wiring.zonePairs.values()].find(
    ({ end }) => analysisOf(document).wiring.nodes[end]!.id === id,
  );
  const start = pair && analysisOf(document).wiring.nodes[pair.start]!;
  return start && { id: start.id, record: start.record };
}

/** What a zone carries with one value more; undefined where its start takes none. The number at its end may differ. */
function withOneMore({ record }: ZoneStart, wished: string, type: string): Carried | undefined {
  const schema = builtinRegistry.nodes.get(record.type)!.params.shape.carried as
    | z.ZodType<Carried>
    | undefined;
  const before = schema?.safeParse(record.params.carried);
  if (!schema || !before?.success) return undefined;
  for (let number = 1; number <= MOST_NUMBERS; number += 1) {
    const name = number === 1 ? wished : `${wished}${number}`;
    const wider = schema.safeParse([...before.data, { name, type }]);
    if (wider.success) return wider.data;
  }
  return undefined;
}

/** A name that a carried value may have: letters and digits, a small letter first. */
function nameFrom(port: string): string {
  const letters = port.replaceAll(/[^A-Za-z0-9]/g, '').replace(/^\d+/, '');
  return letters === '' ? 'value' : letters[0]!.toLowerCase() + letters.slice(1, LONGEST_NAME - 2);
}

/** What an output gives, with generic ports resolved; undefined while nothing says what that is. */
function typeOf(document: WorkflowDocument, { node, port }: WireEnd): string | undefined {
  const { wiring, types } = analysisOf(document);
  const index = wiring.indexById.get(node);
  return index === undefined ? undefined : types.of({ node: index, port });
}

function refuse(input: ProblemInput) {
  return failed([problem(input)]);
}

function noZone(node: string): ProblemInput {
  return {
    code: 'zone-without-start',
    message: `'${node}' belongs to no zone with a start and an end, so it can carry nothing.`,
    remedy: 'Give Denoise Start and Denoise End the same zone.',
    node,
  };
}

function carriesEnough(node: string): ProblemInput {
  return {
    code: 'carries-enough',
    message: `The zone of '${node}' carries as many values as it may.`,
    remedy: 'Take one of them away from its start.',
    node,
  };
}

function typeUnknown({ node, port }: WireEnd, to: string): ProblemInput {
  return {
    code: 'carried-type-unknown',
    message: `Nothing says yet what '${port}' of '${node}' gives, so '${to}' cannot carry it.`,
    remedy: `Wire the inputs of '${node}' first.`,
    node,
    port,
  };
}
