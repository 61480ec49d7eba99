import type { AssetStore, RunEventBody } from '@latentgraph/graph-core';
import type { ImageCodec, ImageFormat, OutputSink } from '@latentgraph/nodes';
import { embedProvenance, type Provenance } from './provenance.ts';

const MEDIA_TYPES: Readonly<Record<ImageFormat, string>> = {
  png: 'image/png',
  webp: 'image/webp',
  jpeg: 'image/jpeg',
};

export interface OutputSinkOptions {
  readonly images: ImageCodec;
  /** Keeps finished pictures. */
  readonly assets: AssetStore;
  /** Keeps passing ones for a while; null when nobody looks. */
  readonly previews: AssetStore | null;
  /** Made when the first picture is saved: serialising a workflow takes time. */
  readonly provenance: () => Provenance;
  emit(event: RunEventBody): void;
}

/** Encodes pictures, writes into PNGs where they came from, keeps them as assets and announces them. */
export function createOutputSink({
  images,
  assets,
  previews,
  provenance,
  emit,
}: OutputSinkOptions): OutputSink {
  return {
    wantsPreviews: previews !== null,
    async save({ node, port, index, prefix, pixels, format, quality, embedWorkflow }) {
      const encoded = await images.encode(pixels, { format, ...(quality === undefined ? {} : { quality }) });
      const bytes = embedWorkflow && format === 'png' ? embedProvenance(encoded, provenance()) : encoded;
      const mediaType = MEDIA_TYPES[format];
      const asset = await assets.put(bytes, mediaType);
      const { widthPx, heightPx } = pixels;
      emit({
        ...{ type: 'output', node, port, index, asset, mediaType, widthPx, heightPx },
        ...(prefix === undefined ? {} : { prefix }),
      });
    },
    async preview({ node, zone, step, pixels }) {
      if (!previews) return;
      const asset = await previews.put(await images.encode(pixels, { format: 'png' }), MEDIA_TYPES.png);
      const { widthPx, heightPx } = pixels;
      emit({
        ...{ type: 'preview', node, asset, mediaType: MEDIA_TYPES.png, widthPx, heightPx },
        ...(zone === undefined ? {} : { zone }),
        ...(step === undefined ? {} : { step }),
      });
    },
  };
}
