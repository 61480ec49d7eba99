import { parseParams } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useEditor } from '../app/services-context.tsx';
import { ZonePicture } from '../canvas/zones/zone-picture.tsx';
import type { NodeViewProps } from './node-view-props.ts';

/** What the zone foresees, where something is wired to be shown. */
export function DenoiseEndView({ id, record }: NodeViewProps) {
  const shows = useEditor(({ history }) =>
    history.document.graphs.main.edges.some(({ to }) => to.node === id && to.port === 'preview'),
  );
  const { zone } = parseParams(builtinRegistry.nodes.get(record.type)!, record.params).values;
  return shows && typeof zone === 'string' ? <ZonePicture zone={zone} /> : null;
}
