import {
  clipTextGraph,
  type GraphTraits,
  type OnnxGraph,
  type RecognisedModel,
  unetGraph,
  vaeDecoderGraph,
  vaeEncoderGraph,
  type Weights,
} from '@latentgraph/model-graphs';
import type { ModelComponent } from '@latentgraph/nodes';

/** One component of a checkpoint: the weights stay where they are, and the graph over them is written for each device. */
export interface ComponentGraph {
  readonly kind: 'graph';
  readonly component: ModelComponent;
  /** The file that its weights begin in, as messages name it. */
  readonly path: string;
  /** Of its weights. */
  readonly sizeBytes: number;
  /** Paths of the files that hold its weights. */
  readonly weightFiles: readonly string[];
  /** Whether weights are of fewer bits than float32, so that folding conversions would copy them. */
  readonly halfPrecision: boolean;
  /** Whether its values overflow in float16. */
  readonly needsFloat32: boolean;
  /** The graph for a device of these traits. */
  graph(traits: GraphTraits): OnnxGraph;
}

/** The components that a model's parts make; a VAE without its encoder makes the decoder alone. */
export function componentGraphs({
  family,
  unet,
  vae,
  textEncoders,
}: RecognisedModel): Readonly<Partial<Record<ModelComponent, ComponentGraph>>> {
  const graphs: Partial<Record<ModelComponent, ComponentGraph>> = {};
  const add = (
    component: ModelComponent,
    weights: Weights,
    graph: (traits: GraphTraits, weights: Weights) => OnnxGraph,
    needsFloat32 = false,
  ) => {
    graphs[component] = {
      ...{ kind: 'graph', component, needsFloat32, ...sizesOf(weights) },
      graph: (traits) => graph(traits, weights),
    };
  };
  for (const { role, part } of textEncoders) {
    if (!role) continue;
    add(role.component, part.weights, (traits, weights) => clipTextGraph(part.architecture, weights, traits));
  }
  if (unet) add('unet', unet.weights, (traits, weights) => unetGraph(unet.architecture, weights, traits));
  if (vae) {
    const { architecture } = vae;
    // SDXL's VAE as it was published gives NaN in float16.
    const needsFloat32 = family?.id === 'sdxl' || family?.id === 'sdxl-refiner';
    const half = (ofDecoder: boolean) =>
      new Map([...vae.weights].filter(([name]) => isOfDecoder(name) === ofDecoder));
    if (architecture.encoderResnets !== undefined) {
      const build = (traits: GraphTraits, weights: Weights) => vaeEncoderGraph(architecture, weights, traits);
      add('vae_encoder', half(false), build, needsFloat32);
    }
    if (architecture.decoderResnets !== undefined) {
      const build = (traits: GraphTraits, weights: Weights) => vaeDecoderGraph(architecture, weights, traits);
      add('vae_decoder', half(true), build, needsFloat32);
    }
  }
  return graphs;
}

function isOfDecoder(name: string): boolean {
  return name.startsWith('decoder.') || name.startsWith('post_quant_conv.');
}

function sizesOf(
  weights: Weights,
): Pick<ComponentGraph, 'path' | 'sizeBytes' | 'weightFiles' | 'halfPrecision'> {
  const refs = [...weights.values()];
  return {
    path: refs[0]!.file,
    sizeBytes: refs.reduce((sum, { byteLength }) => sum + byteLength, 0),
    weightFiles: [...new Set(refs.map(({ file }) => file))],
    halfPrecision: refs.some(({ dtype }) => dtype !== 'F32'),
  };
}
