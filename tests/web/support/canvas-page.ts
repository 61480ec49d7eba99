import type { Page } from 'playwright-core';
import { type EditorPage, nodesAreDrawn, useEditorPage } from './editor-page.ts';
import type { Point } from './gestures.ts';

export interface CopiedGraph {
  readonly nodes: Readonly<
    Record<
      string,
      { readonly type: string; readonly title?: string; readonly position: Point; readonly mode?: string }
    >
  >;
  readonly edges: readonly { readonly from: End; readonly to: End }[];
}

interface End {
  readonly node: string;
  readonly port: string;
}

/** By id; where they stand is relative to the first. */
type Placed = Readonly<Record<string, readonly [type: string, x: number, y: number]>>;

export interface CanvasPage extends EditorPage {
  /**
   * An empty graph at zoom 1, with these nodes pasted so that the first stands at (320, 160) in the window.
   *
   * @param wires each as `node.port > node.port`
   */
  start(nodes: Placed, wires?: readonly string[]): Promise<void>;
  /** The graph as copying tells it. */
  graph(): Promise<CopiedGraph>;
  /** Of the graph, as `start` takes them. */
  wires(): Promise<readonly string[]>;
  undo(): Promise<void>;
  /** From the search that is open. */
  addNode(words: string, title: string): Promise<void>;
}

/** As `useEditorPage`, to work on graphs of few nodes. */
export function useCanvasPage(prepare: (page: Page) => unknown): CanvasPage {
  let page: Page;
  const editor = useEditorPage({
    viewport: { width: 1500, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    prepare(opened) {
      page = opened;
      return prepare(opened);
    },
  });
  const { node, press } = editor;

  const graph = async () => {
    await press('Control+a', 'Control+c');
    const text = await page.evaluate<string>('navigator.clipboard.readText()');
    await press('Escape');
    return JSON.parse(text) as CopiedGraph;
  };

  return Object.assign(editor, {
    graph,
    async start(nodes: Placed, wires: readonly string[] = []) {
      await press('Control+a', 'Delete');
      await page.locator('.react-flow__node').first().waitFor({ state: 'detached' });
      const text = JSON.stringify(fragmentOf(nodes, wires));
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
      await page.mouse.move(600, 300);
      await press('Control+v');
      for (const id of Object.keys(nodes)) await node(id).waitFor();
      // No copy of this browser's: it asks.
      await page.getByRole('button', { name: 'Check and allow…' }).click();
      await page.getByRole('button', { name: 'Allow running' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.mouse.move(600, 300);
      await nodesAreDrawn(page);
      await press('Shift+Digit1', 'Escape');
    },
    async wires() {
      const { edges } = await graph();
      return edges.map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`).sort();
    },
    undo: () => press('Control+z'),
    async addNode(words: string, title: string) {
      await page.getByRole('combobox', { name: 'Add a node' }).fill(words);
      await page.locator('[role=option][aria-selected=true]', { hasText: title }).waitFor();
      await press('Enter');
    },
  });
}

function fragmentOf(nodes: Placed, wires: readonly string[]): unknown {
  return {
    format: 'latentgraph-fragment',
    version: 1,
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, [type, x, y]]) => [
        id,
        { type, version: 1, params: {}, position: { x, y } },
      ]),
    ),
    edges: wires.map((wire) => {
      const [from, to] = wire.split(' > ').map((end) => {
        const [node, port] = end.split('.');
        return { node, port };
      });
      return { from, to };
    }),
  };
}
