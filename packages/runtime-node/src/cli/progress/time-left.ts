/**
 * Estimates the rest of a zone from the mean time of its steps so far. The first step, in which models are loaded and
 * buffers laid out, counts only until there is a second one.
 */
export interface TimeLeft {
  /**
   * @param step 1-based, the step that has just finished
   * @returns milliseconds until the zone's last step is done
   */
  afterStep(zone: string, step: number, count: number, elapsedMs: number): number;
}

export function createTimeLeft(): TimeLeft {
  const totals = new Map<string, { steps: number; elapsedMs: number }>();
  return {
    afterStep(zone, step, count, elapsedMs) {
      const total = totals.get(zone);
      if (!total) {
        totals.set(zone, { steps: 0, elapsedMs: 0 });
        return elapsedMs * (count - step);
      }
      total.steps += 1;
      total.elapsedMs += elapsedMs;
      return (total.elapsedMs / total.steps) * (count - step);
    },
  };
}
