const MEDIA_TYPE = 'application/x-latentgraph-node';

/** Marks a drag as that of a node of a type, from the library to the canvas. */
export function startNodeDrag(transfer: DataTransfer, type: string): void {
  transfer.setData(MEDIA_TYPE, type);
  transfer.effectAllowed = 'copy';
}

export function isNodeDrag(transfer: DataTransfer): boolean {
  return transfer.types.includes(MEDIA_TYPE);
}

/** Only known when it is dropped. */
export function draggedNodeType(transfer: DataTransfer): string {
  return transfer.getData(MEDIA_TYPE);
}
