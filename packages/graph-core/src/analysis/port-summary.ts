import type { Ports } from '../definition/port.ts';

/** What is asked of the same ports again and again while thousands of nodes are analysed. */
export interface PortSummary {
  /** Inputs that must have a wire. */
  readonly required: readonly string[];
  readonly hasFacts: boolean;
  readonly hasGenerics: boolean;
}

const summaries = new WeakMap<Ports, PortSummary>();

/** Remembered by identity: nodes of one type share their ports unless these depend on params. */
export function summarise(ports: Ports): PortSummary {
  const known = summaries.get(ports);
  if (known) return known;
  const entries = Object.entries(ports);
  const summary = {
    required: entries.filter(([, port]) => !port.optional).map(([name]) => name),
    hasFacts: entries.some(([, port]) => port.facts !== undefined),
    hasGenerics: entries.some(([, port]) => port.generic !== undefined),
  };
  summaries.set(ports, summary);
  return summary;
}
