import type { Asset, Problem, WorkflowDocument } from '@latentgraph/graph-core';
import { problem } from '@latentgraph/graph-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { fingerprintOf } from '../document/fingerprint.ts';
import { assetBlob } from '../files/asset-blob.ts';
import type { OutputView, RunView } from '../run/run-view.ts';
import type { EditorDatabase } from './database.ts';
import type { GalleryResult } from './gallery-result.ts';
import { type KeptResults, keepResults, removeResults } from './kept-results.ts';
import { promptOf } from './prompt-of.ts';
import { seedOf } from './seed-of.ts';
import { makeThumbnail } from './thumbnail.ts';

export interface GalleryState {
  /** Newest first. */
  readonly results: readonly GalleryResult[];
  /** False until the browser's database has been read, or could not be. */
  readonly loaded: boolean;
  /** Whether there may be results that the list does not have. */
  readonly unreadable: boolean;
  /** The one that another is to be compared with. */
  readonly compared: GalleryResult | undefined;
}

/** What was taken away, so that it can be put back. */
export interface RemovedResults {
  putBack(): Promise<void>;
}

/** The results of all runs, kept by the browser until they are deleted. */
export interface Gallery {
  readonly store: StoreApi<GalleryState>;
  /** Keeps a picture that a run has just given; one that does not fit is reported, and nothing else is dropped for it. */
  add(view: RunView, output: OutputView, asset: Asset): Promise<void>;
  remove(ids: readonly string[]): Promise<RemovedResults>;
  /** Undefined also where the browser does not read what it keeps. */
  picture(asset: string): Promise<Asset | undefined>;
  thumbnail(asset: string): Promise<Blob | undefined>;
  /** The workflow that a result was made by, with the seeds that were used. */
  workflow(result: GalleryResult): Promise<WorkflowDocument | undefined>;
}

export interface GalleryOptions {
  readonly database: () => Promise<EditorDatabase | undefined>;
  onProblem(problem: Problem): void;
}

/** Tells other tabs of this browser that their list is out of date. */
const CHANNEL = 'latentgraph-results';

export function createGallery({ database, onProblem }: GalleryOptions): Gallery {
  const store = createStore<GalleryState>(() => ({
    results: [],
    loaded: false,
    unreadable: true,
    compared: undefined,
  }));
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.onmessage = () => void load();
  void load();

  async function load(): Promise<void> {
    try {
      const results = await (await database())?.getAll('results');
      store.setState({
        results: newestFirst(results ?? []),
        loaded: true,
        unreadable: results === undefined,
      });
    } catch (error) {
      store.setState({ loaded: true, unreadable: true });
      onProblem(notRead(error));
    }
  }

  async function write(made: KeptResults): Promise<void> {
    const kept = await database();
    if (kept === undefined) throw new Error('This browser keeps nothing.');
    await keepResults(kept, made);
    const ids = new Set(made.results.map(({ id }) => id));
    const others = store.getState().results.filter(({ id }) => !ids.has(id));
    store.setState({ results: newestFirst([...others, ...made.results]) });
    tabs.postMessage('changed');
  }

  return {
    store,
    async add(view, output, asset) {
      const bytes = assetBlob(asset);
      const { mediaType } = asset;
      const result = resultOf(view, output);
      try {
        const thumbnail = await makeThumbnail(bytes);
        await write({
          results: [result],
          pictures: [{ asset: output.asset, mediaType, bytes, thumbnail }],
          workflows: [{ run: view.key, document: view.document }],
        });
      } catch (error) {
        onProblem(notKept(error));
      }
    },
    async remove(ids) {
      const kept = await database();
      if (kept === undefined) return { putBack: async () => undefined };
      const removed = await removeResults(kept, ids);
      store.setState(({ results }) => ({ results: results.filter(({ id }) => !ids.includes(id)) }));
      tabs.postMessage('changed');
      return { putBack: () => write(removed).catch((error) => onProblem(notKept(error))) };
    },
    async picture(asset) {
      try {
        const picture = await (await database())?.get('pictures', asset);
        if (picture === undefined) return undefined;
        const bytes = new Uint8Array(await picture.bytes.arrayBuffer());
        return { hash: asset, mediaType: picture.mediaType, bytes };
      } catch {
        return undefined;
      }
    },
    async thumbnail(asset) {
      return (await (await database())?.get('pictures', asset))?.thumbnail;
    },
    async workflow({ run }) {
      return (await (await database())?.get('workflows', run))?.document;
    },
  };
}

/** All results are read at once: the whole prompt is in the workflow. */
const LONGEST_PROMPT = 500;

function resultOf(view: RunView, output: OutputView): GalleryResult {
  const { key, workflow, document, seeds, place, device, live, askedAt, startedAt } = view;
  const madeAt = Date.now();
  const { asset, node, index } = output;
  const prompt = promptOf(document, [node])?.slice(0, LONGEST_PROMPT);
  const seed = seedOf(document, seeds, [node]);
  return {
    ...output,
    // While a person turns a knob only the last picture counts.
    id: live ? `live-${workflow}-${node}-${index}` : `${asset}-${node}-${index}`,
    run: key,
    workflow,
    fingerprint: fingerprintOf(document),
    name: document.name ?? 'Untitled',
    ...(prompt === undefined ? {} : { prompt }),
    ...(seed === undefined ? {} : { seed }),
    seeds,
    place,
    device,
    madeAt,
    elapsedMs: madeAt - (startedAt ?? askedAt),
  };
}

function newestFirst(results: readonly GalleryResult[]): readonly GalleryResult[] {
  return results.toSorted((one, other) => other.madeAt - one.madeAt);
}

function notKept(error: unknown): Problem {
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  return problem({
    code: full ? 'gallery-full' : 'gallery-closed',
    message: full
      ? 'The browser has no room for more results: this picture is not in the gallery.'
      : 'The browser did not keep this picture: it is not in the gallery.',
    remedy: full
      ? 'Download it from its node, delete results that you no longer want, and run again.'
      : 'Download it from its node. Private windows often keep nothing.',
  });
}

function notRead(error: unknown): Problem {
  return problem({
    code: 'gallery-unreadable',
    message: `The browser did not read the results that it keeps: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'They are still kept: reload the page to see them.',
  });
}
