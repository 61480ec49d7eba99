import { builtinRegistry } from '@latentgraph/nodes';
import { type RefObject, useEffect, useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import { FloatingHint } from './floating-hint.tsx';
import { factsOfNodes, type PortFacts } from './node-facts.ts';
import type { Point } from './point.ts';
import { useCanvas } from './use-canvas.ts';
import { type PortRef, portOfElement } from './wiring/port-ref.ts';

const REST_MS = 350;
/** All that tells where the pointer is; while something is dragged from outside, only drags do. */
const MOVEMENTS = ['pointermove', 'pointerdown', 'pointerup', 'dragover', 'drop'] as const;

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
    let last: Point | undefined;
    const follow = ({ clientX, clientY }: MouseEvent) => {
      last = { x: clientX, y: clientY };
    };
    const over = ({ target, clientX, clientY, buttons }: PointerEvent) => {
      clearTimeout(timer);
      setResting(undefined);
      const port = portOfElement(target as Element);
      // A port that came to be under the pointer, with the node that was put there, was not asked about.
      const cameToPointer = last?.x === clientX && last.y === clientY;
      if (!port || buttons !== 0 || cameToPointer) return;
      timer = setTimeout(() => setResting({ port, at: { x: clientX, y: clientY } }), REST_MS);
    };
    const stop = () => {
      clearTimeout(timer);
      setResting(undefined);
    };
    for (const type of MOVEMENTS) window.addEventListener(type, follow, { capture: true });
    element.addEventListener('pointerover', over);
    element.addEventListener('pointerdown', stop);
    element.addEventListener('pointerleave', stop);
    return () => {
      clearTimeout(timer);
      for (const type of MOVEMENTS) window.removeEventListener(type, follow, { capture: true });
      element.removeEventListener('pointerover', over);
      element.removeEventListener('pointerdown', stop);
      element.removeEventListener('pointerleave', stop);
    };
  }, [canvas]);
  return resting;
}
