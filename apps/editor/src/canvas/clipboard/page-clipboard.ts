import { writeClipboard } from '../../ui/write-clipboard.ts';
import { isForUs } from './clipboard.ts';
import { type Copies, createCopies } from './copies.ts';

/**
 * The browser's clipboard, and what was last copied in this page for where the browser keeps its own to itself: pages
 * that came over plain http cannot read it, and people may not allow it.
 */
export interface PageClipboard {
  /** What was copied in this browser. */
  readonly copies: Copies;
  /** Never fails. @returns whether other pages and programs have it too */
  write(text: string): Promise<boolean>;
  /** Undefined where the browser does not tell and nothing was copied in this page. */
  read(): Promise<string | undefined>;
  /** What is to be pasted where the browser hands over a text: what it could not take counts as newer. */
  choose(text: string): string;
  /** Told when the browser's clipboard has, or may have, something newer. */
  forget(): void;
}

/** The clipboard of the browser. */
export interface BrowserClipboard {
  /** @returns whether it took the text */
  write(text: string): Promise<boolean>;
  /** @throws where it does not tell */
  read(): Promise<string>;
}

const theBrowsers: BrowserClipboard = { write: writeClipboard, read: () => navigator.clipboard.readText() };

export function createPageClipboard(
  browser: BrowserClipboard = theBrowsers,
  copies: Copies = createCopies(() => localStorage),
): PageClipboard {
  let last: { readonly text: string; readonly isTaken: boolean } | undefined;
  const choose = (text: string) => (!last || last.isTaken || isForUs(text) ? text : last.text);
  return {
    copies,
    choose,
    async write(text) {
      const isTaken = await browser.write(text);
      last = { text, isTaken };
      return isTaken;
    },
    async read() {
      try {
        return choose(await browser.read()) || undefined;
      } catch {
        return last?.text;
      }
    },
    forget() {
      last = undefined;
    },
  };
}
