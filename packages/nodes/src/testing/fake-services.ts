import { type Asset, type AssetStore, ProblemError } from '@latentgraph/graph-core';
import type {
  ImageCodec,
  ModelAccess,
  NodeServices,
  OpenModel,
  OutputSink,
  Pixels,
  TokenizerFiles,
} from '../contract/services.ts';
import type { TextEncoderHandle } from '../contract/values.ts';
import { type Evaluate, Float32Backend } from './float32-backend.ts';

type SavedPicture = Parameters<OutputSink['save']>[0];
type ShownPicture = Parameters<OutputSink['preview']>[0];

export interface FakeModel extends OpenModel {
  readonly tokenizer: TokenizerFiles;
}

export interface FakeServicesOptions {
  /** Stands for the sessions of all models. */
  readonly evaluate?: Evaluate;
  /** By name; every variant of a model is the same. */
  readonly models?: Readonly<Record<string, FakeModel>>;
  readonly wantsPreviews?: boolean;
  /** Of all models together; 1 by default. */
  readonly sizeMultiplePx?: number;
}

/** Services that do their work in memory, and let a test look at what was saved and shown. */
export interface FakeServices extends NodeServices {
  readonly ops: Float32Backend;
  readonly saved: readonly SavedPicture[];
  readonly shown: readonly ShownPicture[];
}

export function fakeServices(options: FakeServicesOptions = {}): FakeServices {
  const saved: SavedPicture[] = [];
  const shown: ShownPicture[] = [];
  return {
    ops: new Float32Backend(options.evaluate),
    models: modelsInMemory(options.models ?? {}),
    images: rawCodec,
    assets: assetsInMemory(),
    outputs: {
      wantsPreviews: options.wantsPreviews ?? true,
      save: async (picture) => void saved.push(picture),
      preview: async (picture) => void shown.push(picture),
    },
    sizeMultiplePx: options.sizeMultiplePx ?? 1,
    saved,
    shown,
  };
}

function modelsInMemory(models: Readonly<Record<string, FakeModel>>): ModelAccess {
  const find = (name: string): FakeModel => {
    const model = Object.hasOwn(models, name) ? models[name] : undefined;
    if (model) return model;
    throw new ProblemError({
      code: 'model-unknown',
      message: `There is no model '${name}'.`,
      remedy: `Choose one of: ${Object.keys(models).join(', ')}.`,
    });
  };
  return {
    async open(name) {
      const { textEncoder, unet, vae, schedulerConfig } = find(name);
      return { textEncoder, unet, vae, schedulerConfig };
    },
    async openPart(name, _variant, part) {
      const { textEncoder, unet, vae, schedulerConfig } = find(name);
      return { unet: { unet, schedulerConfig }, vae: { vae }, textEncoder: { textEncoder } }[part];
    },
    hash: async (name, variant) => `${find(name).unet.model.hash}/${variant}`,
    tokenizer: async ({ model }: TextEncoderHandle) => find(model.name).tokenizer,
  };
}

const HEADER_BYTES = 5;

/** A picture format of our own: channels, width and height, then the pixels as they are. */
const rawCodec: ImageCodec = {
  async encode({ channels, widthPx, heightPx, data }) {
    const bytes = new Uint8Array(HEADER_BYTES + data.length);
    bytes.set([channels, widthPx >> 8, widthPx & 255, heightPx >> 8, heightPx & 255]);
    bytes.set(data, HEADER_BYTES);
    return bytes;
  },
  async decode(bytes): Promise<Pixels> {
    const [channels = 0, widthHigh = 0, widthLow = 0, heightHigh = 0, heightLow = 0] = bytes;
    const [widthPx, heightPx] = [widthHigh * 256 + widthLow, heightHigh * 256 + heightLow];
    const data = bytes.slice(HEADER_BYTES);
    if ((channels === 3 || channels === 4) && data.length === channels * widthPx * heightPx) {
      return { channels, widthPx, heightPx, data };
    }
    throw new ProblemError({
      code: 'picture-unreadable',
      message: 'These bytes are no picture.',
      remedy: 'Choose a picture file.',
    });
  },
};

function assetsInMemory(): AssetStore {
  const assets = new Map<string, Asset>();
  return {
    async put(bytes, mediaType) {
      const hash = fnv1a(bytes);
      assets.set(hash, { hash, mediaType, bytes });
      return hash;
    },
    get: async (hash) => assets.get(hash),
    has: async (hash) => assets.has(hash),
  };
}

/** Enough of a hash to tell a test's few assets apart, as long as a sha256. */
function fnv1a(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(64, '0');
}
