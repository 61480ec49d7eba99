import {
  disconnect,
  duplicate,
  type Edit,
  type NodeMode,
  removeFrames,
  removeNodes,
  removeNotes,
  sequence,
  setCollapsed,
  setMode,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import {
  Ban,
  BoxSelect,
  ChevronsDownUp,
  ClipboardPaste,
  Copy,
  CopyPlus,
  CornerDownRight,
  Pencil,
  Plus,
  Scissors,
  Trash2,
  Unplug,
  X,
} from 'lucide-react';
import type { Services } from '../app/services.ts';
import { cutEdit, holdsItems, itemsOf } from '../canvas/clipboard/clipboard.ts';
import { copiedText } from '../canvas/clipboard/copy-text.ts';
import { pasteText } from '../canvas/clipboard/paste-text.ts';
import { emptySelection, type Selection, wireKey } from '../document/selection.ts';
import type { Command } from './command.ts';

const selectionOf = ({ editor }: Services): Selection => editor.store.getState().selection;
const hasNodes = (services: Services) => selectionOf(services).nodes.size > 0;
const hasItems = (services: Services) => holdsItems(selectionOf(services));
const hasAny = (services: Services) => hasItems(services) || selectionOf(services).wires.size > 0;

/** How far from the originals copies are put. */
const BESIDE = { x: 32, y: 32 };

export const editCommands: readonly Command[] = [
  {
    id: 'edit.add-node',
    title: 'Add a node',
    section: 'Edit',
    icon: Plus,
    shortcuts: ['Space'],
    native: true,
    keywords: 'search insert new create',
    run: openSearch,
  },
  {
    id: 'edit.cut',
    title: 'Cut',
    section: 'Edit',
    icon: Scissors,
    shortcuts: ['$mod+x'],
    native: true,
    enabled: hasItems,
    async run(services) {
      const copied = copySelection(services);
      // At once: another moment may have another selection, or another workflow.
      services.editor.apply(cutEdit(selectionOf(services)));
      await copied;
    },
  },
  {
    id: 'edit.copy',
    title: 'Copy',
    section: 'Edit',
    icon: Copy,
    shortcuts: ['$mod+c'],
    native: true,
    enabled: hasItems,
    run: copySelection,
  },
  {
    id: 'edit.paste',
    title: 'Paste',
    section: 'Edit',
    icon: ClipboardPaste,
    shortcuts: ['$mod+v'],
    native: true,
    run: (services) => pasteClipboard(services, false),
  },
  {
    id: 'edit.paste-with-wires',
    title: 'Paste with the wires that came in',
    section: 'Edit',
    icon: ClipboardPaste,
    shortcuts: ['$mod+Shift+v'],
    native: true,
    keywords: 'connected',
    run: (services) => pasteClipboard(services, true),
  },
  {
    id: 'edit.duplicate',
    title: 'Duplicate',
    section: 'Edit',
    icon: CopyPlus,
    shortcuts: ['$mod+d'],
    enabled: hasItems,
    run: (services) => duplicateSelection(services, false),
  },
  {
    id: 'edit.duplicate-with-wires',
    title: 'Duplicate with the wires that come in',
    section: 'Edit',
    icon: CopyPlus,
    shortcuts: ['$mod+Shift+d'],
    keywords: 'connected',
    enabled: hasItems,
    run: (services) => duplicateSelection(services, true),
  },
  {
    id: 'edit.delete',
    title: 'Delete',
    section: 'Edit',
    icon: Trash2,
    shortcuts: ['Delete', 'Backspace'],
    danger: true,
    keywords: 'remove',
    enabled: hasAny,
    run: (services) => deleteSelection(services, false),
  },
  {
    id: 'edit.delete-and-reconnect',
    title: 'Delete and close the gap',
    section: 'Edit',
    icon: Unplug,
    shortcuts: ['Shift+Delete', 'Shift+Backspace'],
    keywords: 'remove reconnect dissolve heal',
    enabled: hasNodes,
    run: (services) => deleteSelection(services, true),
  },
  {
    id: 'edit.select-all',
    title: 'Select everything',
    section: 'Edit',
    icon: BoxSelect,
    shortcuts: ['$mod+a'],
    run({ editor }) {
      const { nodes, frames = {}, notes = {} } = editor.document.graphs.main;
      const all = (items: object) => new Set(Object.keys(items));
      editor.select({ nodes: all(nodes), frames: all(frames), notes: all(notes) });
      // Else what was marked on the page would be copied.
      globalThis.getSelection?.()?.removeAllRanges();
    },
  },
  {
    id: 'edit.select-none',
    title: 'Select nothing',
    section: 'Edit',
    icon: X,
    shortcuts: ['Escape'],
    enabled: hasAny,
    run: ({ editor }) => editor.select(emptySelection),
  },
  {
    id: 'edit.rename',
    title: 'Rename',
    section: 'Edit',
    icon: Pencil,
    shortcuts: ['F2'],
    keywords: 'title name',
    enabled: (services) => selectionOf(services).nodes.size === 1,
    run({ editor, canvas }) {
      const [renaming] = editor.store.getState().selection.nodes;
      canvas.store.setState({ renaming });
    },
  },
  {
    id: 'edit.collapse',
    title: 'Collapse or expand',
    section: 'Edit',
    icon: ChevronsDownUp,
    shortcuts: ['c'],
    keywords: 'fold minimise',
    enabled: hasNodes,
    run({ editor }) {
      const ids = [...editor.store.getState().selection.nodes];
      const { nodes } = editor.document.graphs.main;
      const expanded = ids.some((id) => nodes[id]?.collapsed !== true);
      editor.apply(setCollapsed(ids, expanded));
    },
  },
  modeCommand('mute', { title: 'Mute or unmute', icon: Ban, key: 'm', keywords: 'disable leave out skip' }),
  modeCommand('bypass', {
    title: 'Bypass or use again',
    icon: CornerDownRight,
    key: 'b',
    keywords: 'pass through',
  }),
];

function modeCommand(
  mode: Exclude<NodeMode, 'run'>,
  {
    title,
    icon,
    key,
    keywords,
  }: { title: string; icon: NonNullable<Command['icon']>; key: string; keywords: string },
): Command {
  return {
    id: `edit.${mode}`,
    title,
    section: 'Edit',
    icon,
    shortcuts: [key],
    keywords,
    enabled: hasNodes,
    run({ editor }) {
      const ids = [...editor.store.getState().selection.nodes];
      const { nodes } = editor.document.graphs.main;
      const isOn = ids.every((id) => nodes[id]?.mode === mode);
      editor.apply(setMode(ids, isOn ? 'run' : mode));
    },
  };
}

function openSearch({ canvas: { actions, store } }: Services): void {
  const at = actions?.pointer() ?? actions?.toWindow(actions.center());
  if (at) store.setState({ search: { at } });
}

async function copySelection(services: Services): Promise<void> {
  const text = copiedText(services);
  if (text === undefined || (await services.clipboard.write(text))) return;
  services.notices.tell(
    'This can be pasted in this page only: the browser keeps its clipboard to itself here.',
  );
}

async function pasteClipboard(services: Services, incoming: boolean): Promise<void> {
  const text = await services.clipboard.read();
  if (text !== undefined) await pasteText(services, text, incoming);
  else
    services.notices.tell(
      'The clipboard is empty, or the browser keeps it to itself: paste with the keyboard.',
    );
}

function duplicateSelection(services: Services, incoming: boolean): void {
  const options = { registry: builtinRegistry, offset: BESIDE, incoming };
  services.editor.apply(duplicate(itemsOf(selectionOf(services)), options), { selectCreated: true });
}

/** Everything that is selected goes in one step, wires first. */
function deleteSelection({ editor }: Services, reconnect: boolean): void {
  const { history, selection } = editor.store.getState();
  const { nodes, frames, notes } = itemsOf(selection);
  const wires = history.document.graphs.main.edges.filter((edge) => selection.wires.has(wireKey(edge)));
  const edits: Edit[] = [];
  if (wires.length > 0) edits.push(disconnect(wires));
  if (nodes.length > 0) edits.push(removeNodes(nodes, reconnect ? { reconnect: builtinRegistry } : {}));
  if (frames.length > 0) edits.push(removeFrames(frames));
  if (notes.length > 0) edits.push(removeNotes(notes));
  const [first] = edits;
  if (first) editor.apply(edits.length === 1 ? first : sequence('Delete', edits));
}
