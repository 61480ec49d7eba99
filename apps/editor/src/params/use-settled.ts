import { useEffect, useState } from 'react';

/** A value once it has stayed the same for a while; what becomes undefined does so at once. */
export function useSettled<Value>(value: Value | undefined, afterMs: number): Value | undefined {
  const [settled, setSettled] = useState<Value | undefined>(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === undefined ? 0 : afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return value === undefined ? undefined : settled;
}
