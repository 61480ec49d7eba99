/**
 * What words are made of, in every script: letters with their marks, digits, and the joiners that Indic and Persian
 * spelling needs. For character classes of regular expressions with the flag `u`.
 */
export const WORD_CHARACTERS = String.raw`\p{L}\p{M}\p{N}\p{Join_Control}`;

/** File systems take 255 bytes; a number, an ending and the names of temporary files need some of them. */
const MAX_BYTES = 200;

/** The beginning of a text that fits into a file name, cut between letters and never between a letter and its marks. */
export function cutToFileName(text: string): string {
  let cut = '';
  let bytes = 0;
  for (const [letter] of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    for (const character of letter) bytes += utf8Length(character.codePointAt(0)!);
    if (bytes > MAX_BYTES) break;
    cut += letter;
  }
  return cut;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
