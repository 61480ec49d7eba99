/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** @param {() => unknown} work */
export async function timeMs(work) {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/**
 * Times several ways of doing the same by turns, so that what else the machine does falls on all of them alike.
 *
 * @template {string} Name
 * @param {Record<Name, (round: number) => unknown>} ways
 * @param {{ readonly rounds: number, readonly warmUp?: number }} options
 * @returns {Promise<Record<Name, number[]>>} milliseconds, one for each round
 */
export async function takeTurns(ways, { rounds, warmUp = 1 }) {
  const names = /** @type {Name[]} */ (Object.keys(ways));
  const times = /** @type {Record<Name, number[]>} */ (Object.fromEntries(names.map((name) => [name, []])));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const elapsedMs = await timeMs(() => ways[name](round));
      if (round >= 0) times[name].push(elapsedMs);
    }
  }
  return times;
}

/**
 * The median over rounds of a ratio of times taken in the same round.
 *
 * @param {readonly number[]} times
 * @param {readonly number[]} base
 */
export function medianRatio(times, base) {
  return median(times.map((time, round) => time / base[round]));
}
