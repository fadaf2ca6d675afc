import type { DragEvent } from 'react';
import { useReactFlow } from '@xyflow/react';
import { nodeSpecifications } from '@voronka/domain';
import type { FlowGraph, NodeKind } from '@voronka/domain';
import { insertOnEdge } from '../draft/graph-edits.ts';
import { isAnnotationRef } from '../model/annotation-refs.ts';
import type { CanvasItem } from '../model/annotation-drawing.ts';
import type { Selection } from './canvas-selection.ts';
import { pointOf } from './use-connecting.ts';
import { useSteady } from './use-steady.ts';

interface Point {
  x: number;
  y: number;
}

/** Names the kind of a node, or `note`, that is dragged from the palette. */
export const dragType = 'application/x-voronka-node';
/** What the palette gives to drag instead of a node's kind for a note. */
export const draggedNote = 'note';

/** What was dropped on the canvas. */
export interface DroppingListener {
  edit: (change: (graph: FlowGraph) => FlowGraph, group?: string) => void;
  /** A node of a kind was dropped here; on a connection where one lies there. */
  onDrop: (kind: NodeKind, at: Point, edgeId: string | null) => void;
  /** A note was dropped here. */
  onDropNote: (at: Point) => void;
}

/** The connection that lies under a point of the screen. */
function edgeUnder(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__edge')?.getAttribute('data-id');
    if (id) return id;
  }
  return null;
}

function isKind(text: string): text is NodeKind {
  return Object.hasOwn(nodeSpecifications, text);
}

function withInserted(graph: FlowGraph, edgeId: string, nodeId: string): FlowGraph {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  return node ? insertOnEdge(graph, edgeId, node) : graph;
}

/** Moving nodes and putting them into a connection by the same drop is one step to undo. */
export function dropOf(ids: Iterable<string>): string {
  return `drop:${[...ids].join(',')}`;
}

/** Dropping on the canvas: from the palette, and a loose card on a connection. */
export function useDropping(graph: FlowGraph, selection: Selection, { edit, onDrop, onDropNote }: DroppingListener) {
  const { screenToFlowPosition } = useReactFlow();
  /** A node that nothing leads to or from is put into the connection it is dropped on. */
  const onNodeDragStop = useSteady((event: MouseEvent | TouchEvent, node: CanvasItem) => {
    if (isAnnotationRef(node.id)) return;
    const isLoose = graph.edges.every(({ source, target }) => source !== node.id && target !== node.id);
    if (!isLoose || selection.nodes.size > 1) return;
    const { x, y } = pointOf(event);
    const edgeId = edgeUnder(x, y);
    if (edgeId) edit((before) => withInserted(before, edgeId, node.id), dropOf([node.id]));
  });
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  };
  const onDropped = (event: DragEvent) => {
    const kind = event.dataTransfer.getData(dragType);
    const { clientX: x, clientY: y } = event;
    const at = screenToFlowPosition({ x, y });
    if (kind === draggedNote) onDropNote(at);
    else if (isKind(kind)) onDrop(kind, at, edgeUnder(x, y));
    else return;
    event.preventDefault();
  };
  return { onNodeDragStop, onDragOver, onDropped };
}
