const LARGEST_PERIOD = 10_000;
const SCALE = 1000;

/**
 * How latent consistency models are told their guidance scale: sines, then cosines, of 1000 · (scale − 1) at
 * geometrically falling frequencies (Meng et al. 2023; diffusers' get_guidance_scale_embedding).
 *
 * @param width of the model's `timestep_cond`; an odd one ends in 0
 */
export function guidanceEmbedding(scale: number, width: number): Float32Array<ArrayBuffer> {
  const half = Math.floor(width / 2);
  const embedding = new Float32Array(width);
  for (let i = 0; i < half; i++) {
    const angle = (scale - 1) * SCALE * LARGEST_PERIOD ** (-i / (half - 1));
    embedding[i] = Math.sin(angle);
    embedding[half + i] = Math.cos(angle);
  }
  return embedding;
}
