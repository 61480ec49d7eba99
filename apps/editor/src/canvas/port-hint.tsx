import { builtinRegistry } from '@latentgraph/nodes';
import { type RefObject, useEffect, useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import { FloatingHint } from './floating-hint.tsx';
import { factsOfNodes, type PortFacts } from './node-facts.ts';
import type { Point } from './point.ts';
import { useCanvas } from './use-canvas.ts';
import { type PortRef, portOfElement } from './wiring/port-ref.ts';

const REST_MS = 350;

interface Resting {
  readonly port: PortRef;
  readonly at: Point;
}

/** Says what a port is for when the pointer rests on it. One hint for all ports. */
export function PortHint({ canvas }: { readonly canvas: RefObject<HTMLElement | null> }) {
  const { editor } = useServices();
  const drawing = useCanvas(({ wireDrag }) => wireDrag !== undefined);
  const resting = useRestingPort(canvas);
  if (!resting || drawing) return null;
  const { node, port, side } = resting.port;
  const facts = factsOfNodes(editor.document).get(node);
  const shown = facts?.[side === 'input' ? 'inputs' : 'outputs'].find(({ name }) => name === port);
  if (!shown) return null;
  const { problem } = shown;
  return (
    <FloatingHint
      at={resting.at}
      tone={problem ? 'warn' : 'plain'}
      text={problem?.message ?? kindOf(shown)}
      more={problem?.remedy ?? shown.description}
    />
  );
}

function kindOf({ type, optional, list }: PortFacts): string {
  const known = type === undefined ? undefined : builtinRegistry.types.get(type);
  const what = known?.phrase ?? 'any value';
  return `${list ? 'Any number of wires: ' : ''}${what}${optional ? ', if you like' : ''}`;
}

function useRestingPort(canvas: RefObject<HTMLElement | null>): Resting | undefined {
  const [resting, setResting] = useState<Resting>();
  useEffect(() => {
    const element = canvas.current!;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = ({ target, clientX, clientY, buttons }: PointerEvent) => {
      clearTimeout(timer);
      setResting(undefined);
      const port = portOfElement(target as Element);
      if (!port || buttons !== 0) return;
      timer = setTimeout(() => setResting({ port, at: { x: clientX, y: clientY } }), REST_MS);
    };
    const stop = () => {
      clearTimeout(timer);
      setResting(undefined);
    };
    element.addEventListener('pointerover', over);
    element.addEventListener('pointerdown', stop);
    element.addEventListener('pointerleave', stop);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('pointerover', over);
      element.removeEventListener('pointerdown', stop);
      element.removeEventListener('pointerleave', stop);
    };
  }, [canvas]);
  return resting;
}
