import { nodeRecordSchema } from '../document/schema.ts';
import { failed } from '../problem.ts';
import { applyEdit, type Edit } from './edit.ts';
import { findNode, mainGraph, missingNodes } from './lookup.ts';
import { isSameData, ownValue, valueProblems } from './values.ts';

/** As `setParams`, for one param. */
export function setParam(id: string, param: string, value: unknown): Edit {
  return setParams(id, { [param]: value });
}

/**
 * Sets params of a node; undefined takes a param out of the file, so that its default holds. Values must be plain
 * data. Whether they suit the node is for validation to say: what a person types passes through unsuitable values.
 */
export function setParams(id: string, values: Readonly<Record<string, unknown>>): Edit {
  return (document) => {
    const problems = missingNodes(document, [id]);
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
    problems.push(
      ...valueProblems(nodeRecordSchema.shape.params, given, ['graphs', 'main', 'nodes', id, 'params']),
    );
    if (problems.length > 0) return failed(problems);
    const before = findNode(document, id)!.params;
    const changed = Object.keys(values).filter(
      (param) => !isSameData(ownValue(before, param), values[param]),
    );
    return applyEdit(document, `Set ${Object.keys(values).join(', ')} of ${id}`, (draft) => {
      for (const param of changed) {
        const { params } = mainGraph(draft).nodes[id]!;
        if (values[param] === undefined) delete params[param];
        else params[param] = values[param] as (typeof params)[string];
      }
    });
  };
}

/** Names the params of a node that are shown as ports also without a wire; none takes the field out of the file. */
export function setParamPorts(id: string, params: readonly string[]): Edit {
  const ports = [...new Set(params)].toSorted();
  return (document) => {
    const problems = missingNodes(document, [id]);
    problems.push(
      ...valueProblems(nodeRecordSchema.shape.ports, ports, ['graphs', 'main', 'nodes', id, 'ports']),
    );
    if (problems.length > 0) return failed(problems);
    const before = findNode(document, id)!.ports ?? [];
    return applyEdit(document, `Change ports of ${id}`, (draft) => {
      if (isSameData(before, ports)) return;
      const node = mainGraph(draft).nodes[id]!;
      if (ports.length === 0) delete node.ports;
      else node.ports = ports;
    });
  };
}
