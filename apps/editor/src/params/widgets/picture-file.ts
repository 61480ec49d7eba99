/** The first picture among what was dropped or pasted. */
export function pictureFileOf(transfer: DataTransfer | null): File | undefined {
  return [...(transfer?.files ?? [])].find(({ type }) => type.startsWith('image/'));
}
