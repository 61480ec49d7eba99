import '@xyflow/react/dist/style.css';
import { connect, disconnect, moveNodes } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import {
  applyNodeChanges,
  Background,
  type Connection,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useEditor, useServices } from '../app/services-context.tsx';
import { flowNodes, flowWires, type GraphNode } from './flow-items.ts';
import { NodeView } from './node-view.tsx';

const nodeTypes = { node: NodeView };

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Graph />
    </ReactFlowProvider>
  );
}

function Graph() {
  const { editor } = useServices();
  const document = useEditor(({ history }) => history.document);
  const selection = useEditor((state) => state.selection);
  const [nodes, setNodes] = useState<GraphNode[]>([]);
  const edges = useMemo(() => flowWires(document, selection), [document, selection]);
  useAttachedHandle();

  useEffect(() => setNodes((before) => flowNodes(document, selection, before)), [document, selection]);

  const changeNodes = useCallback(
    (changes: NodeChange<GraphNode>[]) => {
      setNodes((before) => applyNodeChanges(changes, before));
      const selected = changes.filter((change) => change.type === 'select');
      if (selected.length === 0) return;
      const ids = new Set(editor.store.getState().selection.nodes);
      for (const change of selected) {
        if (change.selected) ids.add(change.id);
        else ids.delete(change.id);
      }
      editor.select({ nodes: ids });
    },
    [editor],
  );

  const connectPorts = useCallback(
    ({ source, sourceHandle, target, targetHandle }: Connection) => {
      if (sourceHandle === null || targetHandle === null) return;
      const from = { node: source, port: sourceHandle };
      editor.apply(connect(from, { node: target, port: targetHandle }, builtinRegistry));
    },
    [editor],
  );

  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={changeNodes}
      onNodeDragStop={(_, __, moved) => {
        editor.apply(moveNodes(Object.fromEntries(moved.map(({ id, position }) => [id, position]))));
      }}
      onConnect={connectPorts}
      onEdgesDelete={(gone) => {
        editor.apply(
          disconnect(
            gone.map(({ source, sourceHandle, target, targetHandle }) => ({
              from: { node: source, port: sourceHandle! },
              to: { node: target, port: targetHandle! },
            })),
          ),
        );
      }}
      fitView
      minZoom={0.1}
      proOptions={{ hideAttribution: false }}
    >
      <Background />
    </ReactFlow>
  );
}

function useAttachedHandle(): void {
  const { canvas } = useServices();
  const flow = useReactFlow();
  useEffect(
    () =>
      canvas.attach({
        fit: (ids) => void flow.fitView(ids === undefined ? {} : { nodes: ids.map((id) => ({ id })) }),
        zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor),
        center: () => flow.screenToFlowPosition({ x: window.innerWidth / 2, y: window.innerHeight / 2 }),
        toGraph: (point) => flow.screenToFlowPosition(point),
      }),
    [canvas, flow],
  );
}
