import { type RefCallback, useCallback, useState } from 'react';

/** What is about to be scrolled to is made ready. */
const MARGIN = '400px';

/** Whether an element is in sight, or has been: a long list then loads what is looked at only. */
export function useIsNear(): readonly [RefCallback<HTMLElement>, boolean] {
  const [isNear, setNear] = useState(false);
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        setNear(true);
        observer.disconnect();
      },
      // Of the window, and of the panels that scroll in it.
      { rootMargin: MARGIN, scrollMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, isNear];
}
