import { useEffect, useRef } from 'react';
import { useNodesInitialized, useReactFlow, useStoreApi } from '@xyflow/react';
import type { ReactFlowState } from '@xyflow/react';
import type { CanvasItem } from '../model/annotation-drawing.ts';
import { itemSize } from '../model/item-size.ts';
import type { CanvasNode } from '../model/to-canvas.ts';

/** Below this zoom the names on the cards cannot be read. */
const readableZoom = 0.6;
/** Zoom of a flow that does not fit while readable. */
const closeZoom = 0.8;
/** Below this zoom the small print on the cards is less than 5 px high. */
const farZoom = 0.4;
const margin = 28;

/** Options of "show all of it". */
export const fitting = { padding: 0.08, maxZoom: 1 };

/** Whether the canvas is seen from so far that nothing but the names on the cards, if anything, can be made out. */
export function isFarAway({ transform: [, , zoom] }: ReactFlowState): boolean {
  return zoom < farZoom;
}

/** The node to begin at: the chosen one, the one where the dialogue stands or stopped, else where the flow starts. */
function focusOf(items: CanvasItem[], selectedNodeId: string | null): CanvasNode | undefined {
  const nodes = items.filter((item) => item.type === 'flowNode');
  return (
    nodes.find((node) => node.id === selectedNodeId) ??
    nodes.find((node) => node.data.pathState === 'current') ??
    nodes.find((node) => node.data.family === 'event') ??
    nodes[0]
  );
}

/** Shows the whole flow if its words can be read then, else its telling part at a readable size. */
export function InitialView({ selectedNodeId }: { selectedNodeId: string | null }) {
  const isReady = useNodesInitialized();
  const flow = useReactFlow<CanvasItem>();
  const store = useStoreApi();
  const done = useRef(false);
  useEffect(() => {
    if (!isReady || done.current) return;
    done.current = true;
    const { width, height } = store.getState();
    const bounds = flow.getNodesBounds(flow.getNodes());
    const fits = Math.min(width / bounds.width, height / bounds.height) * (1 - fitting.padding);
    const focus = focusOf(flow.getNodes(), selectedNodeId);
    if (fits >= readableZoom || !focus) {
      void flow.fitView(fitting);
      return;
    }
    const size = { width: focus.measured?.width ?? 0, height: focus.measured?.height ?? 0 };
    const isStart = focus.data.family === 'event';
    const isDown = focus.data.direction === 'down';
    // Downwards, the whole breadth is shown where that leaves the words readable.
    const acrossZoom = Math.max(readableZoom, (width / bounds.width) * (1 - fitting.padding / 2));
    const zoom = isDown ? Math.min(closeZoom, acrossZoom) : closeZoom;
    const isAllAcross = isDown && bounds.width * zoom <= width;
    // The start goes to the edge it leads away from; any other node to the middle.
    const x = isStart && !isDown ? margin : width / 2 - (size.width / 2) * zoom;
    const y = isStart && isDown ? margin : height / 2 - (size.height / 2) * zoom;
    void flow.setViewport({
      x: isAllAcross ? width / 2 - (bounds.x + bounds.width / 2) * zoom : x - focus.position.x * zoom,
      y: y - focus.position.y * zoom,
      zoom,
    });
  }, [isReady, flow, store, selectedNodeId]);
  return null;
}

/**
 * Brings a node or note into view that was chosen elsewhere, such as in the findings, or was just added; one in view stays
 * where it is.
 *
 * @param nodeId its id on the canvas
 */
export function FollowSelection({ nodeId }: { nodeId: string | null }) {
  const flow = useReactFlow<CanvasItem>();
  const store = useStoreApi();
  const before = useRef(nodeId);
  useEffect(() => {
    if (before.current === nodeId) return;
    before.current = nodeId;
    const node = nodeId ? flow.getNode(nodeId) : undefined;
    if (!node) return;
    const { width, height } = store.getState();
    const { x, y, zoom } = flow.getViewport();
    // One that was just added is not measured yet.
    const size = { ...itemSize(node), ...node.measured };
    const left = node.position.x * zoom + x;
    const top = node.position.y * zoom + y;
    const isInView = left >= 0 && top >= 0 && left + size.width * zoom <= width && top + size.height * zoom <= height;
    if (isInView) return;
    void flow.setCenter(node.position.x + size.width / 2, node.position.y + size.height / 2, {
      zoom: Math.max(zoom, readableZoom),
    });
  }, [nodeId, flow, store]);
  return null;
}
