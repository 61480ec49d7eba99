import type { Problem } from '@latentgraph/graph-core';
import { createWebRuntime, type WebRuntime } from '@latentgraph/runtime-web';
import type { StoreApi } from 'zustand/vanilla';
import type { Editor } from '../document/editor.ts';
import { assetBlob } from '../files/asset-blob.ts';
import type { FileServices } from '../files/file-services.ts';
import { openDatabase } from '../gallery/database.ts';
import { createGallery, type Gallery } from '../gallery/gallery.ts';
import type { Notices } from '../ui/notices.ts';
import { followTitle } from './follow-title.ts';
import { keepOutput } from './keep-output.ts';
import { createKeptView } from './kept-view.ts';
import { startLiveRuns } from './live-runs.ts';
import { createPictureUrls, type PictureUrls } from './picture-urls.ts';
import { createRunMemory } from './run-memory.ts';
import { createRuns } from './run-queue.ts';
import { createRunSettings, type RunSettings } from './run-settings.ts';
import type { Runs } from './runs.ts';
import type { BrowserDevice } from './runtimes/choice.ts';
import { ownServer } from './runtimes/own-server.ts';
import { createRuntimes, type Runtimes } from './runtimes/runtimes.ts';
import { watchServer } from './runtimes/watch-server.ts';
import { announceQuarters, createRunTeller } from './tell-runs.ts';

/** What runs workflows, and keeps what comes of it. */
export interface RunServices {
  readonly runs: Runs;
  readonly runtimes: Runtimes;
  readonly runSettings: StoreApi<RunSettings>;
  readonly gallery: Gallery;
  readonly pictureUrls: PictureUrls;
  /** Of the gallery's results, made small. */
  readonly thumbnailUrls: PictureUrls;
  /** What this browser keeps for runs; to be closed by who opened it. */
  openStorage(): WebRuntime;
}

export interface RunServicesOptions extends Pick<FileServices, 'assets' | 'files'> {
  readonly editor: Editor;
  readonly notices: Notices;
  /** Selects a node and brings it into view. */
  goTo(node: string): void;
}

export function createRunServices(options: RunServicesOptions): RunServices {
  const { editor, notices, goTo, assets, files } = options;
  const onProblem = (problem: Problem) => notices.problems([problem]);
  const gallery = createGallery({ database: openDatabase, onProblem });
  const runtimes = createRuntimes({ createBrowserRuntime, own: ownServer() });
  const runSettings = createRunSettings();
  const openWorkflow = () => files.store.getState().key;
  const mayRun = () => files.store.getState().restricted === null;
  const keptView = createKeptView();
  const runs = createRuns({
    runtimes,
    memory: createRunMemory(openDatabase),
    onEnd: createRunTeller({ notices, editor, goTo }),
    openWorkflow,
    mayRun,
    keptView: () => keptView(gallery.store.getState().results, openWorkflow(), editor.document),
    findAsset: async (hash) => (await assets.get(hash)) ?? gallery.picture(hash),
    onOutput: (view, output, runtime) => keepOutput(view, output, runtime, { gallery, onProblem }),
  });
  startLiveRuns({ editor, runs, mayRun, settings: runSettings });
  followTitle(editor, runs);
  announceQuarters(runs, notices);
  watchServer(runtimes, {
    isBusy: () => runs.store.getState().queue.length > 0,
    onAway: (url) => runs.lostSight(url),
  });
  files.store.subscribe(({ key }, before) => key !== before.key && runs.workflowChanged());
  gallery.store.subscribe(({ loaded }, before) => loaded && !before.loaded && runs.workflowChanged());
  void runs.resume();
  return {
    runs,
    runtimes,
    runSettings,
    gallery,
    pictureUrls: createPictureUrls(async (hash) => {
      const asset = await runs.picture(hash);
      return asset && assetBlob(asset);
    }),
    thumbnailUrls: createPictureUrls((asset) => gallery.thumbnail(asset)),
    // In a worker of its own, which computes nothing and wants no GPU.
    openStorage: () => createBrowserRuntime('wasm'),
  };
}

/** The runtime's copies of what the gallery and the store of assets keep. */
const COPIES_BYTES = 256 * 2 ** 20;

function createBrowserRuntime(device: BrowserDevice) {
  return createWebRuntime({
    worker: () => new Worker(new URL('../runtime-worker.ts', import.meta.url), { type: 'module' }),
    modelListUrl: new URL('models.json', document.baseURI).href,
    previews: true,
    assetBudgetBytes: COPIES_BYTES,
    device,
  });
}
