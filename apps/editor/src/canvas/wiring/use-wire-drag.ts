import { disconnect, type Edge, type Problem, problem, type WorkflowDocument } from '@latentgraph/graph-core';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type PointerEvent as ReactPointerEvent, useCallback } from 'react';
import type { Services } from '../../app/services.ts';
import { useServices } from '../../app/services-context.tsx';
import { autoPan } from '../auto-pan.ts';
import type { CanvasItem, GraphWire } from '../flow-items.ts';
import { followPointer } from '../follow-pointer.ts';
import { factsOfNodes, titleOf } from '../node-facts.ts';
import type { Point } from '../point.ts';
import { connectPorts } from './connect-ports.ts';
import { fadePorts } from './fade-ports.ts';
import { createFitter, type Fitter } from './fitter.ts';
import { type Flow, portPoint } from './port-points.ts';
import { nodeOfElement, type PortRef, portOfElement } from './port-ref.ts';
import type { WireDrag, WireTarget } from './wire-drag.ts';

/** How far the pointer has to go before a press on a port becomes a wire, in pixels. */
const START_DISTANCE = 4;

/**
 * Draws wires from port to port with the pointer.
 *
 * @returns a handler for presses anywhere on the canvas, which takes those on ports
 */
export function useWireDrag(): (event: ReactPointerEvent<HTMLElement>) => void {
  const services = useServices();
  const flow = useReactFlow<CanvasItem, GraphWire>();
  const { getState } = useStoreApi();
  return useCallback(
    (event) => {
      const port = event.button === 0 ? portOfElement(event.target as Element) : undefined;
      if (port === undefined) return;
      event.stopPropagation();
      const canvas = event.currentTarget;
      const pressed: Point = { x: event.clientX, y: event.clientY };
      let gesture: Gesture | undefined;
      let last = pressed;
      const panning = autoPan(canvas, (delta) => {
        getState().panBy(delta);
        gesture?.move(last);
      });
      const end = () => {
        panning.stop();
        gesture?.end();
      };
      const giveUp = followPointer(event, {
        move(point) {
          if (!gesture && Math.hypot(point.x - pressed.x, point.y - pressed.y) < START_DISTANCE) return;
          gesture ??= startGesture(services, flow, canvas, port, giveUp);
          last = point;
          gesture.move(point);
          // A port near the edge must not run away from under the pointer.
          if (portAt(point)) panning.stop();
          else panning.at(point);
        },
        drop(point) {
          end();
          gesture?.drop(point);
        },
        cancel: end,
      });
    },
    [services, flow, getState],
  );
}

interface Gesture {
  move(point: Point): void;
  drop(point: Point): void;
  end(): void;
}

function startGesture(
  { editor, canvas: { store }, notices }: Services,
  flow: Flow,
  canvas: Element,
  pressed: PortRef,
  giveUp: () => void,
): Gesture {
  const picked = pickedWire(editor.document, pressed);
  const fixed: PortRef = picked ? { ...picked.from, side: 'output' } : pressed;
  const document = picked ? withoutWire(editor.document, picked) : editor.document;
  const fitter = createFitter(document, fixed);
  const start = portPoint(flow, fixed) ?? { x: 0, y: 0 };
  const type = typeOf(document, fixed);
  const unfade = fadePorts(canvas, fitter);
  // The ports that the wire could end in may be gone, and its own end too.
  const unwatch = editor.store.subscribe(({ history }, before) => {
    if (history.document !== before.history.document) giveUp();
  });

  function dragAt(pointer: Point): WireDrag {
    const over = targetAt(canvas, pointer, document, fixed, fitter);
    const end =
      (over.kind === 'port' && portPoint(flow, over.port)) ||
      flow.screenToFlowPosition(pointer, { snapToGrid: false });
    return { fixed, start, type, picked, pointer, end, over };
  }

  return {
    move: (pointer) => store.setState({ wireDrag: dragAt(pointer) }),
    drop(pointer) {
      const { over } = dragAt(pointer);
      if (over.kind === 'port') editor.apply(connectPorts(fixed, over.port, picked));
      else if (over.kind === 'unfit') notices.problems([over.problem], { subject: 'edit' });
      else if (over.kind === 'nothing') return;
      else if (picked) editor.apply(disconnect([picked]));
      else store.setState({ search: { at: pointer, port: fixed } });
    },
    end() {
      unwatch();
      unfade();
      store.setState({ wireDrag: undefined });
    },
  };
}

function portAt({ x, y }: Point): PortRef | undefined {
  return portOfElement(document.elementFromPoint(x, y));
}

/** The wire that a press takes off its input; inputs that take many keep theirs. */
function pickedWire(document: WorkflowDocument, { node, port, side }: PortRef): Edge | undefined {
  if (side === 'output') return undefined;
  const onPort = document.graphs.main.edges.filter(({ to }) => to.node === node && to.port === port);
  return onPort.length === 1 && onPort[0]!.to.order === undefined ? onPort[0] : undefined;
}

function withoutWire(document: WorkflowDocument, wire: Edge): WorkflowDocument {
  const result = disconnect([wire])(document);
  return result.ok ? result.document : document;
}

function typeOf(document: WorkflowDocument, { node, port, side }: PortRef): string | undefined {
  const facts = factsOfNodes(document).get(node);
  return facts?.[side === 'output' ? 'outputs' : 'inputs'].find(({ name }) => name === port)?.type;
}

function targetAt(
  canvas: Element,
  pointer: Point,
  document: WorkflowDocument,
  fixed: PortRef,
  fitter: Fitter,
): WireTarget {
  const element = window.document.elementFromPoint(pointer.x, pointer.y);
  const exact = portOfElement(element);
  const node = nodeOfElement(element);
  if (!canvas.contains(element) || node === fixed.node) return { kind: 'nothing' };
  if (node === undefined) return { kind: 'canvas' };
  const port = exact !== undefined && exact.side !== fixed.side ? exact : fitter.bestPort(node);
  if (port === undefined) return { kind: 'unfit', problem: noPort(document, fixed, node) };
  const obstacle = fitter.obstacle(port);
  if (obstacle) return { kind: 'unfit', problem: obstacle };
  return { kind: 'port', port, warning: fitter.aftermath(port), replaces: wireOn(document, port) };
}

function wireOn(document: WorkflowDocument, { node, port, side }: PortRef): Edge | undefined {
  if (side === 'output') return undefined;
  return document.graphs.main.edges.find(
    ({ to }) => to.node === node && to.port === port && to.order === undefined,
  );
}

function noPort(document: WorkflowDocument, { side, port }: PortRef, node: string): Problem {
  const title = titleOf(document.graphs.main.nodes[node]!);
  return problem({
    code: 'no-port-fits',
    message:
      side === 'output'
        ? `${title} has no input that takes what '${port}' gives.`
        : `${title} has no output that '${port}' takes.`,
    remedy: 'Drop it on empty canvas to choose among the nodes that fit.',
    node,
  });
}
