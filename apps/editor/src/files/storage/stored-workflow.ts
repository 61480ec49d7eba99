import type { WorkflowDocument } from '@latentgraph/graph-core';
import { z } from 'zod';
import { newKey } from '../../document/new-key.ts';
import { assetsNamedIn } from '../document-assets.ts';

export const originSchema = z.enum(['link', 'file', 'picture', 'clipboard', 'paste']);

/** How a workflow came from elsewhere; `paste`: only a part of it did. */
export type Origin = z.infer<typeof originSchema>;

/** What is kept of a workflow beside its text. */
export interface StoredWorkflow {
  readonly key: string;
  readonly name: string;
  /** Counts the writes. A tab writes only onto what it wrote or read last. */
  readonly revision: number;
  /** In milliseconds since 1970. */
  readonly changedAt: number;
  readonly openedAt: number;
  readonly deletedAt: number | null;
  /** Where it came from, until the person allows it to run. */
  readonly restricted: Origin | null;
  readonly file: DiskFile | null;
  /** Assets that it names, so that the store keeps them. */
  readonly assets: readonly string[];
  readonly nodeCount: number;
  readonly sketch: Sketch;
}

/** A file on the person's disk. */
export interface DiskFile {
  readonly name: string;
  /** With it the same file is written again; browsers without file access have none. */
  readonly handle?: FileSystemFileHandle;
  /** When the file was changed last, by its own account, as it was read or written here. */
  readonly modifiedAt?: number;
  /** Whether pictures are inside. */
  readonly embedsAssets: boolean;
}

/** Where nodes stand, each 0…1 of the graph's width and height: enough to recognise a workflow by. */
export interface Sketch {
  /** Width divided by height. */
  readonly aspect: number;
  readonly nodes: readonly (readonly [x: number, y: number])[];
}

const MAX_SKETCHED = 120;

/** What is kept beside a document that was not kept before. */
export function newStoredWorkflow(
  document: WorkflowDocument,
  { restricted = null, file = null }: Partial<Pick<StoredWorkflow, 'restricted' | 'file'>> = {},
): StoredWorkflow {
  const now = Date.now();
  return {
    key: newKey(),
    revision: 0,
    changedAt: now,
    openedAt: now,
    deletedAt: null,
    restricted,
    file,
    ...describeDocument(document),
  };
}

/** What the list of workflows shows of a document. */
export function describeDocument(
  document: WorkflowDocument,
): Pick<StoredWorkflow, 'name' | 'assets' | 'nodeCount' | 'sketch'> {
  const nodes = Object.values(document.graphs.main.nodes);
  return {
    name: document.name ?? 'Untitled',
    assets: assetsNamedIn(document),
    nodeCount: nodes.length,
    sketch: sketchOf(nodes.slice(0, MAX_SKETCHED).map(({ position }) => position)),
  };
}

function sketchOf(positions: readonly { readonly x: number; readonly y: number }[]): Sketch {
  const xs = positions.map(({ x }) => x);
  const ys = positions.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const width = Math.max(1, Math.max(...xs) - left);
  const height = Math.max(1, Math.max(...ys) - top);
  return {
    aspect: positions.length === 0 ? 1 : width / height,
    nodes: positions.map(({ x, y }) => [round((x - left) / width), round((y - top) / height)]),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
