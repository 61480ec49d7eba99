/** A text tower of CLIP or open_clip (transformers' CLIPTextModel). Heads are 64 wide in all of them. */
export interface ClipTextArchitecture {
  /** Layers that are used. */
  readonly layers: number;
  /** Layers that the file holds; SD 2's original files hold one more than is used. */
  readonly layersInFile: number;
  readonly width: number;
  readonly heads: number;
  /** Width between `mlp.fc1` and `mlp.fc2`. */
  readonly mlpWidth: number;
  /** Size of the vocabulary; the last two ids are begin and end of text. */
  readonly vocabularySize: number;
  /** Tokens in a row, 77. */
  readonly positions: number;
  /** `quick_gelu`: x · sigmoid(1.702 x), of CLIP's own; `gelu`: exact, by erf, of open_clip's. */
  readonly activation: 'quick_gelu' | 'gelu';
  /** Width of `text_embeds`, where the tower has a `text_projection`. */
  readonly projectionWidth?: number;
}

/** The id that starts a row of tokens. */
export function beginOfTextId(text: ClipTextArchitecture): number {
  return text.vocabularySize - 2;
}

/** The id that ends a row of tokens; the pooled embedding is taken at its first position. */
export function endOfTextId(text: ClipTextArchitecture): number {
  return text.vocabularySize - 1;
}
