import { readFile } from 'node:fs/promises';
import { analyse } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../support/examples.ts';
import { hasBrowser } from '../support/browser.ts';
import { focusReaches, runCommand, useEditorPage } from '../support/editor-page.ts';

const RUN_MS = 60_000;
const MOST_STOPS = 60;

/** Keeps what the live region says, as a screen reader hears it. */
const LISTEN = `
  globalThis.said = [];
  new MutationObserver(() => {
    const text = document.querySelector('.visually-hidden[role=status]')?.textContent;
    if (text && text !== said.at(-1)) said.push(text);
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;

/** The nodes in the order in which they are added, each with the wires to its inputs. */
const NODES: readonly (readonly [title: string, id: string, wires: Readonly<Record<string, string>>])[] = [
  ['Checkpoint', 'checkpoint', {}],
  ['Text Encode', 'text-encode', { textEncoder: 'checkpoint.textEncoder' }],
  ['Text Encode', 'text-encode-2', { textEncoder: 'checkpoint.textEncoder' }],
  ['Noise', 'noise', { unet: 'checkpoint.unet' }],
  ['Schedule', 'schedule', { schedulerConfig: 'checkpoint.schedulerConfig' }],
  ['Denoise Start', 'denoise-start', { latent: 'noise.latent', schedule: 'schedule.schedule' }],
  ['UNet', 'unet', unetWires('text-encode')],
  ['UNet', 'unet-2', unetWires('text-encode-2')],
  ['Guidance', 'guidance', { conditional: 'unet.prediction', unconditional: 'unet-2.prediction' }],
  [
    'Scheduler Step',
    'scheduler-step',
    {
      prediction: 'guidance.prediction',
      latent: 'denoise-start.latent',
      step: 'denoise-start.step',
      seed: 'noise.seed',
    },
  ],
  ['Denoise End', 'denoise-end', { latent: 'scheduler-step.latent', preview: 'scheduler-step.denoised' }],
  ['VAE Decode', 'vae-decode', { latent: 'denoise-end.latent', vae: 'checkpoint.vae' }],
  ['Save Image', 'save-image', { image: 'vae-decode.image' }],
];

function unetWires(prompt: string) {
  return {
    unet: 'checkpoint.unet',
    latent: 'denoise-start.latent',
    conditioning: `${prompt}.conditioning`,
    step: 'denoise-start.step',
  };
}

describe.skipIf(!hasBrowser)('text to image, from an empty canvas by keyboard', () => {
  let page: Page;
  const { press } = useEditorPage({
    prepare(opened) {
      page = opened;
      return page.addInitScript(LISTEN);
    },
  });

  const focusIs = (selector: string) => focusReaches(page, selector);

  /** Goes on by Tab until what a selector finds has the focus. */
  async function tabTo(selector: string): Promise<void> {
    const isThere = `document.activeElement.matches(${JSON.stringify(selector)})`;
    for (let stops = 0; !(await page.evaluate(isThere)); stops++) {
      expect(stops, `stops on the way to ${selector}`).toBeLessThan(MOST_STOPS);
      await press('Tab');
    }
  }

  /** From a node that has the focus. */
  async function wire(node: string, port: string, from: string): Promise<void> {
    const input = `.react-flow__node[data-id="${node}"] [data-side=input][data-port="${port}"]`;
    await press('Enter');
    await focusIs('.react-flow__node *');
    await tabTo(input);
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Connect / });
    await dialog.waitFor();
    await page.keyboard.type(from);
    await page.locator(`[role=option][aria-selected=true][data-value="${from}"]`).waitFor();
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await focusIs(input);
    expect(await page.evaluate('document.activeElement.ariaLabel')).toMatch(/, wired$/);
    await press('Escape');
    await focusIs(`.react-flow__node[data-id="${node}"]`);
  }

  async function build(): Promise<void> {
    for (const [title, id, wires] of NODES) {
      await runCommand(page, `Add ${title}`);
      await focusIs(`.react-flow__node[data-id="${id}"]`);
      for (const [port, from] of Object.entries(wires)) await wire(id, port, from);
    }
  }

  async function enter(node: string, title: string, param: string, text: string): Promise<void> {
    await runCommand(page, `Go to ${title}`);
    await focusIs(`.react-flow__node[data-id="${node}"]`);
    const field = `[aria-label="Inspector"] :is(input, textarea)`;
    const named = page.getByRole('complementary', { name: 'Inspector' });
    const control = named.getByRole(param === 'Text' ? 'textbox' : 'spinbutton', {
      name: param,
      exact: true,
    });
    for (let stops = 0; ; stops++) {
      await tabTo(field);
      if ((await control.and(page.locator(':focus')).count()) === 1) break;
      expect(stops).toBeLessThan(MOST_STOPS);
      await press('Tab');
    }
    await press('Control+a');
    await page.keyboard.type(text);
  }

  test('it is built, has no problem, runs, and is told to who cannot see it', async () => {
    await press('Alt+n');
    await page.getByRole('region', { name: 'How to begin' }).waitFor();
    await build();
    await enter('text-encode', 'Text Encode', 'Text', 'a red house under a blue sky');
    await enter('noise', 'Noise', 'Width', '64');
    await enter('noise', 'Noise', 'Height', '64');
    await enter('schedule', 'Schedule', 'Steps', '2');

    const [download] = await Promise.all([page.waitForEvent('download'), press('Control+s')]);
    const document = readDocument(await readFile(await download.path(), 'utf8'));
    const { nodes, edges } = document.graphs.main;
    expect(analyse(document, builtinRegistry).problems).toEqual([]);
    expect(edges).toHaveLength(NODES.reduce((sum, [, , wires]) => sum + Object.keys(wires).length, 0));
    expect(nodes['text-encode']?.params.text).toBe('a red house under a blue sky');
    expect(nodes.noise?.params).toMatchObject({ width: 64, height: 64 });

    await press('Control+Enter');
    const heard = () => page.evaluate<readonly string[]>('said');
    await expect
      .poll(heard, { timeout: RUN_MS })
      .toContainEqual(expect.stringMatching(/^Run finished in .*1 picture$/));
    expect(await heard()).toContain('Step 1 of 2');
    expect(await heard()).toContain('Add Save Image');
    await runCommand(page, 'Go to Save Image');
    await page.getByRole('button', { name: 'Show picture 1 of 1' }).first().waitFor();
  });
});
