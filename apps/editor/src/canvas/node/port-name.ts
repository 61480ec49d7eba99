import type { PortFacts } from '../node-facts.ts';
import { portLabel } from '../port-label.ts';
import { BLANK_PORT } from '../zones/carry-value.ts';

/** What a port is called where its node is known: `Input latent, wired`. */
export function portName({ name, wired }: PortFacts, side: 'input' | 'output'): string {
  if (name === BLANK_PORT) return 'Carry one value more';
  return `${side === 'input' ? 'Input' : 'Output'} ${portLabel(name)}${wired ? ', wired' : ''}`;
}
