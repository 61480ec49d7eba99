import { approach, nodeElement } from '../accessibility/go-to-node.ts';
import { focusableIn } from '../accessibility/tab-stops.ts';
import type { Services } from '../app/services.ts';
import { contains, type Point } from './point.ts';

/** In a view from afar the fields of nodes are only looked at: a click on one brings the view near, and one can write. */
export function approachField(services: Services, node: string, at: Point): void {
  const element = nodeElement(node);
  const seen = element ? [...element.querySelectorAll('[inert]')] : [];
  const field = seen.flatMap(focusableIn).find((one) => contains(one.getBoundingClientRect(), at));
  if (field) approach(services, node, () => field);
}
