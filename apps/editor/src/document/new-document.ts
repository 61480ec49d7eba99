import { FORMAT_NAME, FORMAT_VERSION, type WorkflowDocument } from '@latentgraph/graph-core';

export function newDocument(name = 'Untitled'): WorkflowDocument {
  return {
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    name,
    graphs: { main: { nodes: {}, edges: [] } },
  };
}
