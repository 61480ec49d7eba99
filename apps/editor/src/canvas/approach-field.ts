import { focusOnceUsable, nodeElement } from '../accessibility/go-to-node.ts';
import { focusableIn } from '../accessibility/tab-stops.ts';
import type { Services } from '../app/services.ts';
import { contains, type Point } from './point.ts';

/** What opens a list beside itself: that is read from near. */
const OPENS_LIST = '[role="combobox"], [aria-haspopup="menu"], [aria-haspopup="listbox"]';

/**
 * In a view from afar the fields of nodes are only looked at: a click on one brings the view near, and one can write.
 * Buttons do at once what they are for.
 */
export function approachField({ canvas }: Services, node: string, at: Point): void {
  const element = nodeElement(node);
  const seen = element ? [...element.querySelectorAll('[inert]')] : [];
  const isHit = (one: Element) => contains(one.getBoundingClientRect(), at);
  const button = seen
    .flatMap((part) => [...part.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')])
    .find((one) => isHit(one) && !one.matches(OPENS_LIST));
  if (button) {
    button.click();
    return;
  }
  const field = seen.flatMap(focusableIn).find(isHit);
  if (!field) return;
  canvas.actions?.approach(node, at);
  focusOnceUsable(node, () => field);
}
