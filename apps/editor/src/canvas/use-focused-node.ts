import { type FocusEvent, useMemo } from 'react';
import { useServices } from '../app/services-context.tsx';
import { nodeOfElement } from './wiring/port-ref.ts';

/**
 * Notes which node the keyboard is at. Focus that came with the pointer is none of it: who clicks sees the node as it
 * is.
 */
export function useFocusedNode() {
  const { canvas } = useServices();
  return useMemo(() => {
    const note = (focused: string | undefined) => {
      if (canvas.store.getState().focused !== focused) canvas.store.setState({ focused });
    };
    return {
      onFocusCapture({ target }: FocusEvent<HTMLElement>) {
        note(target.matches(':focus-visible') ? nodeOfElement(target) : undefined);
      },
      onBlurCapture({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) {
        if (!currentTarget.contains(relatedTarget)) note(undefined);
      },
    };
  }, [canvas]);
}
