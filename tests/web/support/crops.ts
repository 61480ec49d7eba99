import { readExample } from '../../support/examples.ts';

/** Pictures that a set gives; two sets of them can be seen without scrolling. */
export const CROPS = 4;

/** A picture that is cut into small ones, which takes no model and hardly any time. Those of two sets differ. */
export function crops(set: number): unknown {
  const { assets, graphs } = readExample('inpainting');
  const picture = { ...graphs.main.nodes.picture, position: { x: 0, y: 0 } };
  const numbers = Array.from({ length: CROPS }, (_, index) => index);
  const crop = (index: number) => ({
    ...{ type: 'CropImage', version: 1, position: { x: 400, y: 300 * index } },
    params: { left: 16 * index, top: 16 * set, width: 16, height: 16 },
  });
  const save = (index: number) => ({
    ...{ type: 'SaveImage', version: 1, position: { x: 800, y: 300 * index } },
    params: {},
  });
  const nodes = numbers.flatMap((index) => [
    [`crop-${index}`, crop(index)],
    [`save-${index}`, save(index)],
  ]);
  const edges = numbers.flatMap((index) => [
    { from: { node: 'picture', port: 'image' }, to: { node: `crop-${index}`, port: 'image' } },
    { from: { node: `crop-${index}`, port: 'image' }, to: { node: `save-${index}`, port: 'image' } },
  ]);
  return {
    ...{ format: 'latentgraph', version: 1, name: `Set ${set}`, assets },
    graphs: { main: { nodes: { picture, ...Object.fromEntries(nodes) }, edges } },
  };
}
