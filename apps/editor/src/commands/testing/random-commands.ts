import { readFileSync } from 'node:fs';
import {
  addNode,
  connect,
  disconnect,
  insertOnWire,
  moveNodes,
  parseWorkflow,
  setParam,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Services } from '../../app/services.ts';
import { type CanvasActions, createCanvasHandle } from '../../canvas/canvas-handle.ts';
import { createPageClipboard } from '../../canvas/clipboard/page-clipboard.ts';
import { frameCommands } from '../../canvas/frames/frame-commands.ts';
import { createEditor, type Editor } from '../../document/editor.ts';
import { wireKey } from '../../document/selection.ts';
import { arrangeCommands } from '../arrange-commands.ts';
import type { Command } from '../command.ts';
import { editCommands } from '../edit-commands.ts';

const SEED = 20_260;
const LENGTH = 50;

/** Undo and redo are what is tested; a layout of all nodes takes as long as a thousand other commands. */
const LEFT_OUT = new Set(['edit.undo', 'edit.redo', 'arrange.layout', 'arrange.layout-selection']);
const commands: readonly Command[] = [...editCommands, ...arrangeCommands, ...frameCommands].filter(
  ({ id }) => !LEFT_OUT.has(id),
);

/** Selecting everything and doubling it ten times would leave nothing but one slow document. */
const DOUBLING = new Set([
  'edit.paste',
  'edit.paste-with-wires',
  'edit.duplicate',
  'edit.duplicate-with-wires',
]);
const CROWDED = 60;

const types = [...builtinRegistry.nodes.keys()];
const start = exampleDocument();

/** What a mouse does: picks among what there is by numbers. */
type Gesture = (editor: Editor, one: number, other: number) => void;

const gestures: readonly Gesture[] = [
  ({ apply }, one) => apply(addNode({ type: pick(types, one)! }, builtinRegistry), { selectCreated: true }),
  (editor, one, other) => {
    const { edges } = editor.document.graphs.main;
    const from = pick(edges, one)?.from;
    const to = pick(edges, other)?.to;
    if (from && to) editor.apply(connect(from, { node: to.node, port: to.port }, builtinRegistry));
  },
  (editor, one) => {
    const wire = pick(editor.document.graphs.main.edges, one);
    if (wire) editor.apply(disconnect([wire]));
  },
  (editor, one, other) => {
    const wire = pick(editor.document.graphs.main.edges, one);
    if (wire) editor.apply(insertOnWire(wire, { type: pick(types, other)! }, builtinRegistry));
  },
  (editor, one, other) => {
    const id = nodeAt(editor, one);
    if (id) editor.apply(moveNodes({ [id]: { x: other % 4000, y: one % 2000 } }));
  },
  (editor, one, other) => {
    const id = nodeAt(editor, one);
    if (id)
      editor.apply(setParam(id, pick(['text', 'steps', 'seed', 'scale'], other)!, other), { group: id });
  },
  (editor, one, other) => {
    const ids = Object.keys(editor.document.graphs.main.nodes);
    editor.select({ nodes: new Set(ids.filter((_, index) => (index + one) % (2 + (other % 5)) === 0)) });
  },
  (editor, one) => {
    const wire = pick(editor.document.graphs.main.edges, one);
    if (wire) editor.select({ wires: new Set([wireKey(wire)]) });
  },
  (editor) => {
    const { frames = {}, notes = {} } = editor.document.graphs.main;
    editor.select({ frames: new Set(Object.keys(frames)), notes: new Set(Object.keys(notes)) });
  },
];

const step = fc.record({
  /** Commands and gestures, each as likely as any other. */
  what: fc.nat(commands.length + 2 * gestures.length - 1),
  one: fc.nat(1_000_000),
  other: fc.nat(1_000_000),
});

/**
 * Runs random sequences of 50 commands and gestures on an example: no wire and no exposed param may ever lack its
 * node, undoing everything must lead back to the start, and redoing everything to the end.
 *
 * @returns how often each command changed a document
 */
export async function runRandomCommands(sequences: number): Promise<ReadonlyMap<string, number>> {
  stubClipboard();
  const used = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: LENGTH, maxLength: LENGTH }), async (steps) => {
      const services = headlessServices();
      const { editor } = services;
      for (const { what, one, other } of steps) {
        const before = editor.document;
        const command = commands[what];
        if (command && DOUBLING.has(command.id) && nodeCount(before) > CROWDED) continue;
        if (!command) gestures[(what - commands.length) % gestures.length]!(editor, one, other);
        else if (command.enabled?.(services) ?? true) await command.run(services);
        if (editor.document === before) continue;
        if (command) used.set(command.id, (used.get(command.id) ?? 0) + 1);
        expect(dangling(editor.document)).toEqual([]);
      }
      const end = editor.document;
      const { length } = editor.store.getState().history.past;
      for (let undone = 0; undone < length; undone += 1) {
        editor.undo();
        expect(dangling(editor.document)).toEqual([]);
      }
      expect(editor.document).toEqual(start);
      for (let redone = 0; redone < length; redone += 1) editor.redo();
      expect(editor.document).toEqual(end);
    }),
    { seed: SEED, numRuns: sequences },
  );
  vi.unstubAllGlobals();
  return used;
}

/** Commands that change no document. */
export const QUIET_COMMANDS = [
  'edit.add-node',
  'edit.copy',
  'edit.select-all',
  'edit.select-none',
  'edit.rename',
  'arrange.snap',
  'arrange.minimap',
];

/** Commands that changed documents fewer times than this. */
export function idleCommands(used: ReadonlyMap<string, number>, times: number): readonly string[] {
  return commands.filter(({ id }) => (used.get(id) ?? 0) < times).map(({ id }) => id);
}

function stubClipboard(): void {
  let text = '';
  const writeText = async (written: string) => {
    text = written;
  };
  vi.stubGlobal('navigator', { clipboard: { writeText, readText: async () => text } });
}

/** As much of the editor as commands on documents need: nothing is drawn, nodes have the boxes of a usual size. */
function headlessServices(): Services {
  const editor = createEditor(start);
  const canvas = createCanvasHandle();
  const actions: CanvasActions = {
    leave: () => undefined,
    open: () => undefined,
    fit: () => undefined,
    fitLarge: () => undefined,
    approach: () => undefined,
    reveal: () => undefined,
    zoomBy: () => undefined,
    carriedBy: () => [],
    glideThrough: (edit) => edit(),
    center: () => ({ x: 400, y: 300 }),
    toGraph: (point) => point,
    toWindow: (point) => point,
    pointer: () => undefined,
    boxOf(node) {
      const position = editor.document.graphs.main.nodes[node]?.position;
      return position && { ...position, width: 220, height: 120 };
    },
  };
  canvas.attach(actions);
  const notices = { announce: () => undefined, tell: () => undefined, problems: () => undefined };
  const clipboard = createPageClipboard();
  const files = { store: createStore(() => ({ restricted: null })), restrictLastStep: () => undefined };
  // Commands on documents use these and no others.
  return { editor, canvas, notices, clipboard, files } as unknown as Services;
}

function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % Math.max(items.length, 1)];
}

function nodeAt(editor: Editor, number: number): string | undefined {
  return pick(Object.keys(editor.document.graphs.main.nodes), number);
}

/** Wires and exposed params whose nodes are not there. */
function dangling({ graphs, exposed = [] }: WorkflowDocument): readonly unknown[] {
  const { nodes, edges } = graphs.main;
  return [
    ...edges.filter(({ from, to }) => !Object.hasOwn(nodes, from.node) || !Object.hasOwn(nodes, to.node)),
    ...exposed.filter(({ node }) => !Object.hasOwn(nodes, node)),
  ];
}

function nodeCount({ graphs }: WorkflowDocument): number {
  return Object.keys(graphs.main.nodes).length;
}

function exampleDocument(): WorkflowDocument {
  const read = parseWorkflow(readFileSync('examples/text-to-image.json', 'utf8'), builtinRegistry);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join(' '));
  return read.document;
}
