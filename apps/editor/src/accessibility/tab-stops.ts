const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]';

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** What can have the focus inside an element, ports included, in the order of the page. */
export function focusableIn(element: Element): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (found) => isShown(found) && (found.tabIndex >= 0 || found.dataset.port !== undefined),
  );
}

/** The stop of the Tab key before or after a part of the page; going round at the ends. */
export function tabStopBeside(part: Element, backwards: boolean): HTMLElement | undefined {
  const stops = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (stop) => stop.tabIndex >= 0 && !part.contains(stop) && isShown(stop),
  );
  const side = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const beside = stops.filter((stop) => (part.compareDocumentPosition(stop) & side) !== 0);
  return backwards ? (beside.at(-1) ?? stops.at(-1)) : (beside[0] ?? stops[0]);
}
