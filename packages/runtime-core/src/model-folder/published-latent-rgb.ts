import type { LatentRgb } from '@latentgraph/nodes';

/**
 * Linear latent→RGB maps of well-known VAEs, for folders whose latentgraph.json has none. They were fitted by users of
 * those models and are published with InvokeAI (Apache 2.0): SD 1.x by torridgristle after keturn's and erucipe's thread
 * "Decoding latents to RGB without upscaling", SDXL by StAlKeR7779. They are rough: hues hold, contrast is less sure.
 *
 * A VAE's scaling factor tells its family: fine-tunes keep it, and SD 2 shares the latents of SD 1.
 */
const MAPS: readonly (LatentRgb & { readonly scalingFactor: number })[] = [
  {
    scalingFactor: 0.18215,
    factors: [
      [0.3444, 0.1385, 0.067],
      [0.1247, 0.4027, 0.1494],
      [-0.3192, 0.2513, 0.2103],
      [-0.1307, -0.1874, -0.7445],
    ],
    bias: [0, 0, 0],
  },
  {
    scalingFactor: 0.13025,
    factors: [
      [0.3816, 0.493, 0.532],
      [-0.3753, 0.1631, 0.1739],
      [0.177, 0.3588, -0.2048],
      [-0.435, -0.2644, -0.4289],
    ],
    bias: [0, 0, 0],
  },
];

/** @param scalingFactor as the VAE's config states it; no map goes by an assumed one */
export function publishedLatentRgb(channels: number, scalingFactor: number | undefined): LatentRgb | null {
  const map = MAPS.find(
    (known) => known.scalingFactor === scalingFactor && known.factors.length === channels,
  );
  return map ? { factors: map.factors, bias: map.bias } : null;
}
