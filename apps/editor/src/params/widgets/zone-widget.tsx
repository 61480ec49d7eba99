import { type Graph, MAIN_GRAPH, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useEditor } from '../../app/services-context.tsx';
import { Select } from '../../ui/select.tsx';
import { freshName } from '../fresh-name.ts';
import type { WidgetProps } from './widget.ts';

/** Which zone a start or an end belongs to: one of those in the workflow, or a new one. */
export function ZoneWidget({ param, value, change }: WidgetProps) {
  // A text, so that edits elsewhere leave the field alone.
  const names = useEditor(({ history }) => zoneNames(history.document, param.name, param.default).join('\n'));
  const zones = names.split('\n');
  const fresh = freshName('zone-', 2, zones);
  const options = zones.map((zone) => ({ value: zone, label: zone }));
  return (
    <Select
      label={param.title}
      value={String(value)}
      options={[...options, { value: fresh, label: `New zone ${fresh}` }]}
      onChange={change}
    />
  );
}

const known = new WeakMap<Graph['nodes'], readonly string[]>();

/** The names of all zones in alphabetical order, worked out once for each state of the nodes. */
function zoneNames(document: WorkflowDocument, param: string, usual: unknown): readonly string[] {
  const { nodes } = document.graphs[MAIN_GRAPH];
  const before = known.get(nodes);
  if (before) return before;
  const ends = Object.values(nodes).filter(({ type }) => builtinRegistry.nodes.get(type)?.zone !== undefined);
  const names = [...new Set(ends.map(({ params }) => String(params[param] ?? usual)))].sort();
  known.set(nodes, names);
  return names;
}
