import { type RefObject, useEffect, useState } from 'react';

/** Nodes that come this close to the window are made ready, in pixels. */
const MARGIN = '300px';

const callbacks = new WeakMap<Element, (near: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** One observer for all nodes. */
function sharedObserver(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        // What a person writes in stays, wherever the view goes.
        if (isIntersecting || !target.contains(document.activeElement))
          callbacks.get(target)?.(isIntersecting);
      }
    },
    { rootMargin: MARGIN },
  );
  return observer;
}

/** Whether an element is in or near the window: of hundreds of nodes only these are worth drawing in full. */
export function useNearView(ref: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observing = sharedObserver();
    callbacks.set(element, setNear);
    observing.observe(element);
    return () => observing.unobserve(element);
  }, [ref]);
  return near;
}
