import { type ReactNode, useRef } from 'react';
import { useServices } from '../../app/services-context.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import { entriesAt, selectForMenu } from './entries.ts';

/** The menu of whatever is under the pointer: a port, a node, a wire, or the canvas itself. */
export function CanvasMenu({ children }: { readonly children: ReactNode }) {
  const services = useServices();
  const target = useRef<{ readonly element: Element; readonly x: number; readonly y: number }>(undefined);
  return (
    <ContextMenu
      entries={() => (target.current ? entriesAt(services, target.current.element, target.current) : [])}
    >
      <div
        style={{ height: '100%' }}
        onContextMenuCapture={({ target: element, clientX, clientY }) => {
          target.current = { element: element as Element, x: clientX, y: clientY };
          selectForMenu(services, element as Element);
        }}
      >
        {children}
      </div>
    </ContextMenu>
  );
}
