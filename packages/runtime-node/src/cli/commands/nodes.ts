import { didYouMean, type Port, type Problem, problem } from '@latentgraph/graph-core';
import { builtinRegistry, categoryRank } from '@latentgraph/nodes';
import { columns } from '../columns.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type NodeReference, nodeReference, type ParamReference, schemaText } from '../node-reference.ts';
import { printProblems } from '../print-problems.ts';
import { print } from '../terminal.ts';

/** `latentgraph nodes [TYPE]`: the reference of all node types or of one. */
export async function nodesCommand(
  type: string | undefined,
  options: { readonly json?: boolean },
): Promise<ExitCode> {
  const all = [...builtinRegistry.nodes.values()].map(nodeReference);
  const chosen = type === undefined ? all : all.filter((node) => sameName(node.type, type));
  if (chosen.length === 0) {
    printProblems([unknownType(type ?? '')]);
    return exitCode.badInput;
  }
  if (options.json) print(JSON.stringify(type === undefined ? chosen : chosen[0], null, 2));
  else print(type === undefined ? listText(chosen) : nodeText(chosen[0] as NodeReference));
  return exitCode.done;
}

function sameName(known: string, asked: string): boolean {
  return known.toLowerCase() === asked.toLowerCase();
}

function unknownType(type: string): Problem {
  return problem({
    code: 'unknown-node-type',
    message: `There is no node type '${type}'.`,
    remedy: `${didYouMean(type, builtinRegistry.nodes.keys())}latentgraph nodes lists all of them.`,
  });
}

/** One line a node, by category. */
function listText(nodes: readonly NodeReference[]): string {
  const width = Math.max(...nodes.map((node) => node.type.length));
  const byCategory = new Map<string, NodeReference[]>();
  for (const node of nodes) {
    byCategory.set(node.category, [...(byCategory.get(node.category) ?? []), node]);
  }
  const inOrder = [...byCategory].sort(([a], [b]) => categoryRank(a) - categoryRank(b));
  const sections = inOrder.map(([category, members]) => {
    const rows = members.map((node) => [node.type.padEnd(width), node.summary]);
    return `${category}\n${columns(rows, '  ')}`;
  });
  return [...sections, 'latentgraph nodes TYPE describes one of them.'].join('\n\n');
}

function nodeText(node: NodeReference): string {
  const sections = [
    `${node.type} · ${node.title} · ${node.category}\n${node.summary}`,
    portsText('Inputs', node.inputs),
    portsText('Outputs', node.outputs),
    paramsText(node.params),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function portsText(heading: string, ports: Readonly<Record<string, Port>>): string {
  const rows = Object.entries(ports).map(([name, port]) => [
    port.optional ? `${name}?` : name,
    port.list ? `list of ${port.type}` : port.type,
    port.description,
  ]);
  return rows.length === 0 ? '' : `${heading}\n${columns(rows, '  ')}`;
}

/** Two lines a param: name, what it takes and default; then what it is for. */
function paramsText(params: Readonly<Record<string, ParamReference>>): string {
  const texts = Object.entries(params).map(([name, { schema, description, wire }]) => {
    const byDefault = schema.default === undefined ? '' : `, default ${JSON.stringify(schema.default)}`;
    const wiring = wire === null ? '' : ` Can be wired (${wire}).`;
    return `  ${name}: ${schemaText(schema)}${byDefault}\n      ${`${description}${wiring}`.trim()}`;
  });
  return texts.length === 0 ? '' : `Params\n${texts.join('\n')}`;
}
