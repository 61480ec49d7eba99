import '@xyflow/react/dist/base.css';
import './canvas.css';
import { ReactFlowProvider } from '@xyflow/react';
import { GraphCanvas } from './graph-canvas.tsx';

/** The graph, to be looked at and worked on. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <GraphCanvas />
    </ReactFlowProvider>
  );
}
