import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { useCanvasPage } from '../support/canvas-page.ts';
import { boxOf, gripOf } from '../support/gestures.ts';

/** In the page: so many frames go by that a view that moves would have moved far. */
const FRAMES_PASS = `new Promise((resolve) => {
  let left = 20;
  const pass = () => (left-- > 0 ? requestAnimationFrame(pass) : resolve());
  pass();
})`;

/** A page that is busy for ever has no menu after that. */
const MENU_MS = 5000;

describe.skipIf(!hasBrowser)('wires', () => {
  let page: Page;
  const { node, port, press, pull, drag, start, graph, wires, undo, addNode } = useCanvasPage((opened) => {
    page = opened;
  });

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

  test('what comes after a node that is dropped on a wire makes room for it, in one step', async () => {
    await start({ noise: ['Noise', 0, 0], decode: ['VAEDecode', 320, 0], resize: ['ResizeLatent', 0, 500] }, [
      'noise.latent > decode.latent',
    ]);
    const before = await graph();
    const from = await gripOf(port('noise.latent', 'output'));
    const end = await gripOf(port('decode.latent', 'input'));
    await drag(node('resize').getByRole('heading'), { x: (from.x + end.x) / 2, y: (from.y + end.y) / 2 });
    expect(await wires()).toEqual(['noise.latent > resize.latent', 'resize.latent > decode.latent']);
    const [noise, resize, decode] = await Promise.all(
      ['noise', 'resize', 'decode'].map((id) => boxOf(node(id))),
    );
    expect(resize!.x).toBeGreaterThan(noise!.x + noise!.width);
    expect(decode!.x).toBeGreaterThan(resize!.x + resize!.width);
    await undo();
    expect(await graph()).toEqual(before);
  });

  test('a node that a run was refused for says so, with all that it lacks, until it has it', async () => {
    await start({ noise: ['Noise', 0, 0], decode: ['VAEDecode', 400, 0], save: ['SaveImage', 800, 0] }, [
      'decode.image > save.image',
    ]);
    const why = node('decode').getByRole('button', { name: 'Failed: why?' });
    expect(await why.count()).toBe(0);
    await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
    await why.click();
    const reasons = page.getByRole('dialog', { name: 'What went wrong' });
    await reasons.getByText(/^Input 'vae'/).waitFor();
    await reasons.getByText(/^Input 'latent'/).waitFor();
    await press('Escape');
    await drag(port('noise.latent', 'output'), await gripOf(port('decode.latent', 'input')));
    await why.click();
    await reasons.getByText(/^Input 'vae'/).waitFor();
    expect(await reasons.getByText(/^Input 'latent'/).count()).toBe(0);
  });

  test('a wire in the making is given up when the node that it is drawn to is undone', async () => {
    await start({ noise: ['Noise', 0, 0], decode: ['VAEDecode', 700, 0] });
    await node('decode').getByRole('heading').click();
    await press('Control+d');
    await pull(port('noise.latent', 'output'), port('decode-2.latent', 'input'));
    await undo();
    await node('decode-2').waitFor({ state: 'detached' });
    await page.mouse.up();
    expect(await wires()).toEqual([]);
    await drag(port('noise.latent', 'output'), port('decode.latent', 'input'));
    expect(await wires()).toEqual(['noise.latent > decode.latent']);
  });

  test('the menu of a wire inserts a node, bends it, and cuts it', async () => {
    const wire = ['noise.latent > decode.latent'];
    await start({ noise: ['Noise', 0, 0], decode: ['VAEDecode', 700, 0] }, wire);
    const from = await gripOf(port('noise.latent', 'output'));
    const end = await gripOf(port('decode.latent', 'input'));
    const choose = async (name: string) => {
      await page.mouse.click((from.x + end.x) / 2, (from.y + end.y) / 2, { button: 'right' });
      await page.getByRole('menuitem', { name }).click({ timeout: MENU_MS });
    };
    await choose('Bend here');
    expect(await wires()).toEqual(['noise.latent > reroute.value', 'reroute.value > decode.latent']);
    await undo();
    await choose('Insert a node…');
    await page.getByPlaceholder('What goes into this wire?').waitFor();
    await addNode('resize', 'Resize Latent');
    expect(await wires()).toEqual([
      'noise.latent > resize-latent.latent',
      'resize-latent.latent > decode.latent',
    ]);
    await undo();
    expect(await wires()).toEqual(wire);
    await choose('Cut the wire');
    expect(await wires()).toEqual([]);
  });
});
