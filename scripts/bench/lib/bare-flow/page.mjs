import '@xyflow/react/dist/style.css';
import { ReactFlow, useEdgesState, useNodesState } from '@xyflow/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const { graphs } = await (await fetch('../examples/text-to-image.json')).json();
const { nodes, edges } = graphs.main;

/** The nodes and wires of a workflow as React Flow draws them by itself; the middle button pans, as in the editor. */
function BareFlow() {
  const [shownNodes, , onNodesChange] = useNodesState(
    Object.entries(nodes).map(([id, { position, type }]) => ({ id, position, data: { label: type } })),
  );
  const [shownEdges, , onEdgesChange] = useEdgesState(
    edges.map(({ from, to }, index) => ({ id: String(index), source: from.node, target: to.node })),
  );
  const panOnDrag = [0, 1];
  const flow = { nodes: shownNodes, edges: shownEdges, onNodesChange, onEdgesChange, panOnDrag };
  return createElement(ReactFlow, { ...flow, fitView: true, minZoom: 0.05 });
}

createRoot(document.querySelector('#root')).render(createElement(BareFlow));
