import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasBrowser, type OpenBrowser, openBrowser } from '../support/browser.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

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

describe.skipIf(!hasBrowser)('the canvas', () => {
  let open: OpenBrowser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    open = await openBrowser('editor');
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    context = await open.browser.newContext({
      viewport: { width: 1500, height: 900 },
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(open.server.url);
    await page.locator('.react-flow__node').first().waitFor();
  });
  afterEach(() => context.close());

  const node = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  const output = (id: string, port: string) => node(id).locator(`[data-side="output"][data-port="${port}"]`);
  const input = (id: string, port: string) => node(id).locator(`[data-side="input"][data-port="${port}"]`);

  /** An empty graph at zoom 1, with these nodes pasted so that the first stands at (320, 160) in the window. */
  async function start(
    nodes: Readonly<Record<string, readonly [type: string, x: number, y: number]>>,
    wires: readonly string[] = [],
  ) {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
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
    await page.keyboard.press('Control+v');
    await page
      .locator('.react-flow__node')
      .nth(Object.keys(nodes).length - 1)
      .waitFor();
    await page.keyboard.press('Shift+Digit1');
    await page.waitForTimeout(400);
    await page.keyboard.press('Escape');
  }

  /** The graph as copying tells it. */
  async function graph(): Promise<CopiedGraph> {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    const text = await page.evaluate<string>('navigator.clipboard.readText()');
    await page.keyboard.press('Escape');
    return JSON.parse(text) as CopiedGraph;
  }

  async function wires(): Promise<readonly string[]> {
    const { edges } = await graph();
    return edges.map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`).sort();
  }

  async function middleOf(element: Locator): Promise<Point> {
    const box = (await element.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async function drag(from: Point, to: Point): Promise<void> {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    // A hand begins slowly: what is dragged follows from where the press became a drag.
    await page.mouse.move(from.x + 3, from.y + 3);
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
  }

  const undo = () => page.keyboard.press('Control+z');

  test('a wire is drawn from port to port, refused with a reason where it does not fit, and replaced', async () => {
    await start({ noise: ['Noise', 0, 0], other: ['Noise', 0, 300], decode: ['VAEDecode', 500, 0] });
    const target = await middleOf(input('decode', 'latent'));
    await drag(await middleOf(output('noise', 'latent')), await middleOf(input('decode', 'vae')));
    await page.getByText("'vae' of VAE Decode takes a VAE, and 'latent' gives a latent.").waitFor();
    expect(await input('decode', 'vae').getAttribute('data-unfit')).not.toBeNull();
    expect(await input('decode', 'latent').getAttribute('data-unfit')).toBeNull();
    await page.mouse.move(target.x, target.y);
    await page.mouse.up();
    expect(await wires()).toEqual(['noise.latent > decode.latent']);

    await drag(await middleOf(output('other', 'latent')), target);
    await page.getByText('Replaces the wire from Noise.').waitFor();
    await page.mouse.up();
    expect(await wires()).toEqual(['other.latent > decode.latent']);
    await undo();
    expect(await wires()).toEqual(['noise.latent > decode.latent']);

    const empty = { x: target.x + 40, y: target.y + 200 };
    await drag(target, empty);
    await page.mouse.up();
    expect(await wires()).toEqual([]);
  });

  test('a wire dropped on empty canvas offers what fits, and is made with the node', async () => {
    await start({ noise: ['Noise', 0, 0], bend: ['Reroute', 700, 300] });
    const from = await middleOf(output('noise', 'latent'));
    await drag(from, { x: from.x + 150, y: from.y });
    await page.mouse.up();
    const search = page.getByRole('combobox', { name: 'Add a node' });
    await search.waitFor();
    expect(await page.getByRole('option', { name: 'Text Encode' }).count()).toBe(0);
    await search.fill('vae dec');
    await page.keyboard.press('Enter');
    await node('vae-decode').waitFor();
    expect(await wires()).toEqual(['noise.latent > vae-decode.latent']);
    await undo();
    expect(Object.keys((await graph()).nodes)).toEqual(['noise', 'bend']);
  });

  test('nodes come by double click, by Space at the pointer, and from the library', async () => {
    await start({ noise: ['Noise', 0, 0], bend: ['Reroute', 700, 300] });
    const free = { x: 900, y: 780 };
    await page.mouse.dblclick(free.x, free.y);
    await page.getByRole('combobox', { name: 'Add a node' }).fill('guidance');
    await page.keyboard.press('Enter');
    await node('guidance').waitFor();

    await page.mouse.move(free.x, 140);
    await page.keyboard.press('Space');
    await page.getByRole('combobox', { name: 'Add a node' }).fill('checkpoint');
    await page.keyboard.press('Enter');
    await node('checkpoint').waitFor();

    await page.getByRole('button', { name: 'Put away' }).click();
    const library = page.getByRole('button', { name: 'Save Image' });
    if ((await library.count()) === 0) await page.keyboard.press('Control+1');
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
    const from = await middleOf(output('noise', 'latent'));
    const end = await middleOf(input('decode', 'latent'));
    const middle = { x: (from.x + end.x) / 2, y: (from.y + end.y) / 2 };

    await page.mouse.dblclick(middle.x, middle.y);
    await node('reroute').waitFor();
    expect(await wires()).toEqual(['noise.latent > reroute.value', 'reroute.value > decode.latent']);
    await undo();

    await page.keyboard.down('x');
    await drag({ x: middle.x, y: middle.y - 60 }, { x: middle.x + 5, y: middle.y + 60 });
    await page.mouse.up();
    await page.keyboard.up('x');
    expect(await wires()).toEqual([]);
    await undo();

    const title = await middleOf(node('resize').getByRole('heading'));
    await drag(title, middle);
    await page.mouse.up();
    expect(await wires()).toEqual(['noise.latent > resize.latent', 'resize.latent > decode.latent']);
    await undo();
    expect(await wires()).toEqual(pipeline);
  });

  test('a drag is one step of undo, Alt leaves a copy, and a box selects', async () => {
    await start({ noise: ['Noise', 0, 0], bend: ['Reroute', 700, 300], decode: ['VAEDecode', 400, 0] });
    const before = await graph();
    const title = await middleOf(node('noise').getByRole('heading'));
    const lower = { x: title.x + 16, y: title.y + 240 };
    await drag(title, lower);
    await page.mouse.up();
    expect((await graph()).nodes.noise!.position).not.toEqual(before.nodes.noise!.position);
    await undo();
    expect(await graph()).toEqual(before);

    await page.keyboard.down('Alt');
    await drag(title, lower);
    await page.mouse.up();
    await page.keyboard.up('Alt');
    const copied = await graph();
    expect(copied.nodes.noise!.position).toEqual(before.nodes.noise!.position);
    expect(copied.nodes['noise-2']!.position.y).toBeGreaterThan(before.nodes.noise!.position.y);
    await undo();

    const box = (await node('decode').boundingBox())!;
    await drag({ x: box.x - 20, y: box.y - 20 }, { x: box.x + box.width + 10, y: box.y + 40 });
    await page.mouse.up();
    await page.keyboard.press('Delete');
    expect(Object.keys((await graph()).nodes)).toEqual(['noise', 'bend']);
  });

  test('nodes are renamed, muted and arranged; deleting can close the gap', async () => {
    await start(
      { noise: ['Noise', 0, 0], resize: ['ResizeLatent', 300, 200], decode: ['VAEDecode', 400, 0] },
      ['noise.latent > resize.latent', 'resize.latent > decode.latent'],
    );
    await node('noise').getByRole('heading').dblclick();
    await page.keyboard.type('Grain');
    await page.keyboard.press('Enter');
    await node('noise').getByRole('heading', { name: 'Grain' }).click();
    await page.keyboard.press('m');
    expect((await graph()).nodes.noise).toMatchObject({ title: 'Grain', mode: 'mute' });

    await page.keyboard.press('Shift+l');
    await expect.poll(async () => (await graph()).nodes.resize!.position.x).toBeGreaterThanOrEqual(240);
    const { nodes } = await graph();
    expect(nodes.decode!.position.x).toBeGreaterThan(nodes.resize!.position.x + 240);

    await node('resize').getByRole('heading').click();
    await page.keyboard.press('Shift+Delete');
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
