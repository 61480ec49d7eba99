import type { Tensor } from '../contract/tensor.ts';
import type { ImageValue } from '../contract/values.ts';
import { type FakeServices, fakeServices } from './fake-services.ts';

/** An encoder that gives every cell the red of its top left pixel, as mean beside a variance, or as a sample. */
export function redEncoder(output: 'latent_parameters' | 'latent_sample'): FakeServices {
  return fakeServices({
    async evaluate(_, component, feeds, ops) {
      if (component !== 'vae_encoder') throw new Error(`It has no ${component}.`);
      const red = await ops.slice(feeds.sample as Tensor, 1, 0, 1);
      const [height, width] = red.dims.slice(2) as [number, number];
      const mean = await ops.resize(red, height / 2, width / 2, 'nearest');
      const variance = await ops.combine([[100, mean]]);
      return { [output]: output === 'latent_sample' ? mean : await ops.concat([mean, variance], 1) };
    },
  });
}

/** A row of two cells, 2 × 4 pixels, all of one color. */
export async function plainImage({ ops }: FakeServices, value: number, widthPx = 4): Promise<ImageValue> {
  return { tensor: await ops.upload(new Float32Array(2 * widthPx * 3).fill(value), [1, 2, widthPx, 3]) };
}
