/** A kind of value that wires carry. Registered, never a closed enum: packages bring their own. */
export interface WireType {
  readonly name: string;
  /** As a message says it: "a latent", "an image". */
  readonly phrase: string;
  readonly description: string;
  /** Wire colour in the editor, as a CSS hex colour. */
  readonly color: string;
  /** Which types this one turns into without a node between, and how. */
  readonly convertsTo?: Readonly<Record<string, (value: never) => unknown>>;
}

/** Says everything about a kind of value; the registry takes it as it is. */
export function defineType(type: WireType): WireType {
  return type;
}

/** Facts about a value that are known before running: latent channels, down-scale factor, embedding width. */
export type Facts = Readonly<Record<string, string | number>>;
