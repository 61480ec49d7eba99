import type { AssetStore } from '@latentgraph/graph-core';
import type { Backend } from './backend.ts';
import type { SchedulerConfigValue, TextEncoderHandle, TextTower, UNetHandle, VaeHandle } from './values.ts';

/** What a runtime gives to running nodes. */
export interface NodeServices {
  readonly ops: Backend;
  readonly models: ModelAccess;
  readonly images: ImageCodec;
  readonly assets: AssetStore;
  readonly outputs: OutputSink;
  /** What the sides of a picture must be multiples of to suit every model of the workflow; sizes are advised by it. */
  readonly sizeMultiplePx: number;
}

export interface ModelAccess {
  /** @throws ProblemError when there is no such model or its folder cannot be used. */
  open(name: string, variant: string): Promise<OpenModel>;
  /**
   * One part of a model, which need not have the others.
   *
   * @throws ProblemError as `open`
   */
  openPart<Part extends ModelPart>(name: string, variant: string, part: Part): Promise<OpenParts[Part]>;
  /** Over names and contents of the model's files; part of cache keys. `part`: all that the model needs to have. */
  hash(name: string, variant: string, part?: ModelPart): Promise<string>;
  /** Of one tower of the text encoder. */
  tokenizer(textEncoder: TextEncoderHandle, tower: TextTower): Promise<TokenizerFiles>;
}

/** The handles that a Checkpoint puts out; reading them opens no session. */
export interface OpenModel {
  readonly textEncoder: TextEncoderHandle;
  readonly unet: UNetHandle;
  readonly vae: VaeHandle;
  readonly schedulerConfig: SchedulerConfigValue;
}

/** What can be taken of a model without the rest. */
export type ModelPart = 'unet' | 'vae' | 'textEncoder';

/** What each part puts out: how a UNet was trained, its scheduler's settings say. */
export interface OpenParts {
  readonly unet: Pick<OpenModel, 'unet' | 'schedulerConfig'>;
  readonly vae: Pick<OpenModel, 'vae'>;
  readonly textEncoder: Pick<OpenModel, 'textEncoder'>;
}

/** The tokenizer folder, parsed as JSON where it is JSON. */
export interface TokenizerFiles {
  readonly vocab: Readonly<Record<string, number>>;
  /** merges.txt, as it stands. */
  readonly merges: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly specialTokens: Readonly<Record<string, unknown>>;
}

/** 8-bit RGB or RGBA, row-major. */
export interface Pixels {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

export type ImageFormat = 'png' | 'webp' | 'jpeg';

export interface ImageCodec {
  /** Upright by EXIF orientation, in sRGB. @throws ProblemError when it is no picture or has too many pixels. */
  decode(bytes: Uint8Array): Promise<Pixels>;
  encode(
    pixels: Pixels,
    options: { readonly format: ImageFormat; readonly quality?: number },
  ): Promise<Uint8Array>;
}

export interface OutputSink {
  /** Keeps one finished picture and tells the run's listeners. */
  save(picture: {
    readonly node: string;
    readonly port: string;
    readonly index: number;
    readonly prefix?: string;
    readonly pixels: Pixels;
    readonly format: ImageFormat;
    readonly quality?: number;
    /** Write the workflow, seeds, model and runtime into the file. */
    readonly embedWorkflow: boolean;
  }): Promise<void>;
  /** Shows a passing picture; may be dropped when nobody looks. */
  preview(picture: {
    readonly node: string;
    readonly zone?: string;
    /** 1-based */
    readonly step?: number;
    readonly pixels: Pixels;
  }): Promise<void>;
  /** Whether previews reach anyone; nodes skip the work of making one otherwise. */
  readonly wantsPreviews: boolean;
}
