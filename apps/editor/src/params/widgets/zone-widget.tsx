import { builtinRegistry } from '@latentgraph/nodes';
import { useEditor } from '../../app/services-context.tsx';
import { Select } from '../../ui/select.tsx';
import type { WidgetProps } from './widget.ts';

/** Which zone a start or an end belongs to: one of those in the workflow. */
export function ZoneWidget({ param, value, change }: WidgetProps) {
  const zones = useEditor(({ history }) => {
    const { nodes } = history.document.graphs.main;
    const named = Object.values(nodes)
      .filter(({ type }) => builtinRegistry.nodes.get(type)?.zone !== undefined)
      .map(({ params }) => String(params[param.name] ?? param.default));
    // A text, so that edits elsewhere leave the field alone.
    return [...new Set(named)].sort().join('\n');
  });
  const options = zones.split('\n').map((zone) => ({ value: zone, label: zone }));
  return <Select label={param.title} value={String(value)} options={options} onChange={change} />;
}
