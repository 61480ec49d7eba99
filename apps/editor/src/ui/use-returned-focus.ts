import { useRef } from 'react';

const FOCUSABLE = 'a[href], button:not(:disabled), input, textarea, [tabindex]';

/**
 * Props for the content of a dialog that was not opened by a button of its own: what had the focus before has it again
 * afterwards, unless something else has taken it.
 */
export function useReturnedFocus() {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus(event: Event) {
      before.current = document.activeElement;
      const dialog = event.currentTarget;
      // While all there is to focus is the button that closes it, the dialog itself has the focus, and reads its title.
      if (dialog instanceof HTMLElement && dialog.querySelectorAll(FOCUSABLE).length < 2) {
        event.preventDefault();
        dialog.focus();
      }
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      const isFree = document.activeElement === null || document.activeElement === document.body;
      if (isFree && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    },
  };
}
