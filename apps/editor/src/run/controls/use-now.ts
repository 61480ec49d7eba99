import { useEffect, useState } from 'react';

const TICK_MS = 500;

/** Milliseconds since 1970, counting on while something goes on. */
export function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [ticking]);
  // An event may have come since the last tick.
  return ticking ? Math.max(now, Date.now()) : now;
}
