import type { Fitter } from './fitter.ts';
import { portOfElement } from './port-ref.ts';

/**
 * Fades every port that does not take a wire, until what is returned is called. Done on the elements themselves: a
 * graph of hundreds of nodes has thousands of ports, which need not render anew for this.
 */
export function fadePorts(canvas: Element, { obstacle }: Fitter): () => void {
  const faded = [...canvas.querySelectorAll('[data-port]')].filter((element) => {
    const port = portOfElement(element);
    return port !== undefined && obstacle(port) !== undefined;
  });
  for (const element of faded) element.setAttribute('data-unfit', '');
  canvas.setAttribute('data-wiring', '');
  return () => {
    for (const element of faded) element.removeAttribute('data-unfit');
    canvas.removeAttribute('data-wiring');
  };
}
