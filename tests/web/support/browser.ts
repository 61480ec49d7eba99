import { type Browser, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { type StaticServer, type StaticServerOptions, startStaticServer } from './static-server.ts';

export interface OpenBrowser {
  readonly browser: Browser;
  readonly server: StaticServer;
  /** A page of the site in a context of its own, with storage of its own. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** False where there is no browser: tests are skipped, and the set-up has said so. */
export const hasBrowser = inject('chromium') !== null;

/** A browser and one of the built sites. */
export async function openBrowser(
  site: 'harness' | 'editor',
  options: StaticServerOptions & { readonly args?: readonly string[] } = {},
): Promise<OpenBrowser> {
  const problem = site === 'editor' ? inject('editorProblem') : null;
  if (problem !== null) throw new Error(problem);
  const server = await startStaticServer(inject(site), options);
  const browser = await chromium.launch({
    executablePath: inject('chromium')!,
    args: ['--no-sandbox', ...(options.args ?? [])],
  });
  return {
    browser,
    server,
    async newPage() {
      const context = await browser.newContext();
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(error));
      await page.goto(server.url);
      if (site === 'harness') await page.waitForFunction('"harness" in globalThis');
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
