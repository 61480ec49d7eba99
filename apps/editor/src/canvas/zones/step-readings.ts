import type { StepReadings } from '@latentgraph/graph-core';

/** The field's own letters for what steps go by. */
const SYMBOLS: Readonly<Record<string, string>> = { timestep: 't', sigma: 'σ' };

/** How a reading is called where room is short: by its letter, if it has one. */
export function readingSymbol(name: string): string {
  return SYMBOLS[name] ?? name;
}

/** Three digits or more: `981`, `14.6`, `0.0292`. */
export function readingText(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}

/** `t 981 · σ 0.998` */
export function shortReadings(readings: StepReadings): string {
  return Object.entries(readings)
    .map(([name, value]) => `${readingSymbol(name)} ${readingText(value)}`)
    .join(' · ');
}

/** `timestep 981, sigma 0.998` */
export function spokenReadings(readings: StepReadings): string {
  return Object.entries(readings)
    .map(([name, value]) => `${name} ${readingText(value)}`)
    .join(', ');
}
