import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { drag, type Point, pull } from './gestures.ts';
import type { StaticServer } from './static-server.ts';

export interface EditorVisitor {
  readonly server: StaticServer;
  /** Somebody who has never been here: new for each test. */
  readonly context: BrowserContext;
  /** Somebody else: to be closed by the test. */
  newContext(other?: BrowserContextOptions): Promise<BrowserContext>;
  /** @param address below the site's own, or a whole one */
  openTab(address?: string): Promise<Page>;
}

export interface EditorPage extends EditorVisitor {
  node(id: string): Locator;
  /** @param name as `node.port` */
  port(name: string, side: 'input' | 'output'): Locator;
  press(...keys: readonly string[]): Promise<void>;
  /** Presses at one place and moves the pointer to another, where it stays pressed. */
  pull(from: Locator | Point, to: Locator | Point): Promise<void>;
  /** As `pull`, and lets go. */
  drag(from: Locator | Point, to: Locator | Point): Promise<void>;
}

export interface EditorPageOptions extends BrowserContextOptions {
  /** Is given the page of each test before it is opened. */
  prepare(page: Page): unknown;
}

/** The editor's site for the tests around, each with storage of its own. An error that a page does not catch fails the test. */
export function useEditorVisitor(options: BrowserContextOptions = {}): EditorVisitor {
  let open: OpenBrowser;
  let context: BrowserContext;
  let errors: Error[];

  beforeAll(async () => {
    open = await openBrowser('editor');
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    errors = [];
    context = await open.browser.newContext({ reducedMotion: 'reduce', ...options });
    context.on('weberror', (uncaught) => errors.push(uncaught.error()));
    // Without the system's picker, which a test cannot reach, files go to the downloads.
    await context.addInitScript('delete window.showSaveFilePicker');
  });
  afterEach(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });

  return {
    get server() {
      return open.server;
    },
    get context() {
      return context;
    },
    newContext: (other) => open.browser.newContext({ ...options, ...other }),
    async openTab(address = '') {
      const page = await context.newPage();
      await page.goto(new URL(address, open.server.url).href);
      return page;
    },
  };
}

/** As `useEditorVisitor`, with the first workflow open on one page, all of its nodes drawn. */
export function useEditorPage({ prepare, ...options }: EditorPageOptions): EditorPage {
  const visitor = useEditorVisitor(options);
  let page: Page;

  beforeEach(async () => {
    page = await visitor.context.newPage();
    await prepare(page);
    await page.goto(visitor.server.url);
    await nodesAreDrawn(page);
  });

  const node = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  return Object.assign(visitor, {
    node,
    port(name: string, side: 'input' | 'output') {
      const [id, port] = name.split('.');
      return node(id!).locator(`[data-side="${side}"][data-port="${port}"]`);
    },
    async press(...keys: readonly string[]) {
      for (const key of keys) await page.keyboard.press(key);
    },
    pull: (from: Locator | Point, to: Locator | Point) => pull(page, from, to),
    drag: (from: Locator | Point, to: Locator | Point) => drag(page, from, to),
  });
}

/** Waits until every node has its ports: until then it is drawn as seen from afar, and may change its size. */
export async function nodesAreDrawn(page: Page): Promise<void> {
  await page.locator('.react-flow__node-node').first().waitFor();
  const fromAfar = page.locator('.react-flow__node-node:not(:has([data-port]))');
  await expect.poll(() => fromAfar.count()).toBe(0);
}

/** Finds a command or a node in the palette by its title, and chooses it. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command or a node' });
  await field.and(page.locator(':focus')).waitFor();
  await page.keyboard.type(title);
  await page.locator('[role=option][aria-selected=true]', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}

/** Waits until what a selector finds has the focus. */
export function focusReaches(page: Page, selector: string): Promise<void> {
  return page.locator(selector).and(page.locator(':focus')).waitFor({ state: 'attached' });
}
