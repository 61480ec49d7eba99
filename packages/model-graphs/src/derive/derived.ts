import { failed, type Result } from '@latentgraph/graph-core';
import { ShapeFault } from './shapes.ts';

/** Runs a derivation; what is missing or misshapen becomes a problem. */
export function derived<Architecture>(derive: () => Architecture): Result<{ architecture: Architecture }> {
  try {
    return { ok: true, warnings: [], architecture: derive() };
  } catch (error) {
    if (error instanceof ShapeFault) return failed([error.problem]);
    throw error;
  }
}
