import { type RefObject, useEffect, useState } from 'react';

/** Nodes that come this close to the window are made ready, in pixels. */
const MARGIN = '240px';

const callbacks = new WeakMap<Element, (near: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** One observer for all nodes. */
function sharedObserver(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) callbacks.get(target)?.(isIntersecting);
    },
    { rootMargin: MARGIN },
  );
  return observer;
}

/** Whether an element is, or has been, in or near the window: what was drawn once stays, so that going back is quick. */
export function useNearView(ref: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || near) return;
    const observing = sharedObserver();
    callbacks.set(element, setNear);
    observing.observe(element);
    return () => observing.unobserve(element);
  }, [ref, near]);
  return near;
}
