/** "1 picture", "3 pictures". */
export function picturesText(count: number): string {
  return count === 1 ? '1 picture' : `${count} pictures`;
}

/** Bytes as people say them: "640 kB", "2.1 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
