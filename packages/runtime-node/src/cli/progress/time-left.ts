/** Estimates the rest of a zone from the mean time of its steps so far. */
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
      const total = totals.get(zone) ?? { steps: 0, elapsedMs: 0 };
      total.steps += 1;
      total.elapsedMs += elapsedMs;
      totals.set(zone, total);
      return (total.elapsedMs / total.steps) * (count - step);
    },
  };
}
