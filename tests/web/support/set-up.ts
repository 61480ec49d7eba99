import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import { buildEditor, buildHarness } from './build-site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser; null when none can be had. */
    chromium: string | null;
    /** Folders of the built sites. */
    harness: string;
    editor: string;
    /** Why the editor could not be built, of which only its own tests need to know. */
    editorProblem: string | null;
  }
}

/** Finds a browser and builds what it will open, once for all projects with tests in a browser. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (project.getProvidedContext().harness !== undefined) return async () => {};
  const chromium = await findChromium();
  const folder = await mkdtemp(join(tmpdir(), 'latentgraph-web-'));
  const [harness, editor] = [join(folder, 'harness'), join(folder, 'editor')];
  if (chromium === undefined) process.stderr.write(SKIPPED);
  else {
    await buildHarness(harness);
    const built = buildEditor(editor).then(() => null);
    project.vitest.provide('editorProblem', await built.catch((error: Error) => error.message));
  }
  project.vitest.provide('chromium', chromium ?? null);
  project.vitest.provide('harness', harness);
  project.vitest.provide('editor', editor);
  return () => rm(folder, { recursive: true, force: true });
}

const SKIPPED = `
==============================================================================
SKIPPED: all tests in a browser. There is no Chromium on this machine, and none
could be installed. Name one in CHROME_PATH to run them.
==============================================================================
`;
