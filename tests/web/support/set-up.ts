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
    harness: string;
    editor: string;
  }
}

/** Finds a browser and builds what it will open, once for all files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = await findChromium();
  const folder = await mkdtemp(join(tmpdir(), 'latentgraph-web-'));
  const [harness, editor] = [join(folder, 'harness'), join(folder, 'editor')];
  if (chromium === undefined) process.stderr.write(SKIPPED);
  else {
    await buildHarness(harness);
    await buildEditor(editor);
  }
  project.provide('chromium', chromium ?? null);
  project.provide('harness', harness);
  project.provide('editor', editor);
  return () => rm(folder, { recursive: true, force: true });
}

const SKIPPED = `
==============================================================================
SKIPPED: all tests in a browser. There is no Chromium on this machine, and none
could be installed. Name one in CHROME_PATH to run them.
==============================================================================
`;
