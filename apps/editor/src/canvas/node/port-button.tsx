import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { useServices } from '../../app/services-context.tsx';
import type { PortFacts } from '../node-facts.ts';

export interface PortButtonProps extends ComponentProps<'button'> {
  readonly node: string;
  readonly facts: PortFacts;
  readonly side: 'input' | 'output';
}

/** What takes the pointer and the focus for a port. Drawing wires from it is for `useWireDrag`. */
export function PortButton({ node, facts: { name, type }, side, className, ...rest }: PortButtonProps) {
  const { views } = useServices();
  return (
    <button
      {...rest}
      type="button"
      tabIndex={-1}
      className={clsx('nodrag nopan', className)}
      data-port={name}
      data-side={side}
      data-type={type}
      onClick={(event) => {
        // A click without a pointer: Enter, or assistive technology. Wires are drawn by dragging.
        if (event.detail === 0) views.open({ kind: 'connect-to', node, port: name, side });
      }}
    />
  );
}
