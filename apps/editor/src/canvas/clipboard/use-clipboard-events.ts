import { useEffect } from 'react';
import { useServices } from '../../app/services-context.tsx';
import { isTyping } from '../../keyboard/focus.ts';
import { shortcutsOf } from '../../keyboard/key-press.ts';
import { cutEdit, isForUs } from './clipboard.ts';
import { copiedText } from './copy-text.ts';
import { pasteText } from './paste-text.ts';

/** The event of pasting does not say by which keys it was asked for: Shift alone also pastes, with Insert. */
const PASTE_WITH_WIRES = '$mod+Shift+v';
/** A browser that pastes at these keys has done so by then. */
const UNHEARD_MS = 100;

/**
 * Copies, cuts and pastes what is selected with the browser's own events, which need no permission. Texts that are
 * being written or are marked on the page keep theirs.
 */
export function useClipboardEvents(): void {
  const services = useServices();
  useEffect(() => {
    const { editor, views, clipboard } = services;
    let withWires = false;
    let unheard: ReturnType<typeof setTimeout> | undefined;
    const stop = new AbortController();
    const { signal } = stop;
    const isFree = ({ target }: Event) =>
      !isTyping(target) && views.store.getState().layer === undefined && !document.getSelection()?.toString();

    function copy(event: ClipboardEvent): boolean {
      // Whatever it is that is copied, it is newer.
      clipboard.forget();
      const text = isFree(event) ? copiedText(services) : undefined;
      if (text === undefined) return false;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      return true;
    }

    document.addEventListener('copy', copy, { signal });
    document.addEventListener(
      'cut',
      (event) => {
        if (copy(event)) editor.apply(cutEdit(editor.store.getState().selection));
      },
      { signal },
    );
    document.addEventListener(
      'paste',
      (event) => {
        clearTimeout(unheard);
        const { clipboardData } = event;
        const isPicture = (clipboardData?.files.length ?? 0) > 0;
        const text = isPicture ? '' : clipboard.choose(clipboardData?.getData('text/plain') ?? '');
        if (event.defaultPrevented || !isFree(event) || !isForUs(text)) return;
        event.preventDefault();
        void pasteText(services, text, withWires);
      },
      { signal },
    );
    window.addEventListener(
      'keydown',
      (event) => {
        withWires = shortcutsOf(event).includes(PASTE_WITH_WIRES);
        if (!withWires || event.repeat || !isFree(event)) return;
        clearTimeout(unheard);
        // Outside of text fields Firefox makes no event of these keys.
        unheard = setTimeout(() => services.commands.run('edit.paste-with-wires'), UNHEARD_MS);
      },
      { signal, capture: true },
    );
    // On Linux, Firefox pastes what was marked last wherever the middle button is let go, which here moves the view.
    document.addEventListener(
      'auxclick',
      (event) => {
        const isLink = event.target instanceof Element && event.target.closest('a') !== null;
        if (event.button === 1 && !isTyping(event.target) && !isLink) event.preventDefault();
      },
      { signal },
    );
    // Who comes back may have copied something elsewhere.
    window.addEventListener('blur', clipboard.forget, { signal });
    // What is pasted from a menu of the browser's comes after no key.
    window.addEventListener('keyup', () => (withWires = false), { signal, capture: true });
    return () => {
      stop.abort();
      clearTimeout(unheard);
    };
  }, [services]);
}
