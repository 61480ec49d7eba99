/**
 * The only way that commands print. What documents and models say could hold control characters that move the
 * cursor, recolour or rename the terminal; they are shown, never obeyed.
 */

/** All control characters but line feed and tab, and the marks that reverse the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text with control characters written as `\uXXXX`; JSON stays the same JSON. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The same for what has to stay on one line, such as a name inside a message. */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** Prints a result, with a line feed, on stdout. */
export function print(text: string): void {
  process.stdout.write(`${printable(text)}\n`);
}

/** Prints what accompanies a result (progress, warnings, errors), with a line feed, on stderr. */
export function printNote(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}

/** A reader that went away (`| head`) ends the printing, not the command: a run still saves its pictures. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
