import type { ModelComponent, TextTower } from '@latentgraph/nodes';
import type { ComponentGraph } from '../checkpoint/component-graph.ts';
import type { Recognised } from '../checkpoint/recognise-folder.ts';
import type { ComponentFile } from './components.ts';
import type { ModelConfigs } from './configs.ts';
import type { ModelMeasures } from './measures.ts';
import type { ModelFile, ModelFiles } from './model-files.ts';
import type { TokenizerTraits } from './tokenizer.ts';

/** A folder in the Diffusers layout, or one that holds a checkpoint, its files listed and its configs read. */
export interface ModelFolder {
  readonly name: string;
  readonly source: ModelFiles;
  readonly files: readonly ModelFile[];
  readonly sizeBytes: number;
  /** `''` is the plain `model.onnx`, or the checkpoint as it is. */
  readonly variants: readonly string[];
  readonly configs: ModelConfigs;
}

/** What a session of a component is opened from: an ONNX file of the folder, or a graph over the weights of a checkpoint. */
export type ComponentSource = ComponentFile | ComponentGraph;

/** One choice of files out of a folder, checked and measured. */
export interface ModelVariant {
  readonly folder: ModelFolder;
  /** As asked, but `''` where that means the same files. */
  readonly variant: string;
  readonly components: Readonly<Partial<Record<ModelComponent, ComponentSource>>>;
  readonly measures: ModelMeasures;
  /** What a checkpoint is; absent in a folder of ONNX files. */
  readonly checkpoint?: Checkpoint;
}

/** What is known of a checkpoint beside its graphs. */
export interface Checkpoint {
  readonly recognised: Recognised;
  /** What each text encoder expects of its tokenizer, which a checkpoint seldom brings. */
  readonly tokenizers: Readonly<Partial<Record<TextTower['component'], TokenizerTraits>>>;
}
