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

/**
 * The stop of the Tab key before or after an element, going round at the ends of the page.
 *
 * @param passedOver what lies in an element that this selector finds is no stop
 */
export function tabStopBeside(
  element: Element,
  backwards: boolean,
  passedOver: string,
): HTMLElement | undefined {
  const stops = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (stop) => stop.tabIndex >= 0 && stop.closest(passedOver) === null && isShown(stop),
  );
  const side = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const beside = stops.filter((stop) => (element.compareDocumentPosition(stop) & side) !== 0);
  return backwards ? (beside.at(-1) ?? stops.at(-1)) : (beside[0] ?? stops[0]);
}
