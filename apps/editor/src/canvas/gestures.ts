/** What the pointer does on the canvas, for whoever wants to know. Commands do the same by key. */
export const gestures: readonly { readonly gesture: string; readonly does: string }[] = [
  { gesture: 'Drag on empty canvas', does: 'Select what the box touches; with Shift, add to the selection' },
  {
    gesture: 'Middle button, or Space, and drag',
    does: 'Move the view; two fingers on a trackpad do the same',
  },
  { gesture: 'Wheel, or pinch', does: 'Zoom' },
  { gesture: 'Double-click on empty canvas', does: 'Add a node there' },
  { gesture: 'Drag from a port', does: 'Draw a wire; dropped on empty canvas it offers what fits' },
  { gesture: 'Drag from a wired input', does: 'Take the wire off, or to another input' },
  { gesture: 'Drop a node on a wire', does: 'Put it in between' },
  { gesture: 'Double-click on a wire', does: 'Bend it there' },
  { gesture: 'X, or Ctrl and Alt, and drag', does: 'Cut the wires that the line crosses' },
  { gesture: 'Alt and drag a node', does: 'Leave a copy' },
  { gesture: 'Double-click on a title', does: 'Rename the node' },
];
