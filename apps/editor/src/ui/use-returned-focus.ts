import { useRef } from 'react';

/**
 * Props for the content of a dialog that was not opened by a button of its own: what had the focus before has it again
 * afterwards, unless something else has taken it.
 */
export function useReturnedFocus() {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus() {
      before.current = document.activeElement;
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      const isFree = document.activeElement === null || document.activeElement === document.body;
      if (isFree && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    },
  };
}
