import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Background, BackgroundVariant, Controls, ReactFlow } from '@xyflow/react';
import type { NodeChange } from '@xyflow/react';
import type { FlowGraph } from '@voronka/domain';
import { fitFrames } from '../draft/annotation-edits.ts';
import { moveNodes } from '../draft/graph-edits.ts';
import { isAnnotationRef } from '../model/annotation-refs.ts';
import { buildAnnotatedDrawing, collapsedGroups, groupsHiding } from '../model/annotation-drawing.ts';
import type { AnnotationLabels, CanvasItem } from '../model/annotation-drawing.ts';
import { toCanvas } from '../model/to-canvas.ts';
import type { CanvasOptions } from '../model/to-canvas.ts';
import { AnnotationContext } from './annotation-context.ts';
import type { AnnotationActions, AnnotationWords } from './annotation-context.ts';
import { FlowEdgePath } from './flow-edge-line.tsx';
import { CanvasProvider, useIsImaging } from './canvas-view.tsx';
import { itemTypes } from './item-types.ts';
import { SmallMap } from './small-map.tsx';
import { fitting, FollowSelection, InitialView } from './viewport.tsx';

const edgeTypes = { flowEdge: FlowEdgePath };
interface Size {
  width: number;
  height: number;
}

/** Words of the canvas' own controls. */
export interface CanvasLabels {
  canvas: string;
  zoomIn: string;
  zoomOut: string;
  fit: string;
  map: string;
  annotations: AnnotationLabels & AnnotationWords;
}

/** What to draw, and what happens on a click. */
export interface FlowCanvasProps extends CanvasOptions {
  graph: FlowGraph;
  /** `null` when the empty canvas was clicked. */
  onSelect: (nodeId: string | null) => void;
  colorMode: 'light' | 'dark';
  labels: CanvasLabels;
  /** Stands on the canvas, and can steer it. */
  children?: ReactNode;
}

function Canvas(props: FlowCanvasProps) {
  const {
    graph,
    onSelect,
    colorMode,
    labels,
    words,
    path,
    selectedNodeId = null,
    findings,
    marks,
    edgeMarks,
    arrangement,
    children,
  } = props;
  const [annotate] = useState(buildAnnotatedDrawing);
  const isImaging = useIsImaging();
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const drawn = useMemo(() => {
    const cards = toCanvas(graph, {
      words,
      path: path ?? null,
      selectedNodeId,
      ...(findings ? { findings } : {}),
      ...(marks ? { marks } : {}),
      ...(edgeMarks ? { edgeMarks } : {}),
      ...(arrangement ? { arrangement } : {}),
    });
    // Notes and groups belong to the author's places.
    if (arrangement === 'down') return cards;
    const direction = cards.nodes[0]?.data.direction ?? 'down';
    const placed = moveNodes(graph, new Map(cards.nodes.map(({ id, position }) => [id, position])));
    const shown = placed === graph ? graph : fitFrames(placed, direction);
    // Where a path or changes are shown, nothing of it may be hidden in a box.
    const open = path || marks ? collapsedGroups(graph) : new Set([...turned, ...groupsHiding(graph, selectedNodeId)]);
    return annotate(cards, shown, { direction, labels: labels.annotations, turned: open });
  }, [
    annotate,
    graph,
    words,
    path,
    selectedNodeId,
    findings,
    marks,
    edgeMarks,
    arrangement,
    labels.annotations,
    turned,
  ]);
  const onToggle = useCallback((groupId: string) => {
    setTurned((before) =>
      before.has(groupId) ? new Set([...before].filter((id) => id !== groupId)) : new Set([...before, groupId]),
    );
  }, []);
  const annotations = useMemo<AnnotationActions>(
    () => ({ words: labels.annotations, edit: null, writing: null, onWriting: () => undefined, onToggle }),
    [labels.annotations, onToggle],
  );
  // React Flow asks for the measured sizes back with the nodes; without them it knows no bounds and no map.
  const nodes = useMemo(
    () => drawn.nodes.map((node) => (sizes.has(node.id) ? { ...node, measured: sizes.get(node.id) ?? {} } : node)),
    [drawn, sizes],
  );
  const onItem = (id: string) => {
    if (!isAnnotationRef(id)) onSelect(id);
  };
  const onNodesChange = (changes: NodeChange<CanvasItem>[]) => {
    const measured = changes.flatMap((change) =>
      change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
    );
    if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));
    // Enter on a focused node selects it as a click does.
    for (const change of changes) if (change.type === 'select' && change.selected) onItem(change.id);
  };
  return (
    <AnnotationContext value={annotations}>
      <ReactFlow<CanvasItem>
        className="vf-canvas"
        data-imaging={isImaging || undefined}
        nodes={nodes}
        edges={drawn.edges}
        nodeTypes={itemTypes}
        edgeTypes={edgeTypes}
        colorMode={colorMode}
        minZoom={0.15}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        elementsSelectable
        deleteKeyCode={null}
        onNodeClick={(_, node) => onItem(node.id)}
        onPaneClick={() => onSelect(null)}
        onNodesChange={onNodesChange}
        panOnScroll
        zoomOnDoubleClick={false}
        aria-label={labels.canvas}
        ariaLabelConfig={{
          'controls.zoomIn.ariaLabel': labels.zoomIn,
          'controls.zoomOut.ariaLabel': labels.zoomOut,
          'controls.fitView.ariaLabel': labels.fit,
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} />
        <Controls showInteractive={false} fitViewOptions={fitting} />
        <SmallMap label={labels.map} />
        <InitialView selectedNodeId={selectedNodeId} />
        <FollowSelection nodeId={selectedNodeId} />
        {children}
      </ReactFlow>
    </AnnotationContext>
  );
}

/** The drawn flow, to look at: with a dialogue's path lit on it where one is given. Fills its container. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <CanvasProvider>
      <Canvas {...props} />
    </CanvasProvider>
  );
}
