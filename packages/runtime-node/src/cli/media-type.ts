/** How files begin that nodes can read; null stands for any byte. */
const signatures: readonly { readonly mediaType: string; readonly start: readonly (number | null)[] }[] = [
  { mediaType: 'image/png', start: ascii('\x89PNG') },
  { mediaType: 'image/jpeg', start: ascii('\xff\xd8\xff') },
  { mediaType: 'image/webp', start: [...ascii('RIFF'), null, null, null, null, ...ascii('WEBP')] },
];

/** The media type of a file by its first bytes; `application/octet-stream` when nodes cannot read it. */
export function mediaTypeOf(bytes: Uint8Array): string {
  const found = signatures.find(({ start }) =>
    start.every((byte, at) => byte === null || bytes[at] === byte),
  );
  return found?.mediaType ?? 'application/octet-stream';
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
