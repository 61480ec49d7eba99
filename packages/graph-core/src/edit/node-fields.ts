import { type NodeMode, type NodeRecord, nodeRecordSchema } from '../document/schema.ts';
import { failed } from '../problem.ts';
import { applyEdit, type Edit } from './edit.ts';
import { countOf, findNode, mainGraph, missingNodes } from './lookup.ts';
import { isSameData, valueProblems } from './values.ts';

type Field = 'title' | 'color' | 'size' | 'collapsed' | 'mode' | 'position';

/** What is written of each node for a field; undefined takes the field out of the file. */
type FieldValues<Name extends Field> = ReadonlyMap<string, NodeRecord[Name] | undefined>;

/** Moves nodes to new places, by id, in the editor's units. */
export function moveNodes(positions: Readonly<Record<string, NodeRecord['position']>>): Edit {
  const moves = new Map(Object.entries(positions).map(([id, { x, y }]) => [id, { x, y }]));
  return setField('position', moves, `Move ${countOf(moves.size, 'node')}`);
}

/** Sets a node's size; undefined lets it fit its content again. */
export function resizeNode(id: string, size: NodeRecord['size'] | undefined): Edit {
  return setField('size', new Map([[id, size]]), `Resize ${id}`);
}

/** An empty title brings back the one of the node's type. */
export function setTitle(id: string, title: string): Edit {
  return setField('title', new Map([[id, title === '' ? undefined : title]]), `Rename ${id}`);
}

/** Undefined brings back the usual colour. */
export function setColor(ids: readonly string[], color: string | undefined): Edit {
  return setField('color', sameForAll(ids, color), `Colour ${countOf(ids.length, 'node')}`);
}

export function setCollapsed(ids: readonly string[], collapsed: boolean): Edit {
  const label = `${collapsed ? 'Collapse' : 'Expand'} ${countOf(ids.length, 'node')}`;
  return setField('collapsed', sameForAll(ids, collapsed ? true : undefined), label);
}

const modeVerbs: Readonly<Record<NodeMode, string>> = { run: 'Enable', mute: 'Mute', bypass: 'Bypass' };

/** `run` is the usual mode, and is not written. */
export function setMode(ids: readonly string[], mode: NodeMode): Edit {
  const label = `${modeVerbs[mode]} ${countOf(ids.length, 'node')}`;
  return setField('mode', sameForAll(ids, mode === 'run' ? undefined : mode), label);
}

function sameForAll<Value>(ids: readonly string[], value: Value): ReadonlyMap<string, Value> {
  return new Map(ids.map((id) => [id, value]));
}

function setField<Name extends Field>(field: Name, values: FieldValues<Name>, label: string): Edit {
  return (document) => {
    const problems = missingNodes(document, values.keys());
    for (const [id, value] of values) {
      if (value === undefined) continue;
      problems.push(
        ...valueProblems(nodeRecordSchema.shape[field], value, ['graphs', 'main', 'nodes', id, field]),
      );
    }
    if (problems.length > 0) return failed(problems);
    return applyEdit(document, label, (draft) => {
      for (const [id, value] of values) {
        const before = findNode(document, id)![field];
        const after = typeof value === 'object' ? { ...(before as object), ...value } : value;
        if (isSameData(before, after)) continue;
        if (after === undefined) delete mainGraph(draft).nodes[id]![field];
        else mainGraph(draft).nodes[id]![field] = after as NodeRecord[Name];
      }
    });
  };
}
