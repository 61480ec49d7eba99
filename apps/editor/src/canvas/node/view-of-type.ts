import type { ComponentType } from 'react';
import { customNodeViews } from '../../node-views/index.ts';
import type { NodeViewProps } from '../../node-views/node-view-props.ts';

/** What nodes of a type show besides their params. Types come from files, and may have any name. */
export function viewOfType(type: string): ComponentType<NodeViewProps> | undefined {
  return Object.hasOwn(customNodeViews, type) ? customNodeViews[type] : undefined;
}
