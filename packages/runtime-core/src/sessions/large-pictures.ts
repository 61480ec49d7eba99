import type { Feed, ModelComponent } from '@latentgraph/nodes';

/** The feed that a component takes its pictures by, and how many of its cells stand for one of the latent. */
const PICTURES: Readonly<Partial<Record<ModelComponent, { readonly feed: string; readonly cells: number }>>> =
  {
    unet: { feed: 'sample', cells: 1 },
    vae_decoder: { feed: 'latent_sample', cells: 1 },
    vae_encoder: { feed: 'sample', cells: 64 },
  };

/** Whether what a component is fed are pictures of more latent cells, each, than `mostCells`. */
export function feedsLargePictures(
  component: ModelComponent,
  feeds: Readonly<Record<string, Feed>>,
  mostCells: number,
): boolean {
  const pictures = PICTURES[component];
  const sample = pictures && feeds[pictures.feed];
  if (!sample || typeof sample === 'number') return false;
  const cells = sample.dims.slice(2).reduce((product, side) => product * side, 1) / pictures.cells;
  return cells > mostCells;
}
