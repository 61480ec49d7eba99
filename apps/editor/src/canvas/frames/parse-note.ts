/** A line or a list of a note. Plain data: what a note holds is never taken for HTML. */
export type NoteBlock =
  | { readonly kind: 'heading' | 'paragraph'; readonly spans: readonly NoteSpan[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly NoteSpan[])[] };

export interface NoteSpan {
  readonly style: 'plain' | 'strong' | 'emphasis' | 'code';
  readonly text: string;
}

const HEADING = /^#{1,3}\s+(.*)$/;
const BULLET = /^\s*[-*]\s+(.*)$/;
const STYLED = /(\*\*[^*\n]+\*\*|\*[^*\n]+\*|`[^`\n]+`)/;

/** Reads the little Markdown that notes know: `# headings`, `- lists`, `**strong**`, `*emphasis*`, `` `code` ``. */
export function parseNote(text: string): NoteBlock[] {
  const blocks: NoteBlock[] = [];
  for (const line of text.split('\n')) {
    const last = blocks.at(-1);
    const bullet = BULLET.exec(line)?.[1];
    const heading = HEADING.exec(line)?.[1];
    if (bullet !== undefined && last?.kind === 'list') {
      blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, spansOf(bullet)] };
    } else if (bullet !== undefined) {
      blocks.push({ kind: 'list', items: [spansOf(bullet)] });
    } else {
      blocks.push({ kind: heading === undefined ? 'paragraph' : 'heading', spans: spansOf(heading ?? line) });
    }
  }
  return blocks;
}

function spansOf(line: string): NoteSpan[] {
  return line
    .split(STYLED)
    .filter((part) => part !== '')
    .map(spanOf);
}

function spanOf(part: string): NoteSpan {
  if (!STYLED.test(part)) return { style: 'plain', text: part };
  if (part.startsWith('**')) return { style: 'strong', text: part.slice(2, -2) };
  return { style: part.startsWith('*') ? 'emphasis' : 'code', text: part.slice(1, -1) };
}
