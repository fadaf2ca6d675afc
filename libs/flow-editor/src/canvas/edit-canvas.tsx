import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import {
  Background,
  BackgroundVariant,
  Controls,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react';
import type { EdgeChange } from '@xyflow/react';
import type { FlowGraph, NodeKind } from '@voronka/domain';
import type { PortRef } from '../draft/connections.ts';
import { resizeAnnotation } from '../draft/annotation-edits.ts';
import { dropItems } from '../draft/dropping.ts';
import { buildAnnotatedDrawing, groupsHiding } from '../model/annotation-drawing.ts';
import type { CanvasItem } from '../model/annotation-drawing.ts';
import type { Rect } from '../model/alignment.ts';
import { gridStep } from '../model/grid.ts';
import { manyNodes } from '../model/shown-items.ts';
import { buildDrawing } from '../model/drawing.ts';
import type { DrawingOptions } from '../model/drawing.ts';
import type { CanvasEdge } from '../model/to-canvas.ts';
import { AnnotationContext } from './annotation-context.ts';
import type { AnnotationActions } from './annotation-context.ts';
import { onlyNote, withItems } from './canvas-selection.ts';
import type { Selection } from './canvas-selection.ts';
import { useIsImaging } from './canvas-view.tsx';
import { EdgeActionsContext, FlowEdgeLine } from './flow-edge-line.tsx';
import type { EdgeActions } from './flow-edge-line.tsx';
import { FarContext } from './far-context.ts';
import type { CanvasLabels } from './flow-canvas.tsx';
import { GuideLines } from './guide-lines.tsx';
import { itemTypes } from './item-types.ts';
import { useCanvasNodes, withChosen } from './use-canvas-nodes.ts';
import { useConnecting } from './use-connecting.ts';
import { dropOf, useDropping } from './use-dropping.ts';
import { SmallMap } from './small-map.tsx';
import { useSteady } from './use-steady.ts';
import { fitting, FollowSelection, InitialView, isFarAway } from './viewport.tsx';

const edgeTypes = { flowEdge: FlowEdgeLine };
const grid: [number, number] = [gridStep, gridStep];
const severalKeys = ['Shift', 'Control', 'Meta'];

type Point = { x: number; y: number };

/** Words of the canvas that edits, beside those of every canvas. */
export interface EditLabels extends CanvasLabels {
  insert: string;
  nodeHelp: string;
  edgeHelp: string;
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

/** Draws a draft and takes edits by mouse; keys are the page's matter. */
export function EditCanvas(props: EditCanvasProps) {
  const { graph, edit, selection, onSelection, onOpen, onDrop, onInsert, onDrawnToNowhere } = props;
  const { words, direction, findings, colorMode, labels, annotations, onDropNote } = props;
  const flow = useReactFlow<CanvasItem, CanvasEdge>();
  const store = useStoreApi();
  const isImaging = useIsImaging();
  const [draw] = useState(buildDrawing);
  const [annotate] = useState(buildAnnotatedDrawing);
  const isFar = useStore(isFarAway) && !isImaging;
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
  const { isConnecting, ...connecting } = useConnecting(graph, { edit, onDrawnToNowhere });
  const { onNodeDragStop, onDragOver, onDropped } = useDropping(graph, selection, { edit, onDrop, onDropNote });
  const onNodeDoubleClick = useSteady((_event: unknown, node: CanvasItem) => onOpen(node.id));
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
    <DrawingContexts edges={edgeActions} annotations={annotations} isFar={isFar}>
      <ReactFlow<CanvasItem, CanvasEdge>
        className="vf-canvas vf-editing"
        data-connecting={isConnecting || undefined}
        data-far={isFar || undefined}
        data-imaging={isImaging || undefined}
        nodes={nodes}
        edges={edges}
        nodeTypes={itemTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...connecting}
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
        <SmallMap label={labels.map} />
        <GuideLines board={guides} />
        <InitialView selectedNodeId={chosen} />
        <FollowSelection nodeId={chosen ?? onlyNote(selection)} />
      </ReactFlow>
    </DrawingContexts>
  );
}

function DrawingContexts({
  edges,
  annotations,
  isFar,
  children,
}: {
  edges: EdgeActions;
  annotations: AnnotationActions;
  isFar: boolean;
  children: ReactNode;
}) {
  return (
    <EdgeActionsContext value={edges}>
      <AnnotationContext value={annotations}>
        <FarContext value={isFar}>{children}</FarContext>
      </AnnotationContext>
    </EdgeActionsContext>
  );
}
