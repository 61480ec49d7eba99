import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** So many frames without a change: whatever was to be measured, fitted or scrolled has been. */
const STILL_FRAMES = 3;

/** Where an element is in the window, once it is drawn and stands still. */
export async function boxOf(element: Locator): Promise<Box> {
  return (await settled(element, ({ box }) => box.width > 0)).box;
}

/** The middle of an element, once it is drawn and stands still. */
export async function middleOf(element: Locator): Promise<Point> {
  return middle(await boxOf(element));
}

/** As `middleOf`, once the pointer would also meet the element there: nothing lies over it. */
export async function gripOf(element: Locator): Promise<Point> {
  return middle((await settled(element, ({ isUncovered }) => isUncovered)).box);
}

/** Presses at one place and moves the pointer to another, where it stays pressed. */
export async function pull(page: Page, from: Locator | Point, to: Locator | Point): Promise<void> {
  const start = 'x' in from ? from : await gripOf(from);
  const end = 'x' in to ? to : await gripOf(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  // A hand begins slowly: what is dragged follows from where the press became a drag.
  await page.mouse.move(start.x + 3, start.y + 3);
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 });
  await page.mouse.move(end.x, end.y, { steps: 3 });
}

/** As `pull`, and lets go. */
export async function drag(page: Page, from: Locator | Point, to: Locator | Point): Promise<void> {
  await pull(page, from, to);
  await page.mouse.up();
}

function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

interface Still {
  readonly box: Box;
  readonly isUncovered: boolean;
}

async function settled(element: Locator, isWanted: (still: Still) => boolean): Promise<Still> {
  let still: Still | undefined;
  const look = async () => {
    still = await element.evaluate(standingStill, STILL_FRAMES);
    return still !== undefined && isWanted(still);
  };
  await expect.poll(look, { message: `${element} stands still where it can be met` }).toBe(true);
  return still!;
}

/** What of a page is asked below: tests know no DOM. */
interface PageElement {
  readonly isConnected: boolean;
  getBoundingClientRect(): Box;
  contains(other: unknown): boolean;
}
declare const document: { elementFromPoint(x: number, y: number): unknown };
declare const requestAnimationFrame: (callback: () => void) => void;

/** Runs in the page. An element that is taken out of it is not waited for: another may take its place. */
function standingStill(element: PageElement, frames: number): Promise<Still | undefined> {
  return new Promise((resolve) => {
    let last = '';
    let same = 0;
    const look = () => {
      if (!element.isConnected) return resolve(undefined);
      const { x, y, width, height } = element.getBoundingClientRect();
      const now = [x, y, width, height].join(' ');
      same = now === last ? same + 1 : 0;
      last = now;
      if (same < frames) return requestAnimationFrame(look);
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      resolve({ box: { x, y, width, height }, isUncovered: element.contains(top) });
    };
    look();
  });
}
