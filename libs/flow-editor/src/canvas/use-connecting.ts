import { useCallback, useState } from 'react';
import { useReactFlow } from '@xyflow/react';
import type { Connection as CanvasConnection, FinalConnectionState } from '@xyflow/react';
import type { FlowGraph } from '@voronka/domain';
import { connect, connectionRefusal, reconnect } from '../draft/connections.ts';
import type { Connection, PortRef } from '../draft/connections.ts';
import type { CanvasEdge } from '../model/to-canvas.ts';
import { useSteady } from './use-steady.ts';

interface Point {
  x: number;
  y: number;
}

/** What drawing connections does to the draft. */
export interface ConnectingListener {
  edit: (change: (graph: FlowGraph) => FlowGraph) => void;
  /** A connection was drawn to an empty place: what should stand there? */
  onDrawnToNowhere: (from: PortRef, at: Point) => void;
}

function connectionOf({ source, sourceHandle, target }: CanvasConnection | CanvasEdge): Connection {
  return { source, port: sourceHandle ?? 'next', target };
}

/** Where a mouse or finger is on the screen, px. */
export function pointOf(event: MouseEvent | TouchEvent): Point {
  const touch = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

/** Drawing connections by mouse: from a way out to a card, or from a connection's end to another card. */
export function useConnecting(graph: FlowGraph, { edit, onDrawnToNowhere }: ConnectingListener) {
  const { screenToFlowPosition } = useReactFlow();
  const [isConnecting, setConnecting] = useState(false);
  const isValidConnection = useSteady(
    (wish: CanvasConnection | CanvasEdge) => connectionRefusal(graph, connectionOf(wish)) === null,
  );
  const onConnect = useSteady((wish: CanvasConnection) => edit((before) => connect(before, connectionOf(wish))));
  const onReconnect = useSteady((old: CanvasEdge, wish: CanvasConnection) =>
    edit((before) => reconnect(before, old.id, connectionOf(wish))),
  );
  const onConnectStart = useCallback(() => setConnecting(true), []);
  const onConnectEnd = useSteady((event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    setConnecting(false);
    const from = state.fromHandle?.type === 'source' ? state.fromHandle : null;
    if (state.isValid || !from?.id) return;
    const port: PortRef = { source: from.nodeId, port: from.id };
    const { x, y } = pointOf(event);
    const target = document.elementFromPoint(x, y);
    const onto = target?.closest('.react-flow__node')?.getAttribute('data-id');
    if (onto) edit((before) => connect(before, { ...port, target: onto }));
    else if (target?.closest('.react-flow__pane')) onDrawnToNowhere(port, screenToFlowPosition({ x, y }));
  });
  return { isConnecting, isValidConnection, onConnect, onReconnect, onConnectStart, onConnectEnd };
}
