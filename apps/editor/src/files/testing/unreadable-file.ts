/** A folder as browsers hand it over when it is dropped: a file of no type, with bytes that cannot be read. */
export function unreadableFile(name: string): File {
  const file = new File(['x'.repeat(4096)], name);
  const arrayBuffer = () => Promise.reject(new DOMException('Not found.', 'NotFoundError'));
  const slice = () => Object.assign(new Blob(), { arrayBuffer });
  return Object.assign(file, { arrayBuffer, slice, text: arrayBuffer });
}
