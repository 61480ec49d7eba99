/** Files that the browser keeps for this site. Paths are relative, with forward slashes. */
export interface Vault {
  /** Where they are kept. */
  readonly kind: 'opfs' | 'cache' | 'memory';
  sizeOf(path: string): Promise<number | undefined>;
  /** When a file was last written, in milliseconds since 1970; undefined when there is no such file. */
  writtenAt(path: string): Promise<number | undefined>;
  /** The bytes [from, to) of a file, cut off at its end; undefined when there is no such file. */
  read(path: string, from?: number, to?: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /**
   * Replaces what the file held. A tab that dies meanwhile may leave a part of it.
   *
   * @throws DOMException named QuotaExceededError when there is no room
   */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /**
   * Opens a file to write on at its end, cutting off what lies behind `from`; makes it when it is missing.
   *
   * @throws DOMException named QuotaExceededError when there is no room
   */
  append(path: string, from: number): Promise<Appender>;
  /** Deletes a file, or a folder with all that is in it; what is not there is no error. */
  remove(path: string): Promise<void>;
  /** Paths of all files in a folder and below. */
  list(folder: string): Promise<readonly string[]>;
}

export interface Appender {
  add(bytes: Uint8Array): Promise<void>;
  /** What was added is safe from then on. */
  close(): Promise<void>;
}
