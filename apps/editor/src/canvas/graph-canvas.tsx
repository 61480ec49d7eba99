import { ReactFlow, SelectionMode } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { OpenNodeSearch } from '../add-node/open-node-search.tsx';
import { useServices } from '../app/services-context.tsx';
import { createCanvasModel } from './canvas-model.ts';
import { useClipboardEvents } from './clipboard/use-clipboard-events.ts';
import { DotGrid } from './dot-grid.tsx';
import { MIN_ZOOM } from './fit.ts';
import { FrameView } from './frames/frame-view.tsx';
import { NoteView } from './frames/note-view.tsx';
import { CanvasMenu } from './menus/canvas-menu.tsx';
import { Minimap } from './minimap/minimap.tsx';
import { DetailProvider } from './node/detail.ts';
import { NodeView } from './node-view.tsx';
import { PortHint } from './port-hint.tsx';
import { useAttachedHandle } from './use-attached-handle.ts';
import { useCanvas } from './use-canvas.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useDetailOfZoom } from './use-detail-of-zoom.ts';
import { useFocusedNode } from './use-focused-node.ts';
import { useItemDrag } from './use-item-drag.ts';
import { useItemSelection } from './use-item-selection.ts';
import { useKeptFit } from './use-kept-fit.ts';
import { useNodeDrop } from './use-node-drop.ts';
import { useViewMemory } from './use-view-memory.ts';
import { useWheel } from './use-wheel.ts';
import { useCutting } from './wires/use-cutting.ts';
import { useWireClicks } from './wires/use-wire-clicks.ts';
import { CutLine, LandingWire } from './wires/wire-overlays.tsx';
import { WireView } from './wires/wire-view.tsx';
import { PendingWire } from './wiring/pending-wire.tsx';
import { useWireDrag } from './wiring/use-wire-drag.ts';
import { WireHint } from './wiring/wire-hint.tsx';
import { Zones } from './zones/zones.tsx';

const nodeTypes = { node: NodeView, frame: FrameView, note: NoteView };
const edgeTypes = { wire: WireView };
const GRID: [number, number] = [8, 8];
/** A press that moves less is a click. */
const CLICK_DISTANCE = 3;
const ADDING_KEYS = ['Shift', 'Meta', 'Control'];

/** A finger that is drawn over the canvas moves it; a mouse selects, and moves it with the middle button. */
const panOnDrag = window.matchMedia('(pointer: coarse)').matches ? true : [1];

export function GraphCanvas() {
  const { editor } = useServices();
  const [model] = useState(() => createCanvasModel(editor));
  useEffect(() => model.start(), [model]);
  const { items, wires } = useStore(model.store);
  const wrapper = useRef<HTMLDivElement>(null);
  const snap = useCanvas((state) => state.snap);

  const detail = useDetailOfZoom(items.length);
  const drag = useItemDrag(model);
  const selecting = useItemSelection(model, drag);
  const wireClicks = useWireClicks();
  const startWire = useWireDrag();
  const startCut = useCutting();
  const drop = useNodeDrop();
  const focus = useFocusedNode();
  const { shownView, forFlow } = useViewMemory();
  useAttachedHandle(model, wrapper, shownView);
  useCanvasKeys(wrapper);
  useClipboardEvents();
  useKeptFit(wrapper);
  useWheel(wrapper);

  return (
    <CanvasMenu>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what the pointer does here, commands do by key. */}
      <div
        ref={wrapper}
        className="graph-canvas"
        data-detail={detail}
        onPointerDownCapture={(event) => {
          startCut(event);
          if (!event.isPropagationStopped()) startWire(event);
        }}
        onDoubleClick={selecting.doubleClick}
        {...drop}
        {...focus}
      >
        <DetailProvider value={detail}>
          <ReactFlow
            // React Flow's own types ask for arrays that may be changed; it does not change them.
            nodes={items as typeof items & []}
            edges={wires as typeof wires & []}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={selecting.change}
            onNodeClick={selecting.clickItem}
            onPaneClick={selecting.clickCanvas}
            onSelectionStart={selecting.boxStart}
            onSelectionEnd={selecting.boxEnd}
            onNodeDragStart={drag.start}
            onNodeDrag={drag.drag}
            onNodeDragStop={drag.stop}
            onEdgeClick={wireClicks.click}
            onEdgeDoubleClick={wireClicks.doubleClick}
            snapToGrid={snap}
            snapGrid={GRID}
            selectionOnDrag
            selectionMode={SelectionMode.Partial}
            selectionKeyCode={null}
            multiSelectionKeyCode={ADDING_KEYS}
            deleteKeyCode={null}
            panOnDrag={panOnDrag}
            zoomOnDoubleClick={false}
            nodeDragThreshold={CLICK_DISTANCE}
            paneClickDistance={CLICK_DISTANCE}
            nodesConnectable={false}
            edgesFocusable={false}
            disableKeyboardA11y
            {...forFlow}
            minZoom={MIN_ZOOM}
            maxZoom={2.5}
          >
            <DotGrid />
            <Zones />
            <LandingWire />
            <CutLine />
            <PendingWire />
            <Minimap />
          </ReactFlow>
        </DetailProvider>
        <PortHint canvas={wrapper} />
        <WireHint />
        <OpenNodeSearch />
      </div>
    </CanvasMenu>
  );
}
