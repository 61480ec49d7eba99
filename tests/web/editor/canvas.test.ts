import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { useCanvasPage } from '../support/canvas-page.ts';
import { type Box, boxOf, gripOf } from '../support/gestures.ts';

describe.skipIf(!hasBrowser)('the canvas', () => {
  let page: Page;
  const { node, press, drag, start, graph, wires, undo, addNode } = useCanvasPage((opened) => {
    page = opened;
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

  test('Space opens the search after a click on empty canvas, and where there is no node yet', async () => {
    await start({ noise: ['Noise', 0, 0] });
    const free = { x: 900, y: 780 };
    const search = page.getByRole('combobox', { name: 'Add a node' });
    await page.mouse.click(free.x, free.y);
    await press('Space');
    await search.waitFor();
    await press('Escape');
    await search.waitFor({ state: 'detached' });

    await press('Alt+n');
    await page.getByRole('region', { name: 'How to begin' }).waitFor();
    await page.mouse.click(free.x, free.y);
    await press('Space');
    await addNode('guidance', 'Guidance');
    await node('guidance').waitFor();
  });

  test('a bend is wired by keyboard, and a collapsed node from its menu', async () => {
    await start({ noise: ['Noise', 0, 0], bend: ['Reroute', 500, 60], decode: ['VAEDecode', 700, 0] });
    const connect = async (dialog: RegExp, to: string) => {
      await page.getByRole('dialog', { name: dialog }).waitFor();
      await page.keyboard.type(to);
      await press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await node('bend').focus();
    await press('Enter');
    await node('bend')
      .getByRole('button', { name: 'Input of the bend' })
      .and(page.locator(':focus'))
      .waitFor();
    await press('Enter');
    await connect(/ of Reroute$/, 'noise');
    expect(await wires()).toEqual(['noise.latent > bend.value']);

    await node('decode').getByRole('heading').click();
    await press('c');
    await node('decode').getByRole('button', { name: 'Expand' }).waitFor();
    await node('decode').focus();
    await press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Connect' }).press('ArrowRight');
    await page.getByRole('menuitem', { name: 'Input latent' }).press('Enter');
    await connect(/^Connect latent of VAE Decode/, 'reroute');
    expect(await wires()).toEqual(['bend.value > decode.latent', 'noise.latent > bend.value']);
  });

  test('the part that was looked at is found again, after the form', async () => {
    await start({ noise: ['Noise', 0, 0], decode: ['VAEDecode', 900, 500] });
    const title = node('noise').getByRole('heading');
    const whole = await boxOf(title);
    await page.mouse.move(whole.x + 300, whole.y + 300);
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 3; turn++) await turnWheel(title, 0, -40);
    await page.keyboard.up('Control');
    await turnWheel(title, 60, 40);
    await viewIsRemembered();
    const seen = await boxOf(title);
    expect(seen.width).toBeGreaterThan(whole.width * 1.1);

    await toFormAndBack();
    await expect.poll(() => boxOf(title)).toSatisfy(isAt(seen));
  });

  test('the part that was looked at is found again after a reload, with all that is drawn of it', async () => {
    await start({ noise: ['Noise', 0, 0], decode: ['VAEDecode', 900, 500] });
    await comesBackAfterReload(node('noise').getByRole('heading'));
  });

  test('so it is of an example that nobody changed', async () => {
    const model = page.locator('.react-flow__node-node', { hasText: 'Checkpoint' }).getByRole('heading');
    await comesBackAfterReload(model);
  });

  /** @param shown the title of a node that is in view */
  async function comesBackAfterReload(shown: Locator): Promise<void> {
    const whole = await boxOf(shown);
    await page.mouse.move(whole.x + 30, whole.y + 60);
    await page.keyboard.down('Control');
    await turnWheel(shown, 0, -120);
    await page.keyboard.up('Control');
    // The page is left in the midst of the movement.
    await turnWheel(shown, -60, 40);
    const seen = await boxOf(shown);
    for (let reload = 0; reload < 2; reload++) {
      await page.reload();
      await expect.poll(() => boxOf(shown)).toSatisfy(isAt(seen));
    }
  }

  test('a graph that was shown whole is fitted again', async () => {
    await start({ noise: ['Noise', 0, 0], decode: ['VAEDecode', 900, 900] });
    const title = node('noise').getByRole('heading');
    await toFormAndBack();
    const wide = await boxOf(title);
    await toFormAndBack(() => page.setViewportSize({ width: 1100, height: 600 }));
    expect((await boxOf(title)).width).toBeLessThan(wide.width * 0.8);
    await page.setViewportSize({ width: 1500, height: 900 });
    await page.reload();
    expect(await boxOf(title)).toSatisfy(isAt(wide));
  });

  test('what is pasted into an empty graph is seen, and the first node stands where it was asked for', async () => {
    await start({ noise: ['Noise', 0, 0], far: ['VAEDecode', 4000, 2000] });
    await press('Control+a', 'Control+c', 'Alt+n');
    await node('noise').waitFor({ state: 'detached' });
    await page.mouse.dblclick(260, 150);
    await addNode('guidance', 'Guidance');
    const first = await boxOf(node('guidance'));
    expect(Math.hypot(first.x + first.width / 2 - 260, first.y + 18 - 150)).toBeLessThan(20);
    await press('Control+z');
    await node('guidance').waitFor({ state: 'detached' });

    await page.mouse.move(1000, 700);
    await press('Control+v');
    const canvas = await boxOf(page.locator('.react-flow'));
    const isSeen = (box: Box) =>
      box.x >= canvas.x &&
      box.y >= canvas.y &&
      box.x + box.width <= canvas.x + canvas.width &&
      box.y + box.height <= canvas.y + canvas.height;
    for (const id of ['noise', 'far']) {
      await node(id).waitFor();
      await expect.poll(() => boxOf(node(id))).toSatisfy(isSeen);
    }
  });

  /** Resolves when the view has followed: the page hears of the wheel some time after it was turned. */
  async function turnWheel(shown: Locator, x: number, y: number): Promise<void> {
    const before = await boxOf(shown);
    await page.mouse.wheel(x, y);
    await expect.poll(() => boxOf(shown)).not.toSatisfy(isAt(before));
  }

  /** A movement ends, for the page, a moment after the last turn of the wheel. */
  async function viewIsRemembered(): Promise<void> {
    const isKept = `(() => {
      const [[, kept] = []] = JSON.parse(sessionStorage.getItem('latentgraph.views') ?? '[]');
      const { e, f, a } = new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform);
      return kept && Math.max(Math.abs(kept.x - e), Math.abs(kept.y - f), Math.abs(kept.zoom - a)) < 0.01;
    })()`;
    await expect.poll(() => page.evaluate(isKept)).toBe(true);
  }

  async function toFormAndBack(there: () => unknown = () => undefined): Promise<void> {
    await press('Control+e');
    await page.getByRole('main', { name: 'Form' }).waitFor();
    await there();
    await press('Control+e');
  }

  const isAt = (before: Box) => (now: Box) =>
    Math.max(...(['x', 'y', 'width'] as const).map((side) => Math.abs(now[side] - before[side]))) < 1;

  test('nodes are copied, cut and pasted in a page to which the browser gives no clipboard', async () => {
    await start({ noise: ['Noise', 0, 0] });
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    const choose = async (on: Locator, name: string) => {
      await on.click({ button: 'right', position: { x: 30, y: 14 } });
      await page.getByRole('menuitem', { name, exact: true }).click();
    };
    await choose(node('noise'), 'Copy');
    await choose(page.locator('.react-flow__pane'), 'Paste');
    await node('noise-2').waitFor();
    await choose(node('noise-2'), 'Cut');
    await node('noise-2').waitFor({ state: 'detached' });
    await press('Control+v');
    await node('noise-2').waitFor();
    // What is copied after that is what is pasted, and not the node again.
    await press('Escape');
    const name = page.getByRole('textbox', { name: 'Name of the workflow' });
    await name.press('Control+a');
    await name.press('Control+c');
    await name.blur();
    await press('Control+v');
    await choose(page.locator('.react-flow__pane'), 'Paste');
    await page.getByText('paste with the keyboard').waitFor();
    expect(await page.locator('.react-flow__node-node').count()).toBe(2);
  });
});
