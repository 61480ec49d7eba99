import type { Attribute, OnnxGraph } from './model.ts';

/**
 * The graph as text, a line for each node, for tests and for reading:
 * `linear_1 = MatMul(sample, weight) {transB: 1}`.
 */
export function graphText(graph: OnnxGraph): string {
  const info = (tensor: { name: string; type: string; dims: readonly unknown[] }) =>
    `${tensor.name}: ${tensor.type}[${tensor.dims.join(', ')}]`;
  return [
    `${graph.name}(${graph.inputs.map(info).join(', ')})`,
    ...graph.weights.map((weight) => `  weight ${info(weight)}`),
    ...graph.nodes.map((node) => {
      const values = `${node.outputs.join(', ')} = ${node.operator}(${node.inputs.join(', ')})`;
      const attributes = Object.entries(node.attributes).map(
        ([name, value]) => `${name}: ${attributeText(value)}`,
      );
      return `  ${values}${attributes.length > 0 ? ` {${attributes.join(', ')}}` : ''}`;
    }),
    `  return ${graph.outputs.map(info).join(', ')}`,
    '',
  ].join('\n');
}

function attributeText(attribute: Attribute): string {
  const [value] = Object.values(attribute);
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}
