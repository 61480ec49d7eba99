import { isForUs } from './clipboard.ts';
import { type Copies, createCopies } from './copies.ts';

/**
 * The browser's clipboard, and one of the page's own for where the browser keeps its to itself: pages that came over
 * plain http, and people who did not allow it.
 */
export interface PageClipboard {
  /** What was copied in this browser. */
  readonly copies: Copies;
  /** Never fails. @returns whether other pages and programs have it too */
  write(text: string): Promise<boolean>;
  /** Undefined where the browser does not tell and nothing was copied in this page. */
  read(): Promise<string | undefined>;
  /** What is to be pasted where the browser hands over a text. */
  choose(text: string): string;
  /** Told when the browser's own clipboard has something newer. */
  forget(): void;
}

/** @param browser gives the browser's clipboard; undefined where it has none for the page */
export function createPageClipboard(
  browser: () => Pick<Clipboard, 'writeText' | 'readText'> | undefined,
  copies: Copies = createCopies(() => localStorage),
): PageClipboard {
  /** Only what the browser's clipboard did not take. */
  let own: string | undefined;
  const choose = (text: string) => (own === undefined || isForUs(text) ? text : own);
  return {
    copies,
    choose,
    async write(text) {
      own = text;
      try {
        const clipboard = browser();
        await clipboard?.writeText(text);
        if (clipboard) own = undefined;
      } catch {
        // Not allowed: then it is for this page.
      }
      return own === undefined;
    },
    async read() {
      try {
        return choose((await browser()?.readText()) ?? '') || undefined;
      } catch {
        return own;
      }
    },
    forget() {
      own = undefined;
    },
  };
}
