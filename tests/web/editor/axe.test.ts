import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Layer } from '../../../apps/editor/src/app/views.ts';
import { seriousViolationsInBothThemes } from '../support/axe.ts';
import { hasBrowser } from '../support/browser.ts';
import { CROPS, crops } from '../support/crops.ts';
import { runCommand, useEditorPage } from '../support/editor-page.ts';
import { linkTo } from '../support/link-to.ts';
import { pickOwnFile, writeAsOthers } from '../support/own-file.ts';

/** What is looked at, by its name, and how it is opened. */
type Openings<Name extends string = string> = Readonly<Record<Name, () => Promise<unknown>>>;

describe.skipIf(!hasBrowser)('axe finds nothing serious, neither light nor dark,', () => {
  let page: Page;
  const { press, openTab } = useEditorPage({
    prepare(opened) {
      page = opened;
    },
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  const banner = () => page.getByRole('banner');
  const gallery = () => page.getByRole('region', { name: 'Gallery' });

  const views: Openings = {
    'the graph and its panels': async () => undefined,
    async 'a node and the outline'() {
      await press('Control+2');
      await page.getByRole('treeitem', { name: 'Noise', exact: true }).click();
    },
    async 'the gallery and the main menu'() {
      await press('Control+3');
      await page.getByRole('heading', { name: 'Gallery' }).waitFor();
      await button('Main menu').press('Enter');
      await page.getByRole('menu').waitFor();
    },
    async 'the settings of a scheduler'() {
      await press('Escape');
      await runCommand(page, 'Go to Schedule');
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await inspector.getByRole('group', { name: 'Options' }).getByText('How the model was trained').click();
    },
    async 'the form'() {
      await press('Control+e');
      await page.getByRole('slider', { name: 'Steps' }).waitFor();
    },
    async 'the form as it is changed'() {
      await button('Change this form').click();
      await button('Move Seed up').waitFor();
    },
    async 'an empty canvas'() {
      await press('Control+e', 'Alt+n');
      await page.getByText('Build a picture out of nodes').waitFor();
    },
    'a workflow from elsewhere': openFromElsewhere,
  };

  /** Each is closed by Escape. */
  const layers: Openings<Layer['kind']> = {
    async restricted() {
      await button('Check and allow…').click();
      await dialog('Before this workflow runs').getByRole('button', { name: 'Allow running' }).waitFor();
    },
    async 'command-palette'() {
      await press('Control+k');
      await dialog('Find a command or a node').getByRole('option').first().waitFor();
    },
    async shortcuts() {
      await press('Shift+?');
      await dialog('Keyboard shortcuts').getByText('Undo', { exact: true }).waitFor();
    },
    async templates() {
      await press('Alt+Shift+n');
      await dialog('New workflow').getByText('Inpainting').waitFor();
    },
    async recent() {
      await press('Control+Shift+o');
      await dialog('Recent workflows').getByText('Set 0').waitFor();
    },
    async share() {
      await press('Alt+s');
      await page.getByRole('textbox', { name: 'Link' }).waitFor();
    },
    async export() {
      await runCommand(page, 'Export with pictures…');
      await button('With pictures').waitFor();
    },
    async storage() {
      await runCommand(page, 'Storage…');
      await dialog('Storage').getByText('No model has been fetched').waitFor();
    },
    async 'connect-to'() {
      await page.locator('[data-id=crop-0] [data-port=image]').last().click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Connect to…' }).click();
      await dialog(/^Connect image/).waitFor();
    },
    async 'mask-painter'() {
      await runCommand(page, 'Add Paint Mask');
      await page
        .getByRole('complementary', { name: 'Inspector' })
        .getByRole('button', { name: 'Paint', exact: true })
        .click();
      await dialog('Paint a mask')
        .getByRole('group', { name: /^Mask, / })
        .waitFor();
    },
    async viewer() {
      await runAll();
      await gallery().getByRole('button', { name: /^Show/ }).first().click();
      await dialog('Set 0')
        .getByText(/16 × 16/)
        .waitFor();
    },
    async compare() {
      const first = gallery().getByRole('listitem').first();
      await first.hover();
      await first.getByRole('button', { name: /^More for/ }).click();
      await page.getByRole('menuitem', { name: /^Compare/ }).click();
      await gallery()
        .getByRole('button', { name: /^Compare with/ })
        .last()
        .click();
      await dialog('Compare').getByRole('slider').waitFor();
    },
    async 'file-changed'() {
      await pickOwnFile(page);
      await press('Control+s');
      await page.getByText('Saved mine.json.').waitFor();
      await writeAsOthers(page);
      await press('Control+s');
      await dialog('mine.json was changed').waitFor();
    },
    async 'open-elsewhere'() {
      page = await openTab();
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.keyboard.press('Control+Shift+o');
      await button(/^Set 0/).click();
      await dialog('Open in another tab').waitFor();
    },
  };

  /** What drops or pops up beside something; each is closed by Escape. */
  const popovers: Openings = {
    async 'where to run'() {
      await button(/^Where to run/).click();
      await dialog('Where to run').getByText('WebAssembly', { exact: true }).waitFor();
    },
    async 'a server to be added'() {
      await button(/^Where to run/).click();
      await button('Add a server').click();
      await page.getByRole('form', { name: 'Add a server' }).waitFor();
    },
    async 'how to run'() {
      await button('Run options').click();
      await dialog('Run options').waitFor();
    },
    async 'the list of runs'() {
      await banner()
        .getByRole('button', { name: /show runs$/ })
        .click();
      await page.getByRole('list', { name: 'Ended' }).waitFor();
    },
    async 'the search for nodes'() {
      await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
      await press('Space');
      await page.getByRole('option').first().waitFor();
    },
    async 'the menu of a node'() {
      await page.locator('[data-id=crop-0] h2').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Run up to this node' }).waitFor();
    },
    async 'a list of values'() {
      await page.locator('[data-id=save-0] h2').click();
      await page.getByRole('complementary', { name: 'Inspector' }).getByRole('combobox').first().click();
      await page.getByRole('listbox').waitFor();
    },
  };

  test('on the page, whatever it shows', async () => {
    const found: Record<string, readonly string[]> = {};
    for (const [name, open] of Object.entries(views)) {
      await open();
      found[name] = await seriousViolationsInBothThemes(page);
    }
    expect(found).toEqual(nothingOf(views));
  });

  test('in all that opens above it', async () => {
    await openFromElsewhere();
    expect(await eachIn(layers)).toEqual(nothingOf(layers));
  });

  test('in all that opens beside something', async () => {
    await openFromElsewhere();
    await runAll();
    expect(await eachIn(popovers)).toEqual(nothingOf(popovers));
  });

  async function openFromElsewhere(): Promise<void> {
    await page.goto(new URL(linkTo(crops(0)), page.url()).href);
    await page.getByRole('region', { name: 'Restricted workflow' }).waitFor();
    // Once all of it is in view, its fields are too small to be hit, and not to be.
    await page.locator('[data-id=crop-0] [inert]').first().waitFor({ state: 'attached' });
  }

  async function runAll(): Promise<void> {
    await button('Check and allow…').click();
    await button('Allow running').click();
    await banner().getByRole('button', { name: 'Run', exact: true }).click();
    await press('Control+3');
    await expect.poll(() => gallery().getByRole('listitem').count()).toBe(CROPS);
  }

  /** What is found in each while it is open. The page behind is hidden from readers, and the focus kept from it. */
  async function eachIn(openings: Openings): Promise<unknown> {
    const found: Record<string, readonly string[]> = {};
    const layer = ':is([role=dialog], [role=menu], [role=listbox])';
    for (const [name, open] of Object.entries(openings)) {
      await open();
      found[name] = await seriousViolationsInBothThemes(page, layer);
      await page.keyboard.press('Escape');
      await page.locator(layer).waitFor({ state: 'detached' });
    }
    return found;
  }
});

function nothingOf(openings: Openings): unknown {
  return Object.fromEntries(Object.keys(openings).map((name) => [name, []]));
}
