import { useCallback, useMemo, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import {
  Background,
  BackgroundVariant,
  Controls,
  MiniMap,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react';
import type { Connection as CanvasConnection, EdgeChange, FinalConnectionState } from '@xyflow/react';
import { nodeSpecifications } from '@voronka/domain';
import type { FlowGraph, NodeKind } from '@voronka/domain';
import { connect, connectionRefusal, reconnect } from '../draft/connections.ts';
import type { Connection, PortRef } from '../draft/connections.ts';
import { dropItems, resizeAnnotation } from '../draft/annotation-edits.ts';
import { insertOnEdge } from '../draft/graph-edits.ts';
import { idsOfRefs, isAnnotationRef } from '../model/annotation-refs.ts';
import { buildAnnotatedDrawing, groupsHiding } from '../model/annotation-drawing.ts';
import type { CanvasItem } from '../model/annotation-drawing.ts';
import type { Rect } from '../model/alignment.ts';
import { gridStep } from '../model/arrange.ts';
import { buildDrawing } from '../model/drawing.ts';
import type { DrawingOptions } from '../model/drawing.ts';
import type { CanvasEdge } from '../model/to-canvas.ts';
import { AnnotationContext } from './annotation-context.ts';
import type { AnnotationActions } from './annotation-context.ts';
import { useIsImaging } from './canvas-view.tsx';
import { EdgeActionsContext, FlowEdgeLine } from './flow-edge-line.tsx';
import type { EdgeActions } from './flow-edge-line.tsx';
import type { CanvasLabels } from './flow-canvas.tsx';
import { GuideLines } from './guide-lines.tsx';
import { itemTypes } from './item-types.ts';
import { mapColor } from './map-color.ts';
import { manyNodes, useCanvasNodes, withChosen } from './use-canvas-nodes.ts';
import { useSteady } from './use-steady.ts';
import { fitting, FollowSelection, InitialView, isFarAway } from './viewport.tsx';

const edgeTypes = { flowEdge: FlowEdgeLine };
const grid: [number, number] = [gridStep, gridStep];
const severalKeys = ['Shift', 'Control', 'Meta'];
/** From so many nodes on a small map helps. */
const mapFrom = 10;

/** Names the kind of a node, or `note`, that is dragged from the palette. */
export const dragType = 'application/x-voronka-node';
/** What the palette gives to drag instead of a node's kind for a note. */
export const draggedNote = 'note';

type Point = { x: number; y: number };

/** Words of the canvas that edits, beside those of every canvas. */
export interface EditLabels extends CanvasLabels {
  insert: string;
  nodeHelp: string;
  edgeHelp: string;
}

/** What is chosen. */
export interface Selection {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  /** Refs of notes and groups. */
  annotations: ReadonlySet<string>;
}

/** The canvas that edits a draft. Must stand in a `ReactFlowProvider`. */
export interface EditCanvasProps extends DrawingOptions {
  graph: FlowGraph;
  /** Makes an edit; one of the same group right after another is the same step to undo. */
  edit: (change: (graph: FlowGraph) => FlowGraph, group?: string) => void;
  selection: Selection;
  /** Takes an update, as several may come before the page draws again. */
  onSelection: (change: (before: Selection) => Selection) => void;
  /** A node was double-clicked: its form is wanted. Of a note or group (then it is a ref) the words shall be written. */
  onOpen: (id: string) => void;
  /** A node of a kind was dropped here; on a connection where one lies there. */
  onDrop: (kind: NodeKind, at: Point, edgeId: string | null) => void;
  /** A note was dropped here. */
  onDropNote: (at: Point) => void;
  /** What notes and groups do and say. */
  annotations: AnnotationActions;
  /** The plus of a connection was pressed. */
  onInsert: (edgeId: string) => void;
  /** A connection was drawn to an empty place: what should stand there? */
  onDrawnToNowhere: (from: PortRef, at: Point) => void;
  colorMode: 'light' | 'dark';
  labels: EditLabels;
}

function connectionOf({ source, sourceHandle, target }: CanvasConnection | CanvasEdge): Connection {
  return { source, port: sourceHandle ?? 'next', target };
}

/** The connection that lies under a point of the screen. */
function edgeUnder(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__edge')?.getAttribute('data-id');
    if (id) return id;
  }
  return null;
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const touch = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

function isKind(text: string): text is NodeKind {
  return Object.hasOwn(nodeSpecifications, text);
}

/** Draws a draft and takes edits by mouse; keys are the page's matter. */
export function EditCanvas(props: EditCanvasProps) {
  const { graph, edit, selection, onSelection, onOpen, onDrop, onInsert, onDrawnToNowhere } = props;
  const { words, direction, findings, colorMode, labels, annotations, onDropNote } = props;
  const flow = useReactFlow<CanvasItem, CanvasEdge>();
  const store = useStoreApi();
  const isImaging = useIsImaging();
  const [draw] = useState(buildDrawing);
  const [annotate] = useState(buildAnnotatedDrawing);
  const [isConnecting, setConnecting] = useState(false);
  const isFar = useStore(isFarAway);
  const chosen = selection.nodes.size === 1 ? ([...selection.nodes][0] ?? null) : null;
  const drawn = useMemo(() => {
    const cards = draw(graph, { words, direction, findings });
    // A node that is chosen, such as in the findings, is shown wherever it is.
    const turned = groupsHiding(graph, chosen);
    return annotate(cards, graph, { direction, labels: labels.annotations, turned });
  }, [draw, annotate, graph, words, direction, findings, labels.annotations, chosen]);
  const onMoved = useCallback(
    (places: ReadonlyMap<string, Point>) =>
      edit((before) => dropItems(before, places, direction), dropOf(places.keys())),
    [edit, direction],
  );
  const chosenIds = useMemo(() => new Set([...selection.nodes, ...selection.annotations]), [selection]);
  const { nodes, onNodesChange, guides } = useCanvasNodes(drawn.nodes, chosenIds, {
    onSelection: useCallback(
      (change: (ids: ReadonlySet<string>) => ReadonlySet<string>) => onSelection((before) => withItems(before, change)),
      [onSelection],
    ),
    onMoved,
    onResized: useCallback((ref: string, rect: Rect) => edit((before) => resizeAnnotation(before, ref, rect)), [edit]),
    isBoxing: useCallback(() => store.getState().userSelectionActive, [store]),
    zoom: flow.getZoom,
  });
  const edges = useMemo(
    () => drawn.edges.map((edge) => (selection.edges.has(edge.id) ? { ...edge, selected: true } : edge)),
    [drawn.edges, selection.edges],
  );
  const onEdgesChange = useSteady((changes: EdgeChange<CanvasEdge>[]) => {
    const chosen = changes.filter((change) => change.type === 'select');
    if (chosen.length === 0) return;
    onSelection((before) => ({ ...before, edges: withChosen(before.edges, chosen) }));
  });
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
    else if (target?.closest('.react-flow__pane')) onDrawnToNowhere(port, flow.screenToFlowPosition({ x, y }));
  });
  /** A node that nothing leads to or from is put into the connection it is dropped on. */
  const onNodeDragStop = useSteady((event: MouseEvent | TouchEvent, node: CanvasItem) => {
    if (isAnnotationRef(node.id)) return;
    const isLoose = graph.edges.every(({ source, target }) => source !== node.id && target !== node.id);
    if (!isLoose || selection.nodes.size > 1) return;
    const { x, y } = pointOf(event);
    const edgeId = edgeUnder(x, y);
    if (edgeId) edit((before) => withInserted(before, edgeId, node.id), dropOf([node.id]));
  });
  const onNodeDoubleClick = useSteady((_event: unknown, node: CanvasItem) => onOpen(node.id));
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  };
  const onDropped = (event: DragEvent) => {
    const kind = event.dataTransfer.getData(dragType);
    const { clientX: x, clientY: y } = event;
    const at = flow.screenToFlowPosition({ x, y });
    if (kind === draggedNote) onDropNote(at);
    else if (isKind(kind)) onDrop(kind, at, edgeUnder(x, y));
    else return;
    event.preventDefault();
  };
  const edgeActions = useMemo(() => ({ onInsert, insertLabel: labels.insert }), [onInsert, labels.insert]);
  const ariaLabels = useMemo(
    () => ({
      'controls.zoomIn.ariaLabel': labels.zoomIn,
      'controls.zoomOut.ariaLabel': labels.zoomOut,
      'controls.fitView.ariaLabel': labels.fit,
      'node.a11yDescription.default': labels.nodeHelp,
      'node.a11yDescription.keyboardDisabled': labels.nodeHelp,
      'edge.a11yDescription.default': labels.edgeHelp,
    }),
    [labels],
  );
  return (
    <DrawingContexts edges={edgeActions} annotations={annotations}>
      <ReactFlow<CanvasItem, CanvasEdge>
        className="vf-canvas vf-editing"
        data-connecting={isConnecting || undefined}
        data-far={(isFar && !isImaging) || undefined}
        data-imaging={isImaging || undefined}
        nodes={nodes}
        edges={edges}
        nodeTypes={itemTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        onReconnect={onReconnect}
        onConnectStart={onConnectStart}
        onConnectEnd={onConnectEnd}
        isValidConnection={isValidConnection}
        onNodeDragStop={onNodeDragStop}
        onNodeDoubleClick={onNodeDoubleClick}
        onDragOver={onDragOver}
        onDrop={onDropped}
        colorMode={colorMode}
        minZoom={0.15}
        maxZoom={1.6}
        snapToGrid
        snapGrid={grid}
        connectionRadius={24}
        selectionMode={SelectionMode.Partial}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={severalKeys}
        deleteKeyCode={null}
        onlyRenderVisibleElements={!isImaging && graph.nodes.length >= manyNodes}
        elevateNodesOnSelect={false}
        panOnScroll
        zoomOnDoubleClick={false}
        tabIndex={0}
        aria-label={labels.canvas}
        ariaLabelConfig={ariaLabels}
      >
        <Background variant={BackgroundVariant.Dots} gap={gridStep} size={1.2} />
        <Controls showInteractive={false} fitViewOptions={fitting} />
        {graph.nodes.length >= mapFrom ? (
          <MiniMap<CanvasItem> pannable zoomable ariaLabel={labels.map} nodeColor={mapColor} className="vf-map" />
        ) : null}
        <GuideLines guides={guides} />
        <InitialView selectedNodeId={chosen} />
        <FollowSelection nodeId={chosen ?? onlyNote(selection)} />
      </ReactFlow>
    </DrawingContexts>
  );
}

function DrawingContexts({
  edges,
  annotations,
  children,
}: {
  edges: EdgeActions;
  annotations: AnnotationActions;
  children: ReactNode;
}) {
  return (
    <EdgeActionsContext value={edges}>
      <AnnotationContext value={annotations}>{children}</AnnotationContext>
    </EdgeActionsContext>
  );
}

function withInserted(graph: FlowGraph, edgeId: string, nodeId: string): FlowGraph {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  return node ? insertOnEdge(graph, edgeId, node) : graph;
}

/** The only thing chosen, if it is a note. A frame would move the view by each click on its title. */
function onlyNote({ nodes, annotations }: Selection): string | null {
  const [only = ''] = nodes.size === 0 && annotations.size === 1 ? annotations : [];
  return idsOfRefs([only]).notes.size === 1 ? only : null;
}

/** The selection after cards, notes and groups were chosen and left, all by their ids on the canvas. */
function withItems(before: Selection, change: (ids: ReadonlySet<string>) => ReadonlySet<string>): Selection {
  const ids = [...change(new Set([...before.nodes, ...before.annotations]))];
  return {
    ...before,
    nodes: new Set(ids.filter((id) => !isAnnotationRef(id))),
    annotations: new Set(ids.filter(isAnnotationRef)),
  };
}

/** Moving nodes and putting them into a connection by the same drop is one step to undo. */
function dropOf(ids: Iterable<string>): string {
  return `drop:${[...ids].join(',')}`;
}
