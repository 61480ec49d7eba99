import { useEffect } from 'react';
import { useServices } from '../../app/services-context.tsx';
import { isTyping } from '../typing.ts';
import { cutEdit, isForUs } from './clipboard.ts';
import { copiedText } from './copy-text.ts';
import { pasteText } from './paste-text.ts';

/**
 * Copies, cuts and pastes what is selected with the browser's own events, which need no permission. Texts that are
 * being written or are marked on the page keep theirs.
 */
export function useClipboardEvents(): void {
  const services = useServices();
  useEffect(() => {
    const { editor, views, clipboard } = services;
    let shiftHeld = false;
    const stop = new AbortController();
    const { signal } = stop;
    const isFree = ({ target }: Event) =>
      !isTyping(target) && views.store.getState().layer === undefined && !document.getSelection()?.toString();

    function copy(event: ClipboardEvent): boolean {
      const text = isFree(event) ? copiedText(services) : undefined;
      if (text === undefined) return false;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      clipboard.forget();
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
        const text = clipboard.choose(event.clipboardData?.getData('text/plain') ?? '');
        if (event.defaultPrevented || !isFree(event) || !isForUs(text)) return;
        event.preventDefault();
        void pasteText(services, text, shiftHeld);
      },
      { signal },
    );
    window.addEventListener(
      'keydown',
      ({ shiftKey }) => {
        shiftHeld = shiftKey;
      },
      { signal, capture: true },
    );
    return () => stop.abort();
  }, [services]);
}
