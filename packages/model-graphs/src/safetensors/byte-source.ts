/** Bytes that are read in ranges: a file, a dropped blob, a URL. Nothing here reads more than it asks for. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes [from, to); both lie within the size. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** Reads [from, to) within the source's end; undefined where the source gives fewer bytes than its size promises. */
export async function readRange(
  source: ByteSource,
  from: number,
  to: number,
): Promise<Uint8Array | undefined> {
  if (to > source.sizeBytes) return undefined;
  const bytes = await source.read(from, to);
  return bytes.length === to - from ? bytes : undefined;
}
