import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { nodesAreDrawn, useEditorPage } from '../support/editor-page.ts';
import { boxOf, gripOf, type Point } from '../support/gestures.ts';

interface CopiedGraph {
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

/** In the page: so many frames go by that a view that moves would have moved far. */
const FRAMES_PASS = `new Promise((resolve) => {
  let left = 20;
  const pass = () => (left-- > 0 ? requestAnimationFrame(pass) : resolve());
  pass();
})`;

describe.skipIf(!hasBrowser)('the canvas', () => {
  let page: Page;
  const { node, port, press, pull, drag } = useEditorPage({
    viewport: { width: 1500, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    prepare(opened) {
      page = opened;
    },
  });

  /** An empty graph at zoom 1, with these nodes pasted so that the first stands at (320, 160) in the window. */
  async function start(
    nodes: Readonly<Record<string, readonly [type: string, x: number, y: number]>>,
    wires: readonly string[] = [],
  ) {
    await press('Control+a', 'Delete');
    await page.locator('.react-flow__node').first().waitFor({ state: 'detached' });
    const fragment = {
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
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(JSON.stringify(fragment))})`);
    await page.mouse.move(600, 300);
    await press('Control+v');
    for (const id of Object.keys(nodes)) await node(id).waitFor();
    await nodesAreDrawn(page);
    await press('Shift+Digit1', 'Escape');
  }

  /** The graph as copying tells it. */
  async function graph(): Promise<CopiedGraph> {
    await press('Control+a', 'Control+c');
    const text = await page.evaluate<string>('navigator.clipboard.readText()');
    await press('Escape');
    return JSON.parse(text) as CopiedGraph;
  }

  async function wires(): Promise<readonly string[]> {
    const { edges } = await graph();
    return edges.map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`).sort();
  }

  const undo = () => press('Control+z');

  /** From the search that is open. */
  async function addNode(words: string, title: string): Promise<void> {
    await page.getByRole('combobox', { name: 'Add a node' }).fill(words);
    await page.locator('[role=option][aria-selected=true]', { hasText: title }).waitFor();
    await press('Enter');
  }

  test('a wire is drawn from port to port, refused with a reason where it does not fit, and replaced', async () => {
    await start({ noise: ['Noise', 0, 0], other: ['Noise', 0, 300], decode: ['VAEDecode', 500, 0] });
    const [vae, latent] = [port('decode.vae', 'input'), port('decode.latent', 'input')];
    const target = await gripOf(latent);
    await pull(port('noise.latent', 'output'), vae);
    await page.getByText("'vae' of VAE Decode takes a VAE, and 'latent' gives a latent.").waitFor();
    expect(await vae.getAttribute('data-unfit')).not.toBeNull();
    expect(await latent.getAttribute('data-unfit')).toBeNull();
    await page.mouse.move(target.x, target.y);
    await page.mouse.up();
    expect(await wires()).toEqual(['noise.latent > decode.latent']);

    await pull(port('other.latent', 'output'), latent);
    await page.getByText('Replaces the wire from Noise.').waitFor();
    await page.mouse.up();
    expect(await wires()).toEqual(['other.latent > decode.latent']);
    await undo();
    expect(await wires()).toEqual(['noise.latent > decode.latent']);

    await drag(latent, { x: target.x + 40, y: target.y + 200 });
    expect(await wires()).toEqual([]);
  });

  test('a wire is dropped on a port at the edge of the canvas, which stays under the pointer', async () => {
    await start({ noise: ['Noise', 0, 0], decode: ['VAEDecode', 500, -100] });
    const { x, y } = await boxOf(page.locator('.react-flow__pane'));
    const latent = port('decode.latent', 'input');
    const before = await gripOf(latent);
    await page.mouse.move(x + 300, y + 600);
    // Not straight, as two fingers scroll: the view moves.
    await page.mouse.wheel(1, before.y - y - 10);
    await expect.poll(async () => (await gripOf(latent)).y - y).toBeLessThan(20);
    const target = await gripOf(latent);
    await pull(port('noise.latent', 'output'), { x: target.x - 100, y: target.y + 60 });
    await page.mouse.move(target.x, target.y);
    await page.evaluate(FRAMES_PASS);
    expect(await gripOf(latent)).toEqual(target);
    await page.mouse.up();
    expect(await wires()).toEqual(['noise.latent > decode.latent']);
  });

  test('a wire dropped on empty canvas offers what fits, and is made with the node', async () => {
    await start({ noise: ['Noise', 0, 0], bend: ['Reroute', 700, 300] });
    const from = await gripOf(port('noise.latent', 'output'));
    await drag(from, { x: from.x + 150, y: from.y });
    await page.getByRole('option', { name: 'VAE Decode' }).waitFor();
    expect(await page.getByRole('option', { name: 'Text Encode' }).count()).toBe(0);
    await addNode('vae dec', 'VAE Decode');
    await node('vae-decode').waitFor();
    expect(await wires()).toEqual(['noise.latent > vae-decode.latent']);
    await undo();
    expect(Object.keys((await graph()).nodes)).toEqual(['noise', 'bend']);
  });

  test('nodes come by double click, by Space at the pointer, and from the library', async () => {
    await start({ noise: ['Noise', 0, 0], bend: ['Reroute', 700, 300] });
    const free = { x: 900, y: 780 };
    await page.mouse.dblclick(free.x, free.y);
    await addNode('guidance', 'Guidance');
    await node('guidance').waitFor();

    await page.mouse.move(free.x, 140);
    // A tap, however long the page takes to answer to the press.
    await Promise.all([page.keyboard.down('Space'), page.keyboard.up('Space')]);
    await addNode('checkpoint', 'Checkpoint');
    await node('checkpoint').waitFor();

    await page.getByRole('button', { name: 'Put away' }).click();
    const library = page.getByRole('button', { name: 'Save Image' });
    if ((await library.count()) === 0) await press('Control+1');
    await library.dragTo(page.locator('.react-flow__pane'), { targetPosition: { x: 500, y: 700 } });
    await node('save-image').waitFor();
    const { nodes } = await graph();
    expect(
      Object.values(nodes)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['Checkpoint', 'Guidance', 'Noise', 'Reroute', 'SaveImage']);
  });

  test('wires are bent, cut by a line, and take in a node that is dropped on them', async () => {
    const pipeline = ['noise.latent > decode.latent'];
    await start(
      { noise: ['Noise', 0, 0], decode: ['VAEDecode', 700, 0], resize: ['ResizeLatent', 300, 400] },
      pipeline,
    );
    const from = await gripOf(port('noise.latent', 'output'));
    const end = await gripOf(port('decode.latent', 'input'));
    const middle = { x: (from.x + end.x) / 2, y: (from.y + end.y) / 2 };

    await page.mouse.dblclick(middle.x, middle.y);
    await node('reroute').waitFor();
    expect(await wires()).toEqual(['noise.latent > reroute.value', 'reroute.value > decode.latent']);
    await undo();

    await page.keyboard.down('x');
    await drag({ x: middle.x, y: middle.y - 60 }, { x: middle.x + 5, y: middle.y + 60 });
    await page.keyboard.up('x');
    expect(await wires()).toEqual([]);
    await undo();

    await drag(node('resize').getByRole('heading'), middle);
    expect(await wires()).toEqual(['noise.latent > resize.latent', 'resize.latent > decode.latent']);
    await undo();
    expect(await wires()).toEqual(pipeline);
  });

  test('a drag is one step of undo, Alt leaves a copy, and a box selects', async () => {
    await start({ noise: ['Noise', 0, 0], bend: ['Reroute', 700, 300], decode: ['VAEDecode', 400, 0] });
    const before = await graph();
    const title = await gripOf(node('noise').getByRole('heading'));
    const lower = { x: title.x + 16, y: title.y + 240 };
    await drag(title, lower);
    expect((await graph()).nodes.noise!.position).not.toEqual(before.nodes.noise!.position);
    await undo();
    expect(await graph()).toEqual(before);

    await page.keyboard.down('Alt');
    await drag(title, lower);
    await page.keyboard.up('Alt');
    const copied = await graph();
    expect(copied.nodes.noise!.position).toEqual(before.nodes.noise!.position);
    expect(copied.nodes['noise-2']!.position.y).toBeGreaterThan(before.nodes.noise!.position.y);
    await undo();

    const box = await boxOf(node('decode'));
    await drag({ x: box.x - 20, y: box.y - 20 }, { x: box.x + box.width + 10, y: box.y + 40 });
    await press('Delete');
    expect(Object.keys((await graph()).nodes)).toEqual(['noise', 'bend']);
  });

  test('nodes are renamed, muted and arranged; deleting can close the gap', async () => {
    await start(
      { noise: ['Noise', 0, 0], resize: ['ResizeLatent', 300, 200], decode: ['VAEDecode', 400, 0] },
      ['noise.latent > resize.latent', 'resize.latent > decode.latent'],
    );
    await node('noise').getByRole('heading').dblclick();
    await page.keyboard.type('Grain');
    await press('Enter');
    await node('noise').getByRole('heading', { name: 'Grain' }).click();
    await press('m');
    expect((await graph()).nodes.noise).toMatchObject({ title: 'Grain', mode: 'mute' });

    await press('Shift+l');
    await expect.poll(async () => (await graph()).nodes.resize!.position.x).toBeGreaterThanOrEqual(240);
    const { nodes } = await graph();
    expect(nodes.decode!.position.x).toBeGreaterThan(nodes.resize!.position.x + 240);

    await node('resize').getByRole('heading').click();
    await press('Shift+Delete');
    expect(await wires()).toEqual(['noise.latent > decode.latent']);
  });

  test('the menu of a node does what it says, and a node of an unknown type stays as it is', async () => {
    await start({ odd: ['package:Odd', 0, 0], noise: ['Noise', 0, 300] }, ['odd.picture > noise.unet']);
    await node('odd').getByText('This program does not know').waitFor();
    expect(await wires()).toEqual(['odd.picture > noise.unet']);
    await node('noise').getByRole('heading').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Duplicate', exact: true }).click();
    await node('noise-2').waitFor();
    const { nodes } = await graph();
    expect(nodes.odd!.type).toBe('package:Odd');
    expect(Object.keys(nodes)).toEqual(['odd', 'noise', 'noise-2']);
  });
});
