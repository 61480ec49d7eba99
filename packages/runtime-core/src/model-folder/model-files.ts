/** One file of a model folder. */
export interface ModelFile {
  /** Relative to the folder, with forward slashes: `unet/model.onnx`. */
  readonly path: string;
  readonly sizeBytes: number;
  /** When it was last written, in milliseconds from any origin. */
  readonly modifiedMs: number;
}

/** A model folder as the runtime sees it: a directory, an origin-private file system, a set of URLs. */
export interface ModelFiles {
  list(): Promise<readonly ModelFile[]>;
  readText(path: string): Promise<string>;
  /** The bytes [from, to) of a file, cut off at its end. */
  readBytes(path: string, from: number, to: number): Promise<Uint8Array>;
}
