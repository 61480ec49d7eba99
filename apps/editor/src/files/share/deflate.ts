/** Raw DEFLATE (RFC 1951) of texts, by the streams that browsers have. */

export async function deflateText(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export type Inflated =
  | { readonly kind: 'text'; readonly text: string }
  /** More than the limit came out: a few kilobytes can hold gigabytes. The rest was not unpacked. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'damaged' };

/** Unpacks bytes of any origin, holding at most `limitBytes` and one chunk of what comes out. */
export async function inflateText(bytes: Uint8Array<ArrayBuffer>, limitBytes: number): Promise<Inflated> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  let size = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length;
      if (size > limitBytes) {
        await reader.cancel();
        return { kind: 'too-large' };
      }
      parts.push(decoder.decode(read.value, { stream: true }));
    }
    parts.push(decoder.decode());
    return { kind: 'text', text: parts.join('') };
  } catch {
    return { kind: 'damaged' };
  }
}
