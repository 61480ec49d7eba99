import type { WorkflowDocument } from '@latentgraph/graph-core';
import type { PictureRef } from '../run/run-view.ts';
import type { UsedSeeds } from '../run/settle-seeds.ts';

/** A picture that a run gave, and how it came about. */
export interface GalleryResult extends PictureRef {
  /** The same picture of the same node has the same id, however often it is made. */
  readonly id: string;
  readonly node: string;
  /** Position in the batch, from 0. */
  readonly index: number;
  /** What a file made of it is called, without number and extension. */
  readonly prefix?: string;
  /** Key of the run, under which its workflow is kept. */
  readonly run: string;
  /** Key of the workflow that was open. */
  readonly workflow: string;
  /** Of the document as it was run. */
  readonly fingerprint: string;
  /** Name of the workflow. */
  readonly name: string;
  /** The words that it was painted by, the first of them. */
  readonly prompt?: string;
  /** By which it is found again. */
  readonly seed?: number | string;
  /** All of the run. */
  readonly seeds: UsedSeeds;
  /** `This browser`, or the name of a server. */
  readonly place: string;
  readonly device: string | undefined;
  /** When it came out, in milliseconds since 1970. */
  readonly madeAt: number;
  /** From the start of the run until then. */
  readonly elapsedMs: number;
}

export interface KeptPicture {
  readonly asset: string;
  readonly mediaType: string;
  readonly bytes: Blob;
  readonly thumbnail: Blob;
}

export interface KeptWorkflow {
  readonly run: string;
  /** As it was run, seeds fixed. */
  readonly document: WorkflowDocument;
}
