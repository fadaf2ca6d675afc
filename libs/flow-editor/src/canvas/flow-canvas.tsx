import { useMemo, useState } from 'react';
import { Background, BackgroundVariant, Controls, MiniMap, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import type { NodeChange } from '@xyflow/react';
import type { FlowGraph } from '@voronka/domain';
import { toCanvas } from '../model/to-canvas.ts';
import type { CanvasNode, CanvasOptions } from '../model/to-canvas.ts';
import { FlowNodeCard } from './flow-node-card.tsx';
import { fitting, FollowSelection, InitialView } from './viewport.tsx';

const nodeTypes = { flowNode: FlowNodeCard };
interface Size {
  width: number;
  height: number;
}

/** From so many nodes on a small map helps. */
const mapFrom = 10;

function mapColor({ data }: CanvasNode): string {
  return data.pathState === 'passed' || data.pathState === 'current' ? 'var(--v-path)' : 'var(--v-edge)';
}

/** Words of the canvas' own controls. */
export interface CanvasLabels {
  canvas: string;
  zoomIn: string;
  zoomOut: string;
  fit: string;
  map: string;
}

/** What to draw, and what happens on a click. */
export interface FlowCanvasProps extends CanvasOptions {
  graph: FlowGraph;
  /** `null` when the empty canvas was clicked. */
  onSelect: (nodeId: string | null) => void;
  colorMode: 'light' | 'dark';
  labels: CanvasLabels;
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
    arrangement,
  } = props;
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const drawn = useMemo(
    () =>
      toCanvas(graph, {
        words,
        path: path ?? null,
        selectedNodeId,
        ...(findings ? { findings } : {}),
        ...(marks ? { marks } : {}),
        ...(arrangement ? { arrangement } : {}),
      }),
    [graph, words, path, selectedNodeId, findings, marks, arrangement],
  );
  // React Flow asks for the measured sizes back with the nodes; without them it knows no bounds and no map.
  const nodes = useMemo(
    () => drawn.nodes.map((node) => (sizes.has(node.id) ? { ...node, measured: sizes.get(node.id) ?? {} } : node)),
    [drawn, sizes],
  );
  const onNodesChange = (changes: NodeChange<CanvasNode>[]) => {
    const measured = changes.flatMap((change) =>
      change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
    );
    if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));
    // Enter on a focused node selects it as a click does.
    for (const change of changes) if (change.type === 'select' && change.selected) onSelect(change.id);
  };
  return (
    <ReactFlow<CanvasNode>
      className="vf-canvas"
      nodes={nodes}
      edges={drawn.edges}
      nodeTypes={nodeTypes}
      colorMode={colorMode}
      minZoom={0.15}
      maxZoom={1.6}
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable
      deleteKeyCode={null}
      onNodeClick={(_, node) => onSelect(node.id)}
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
      {graph.nodes.length >= mapFrom ? (
        <MiniMap<CanvasNode> pannable zoomable ariaLabel={labels.map} nodeColor={mapColor} className="vf-map" />
      ) : null}
      <InitialView selectedNodeId={selectedNodeId} />
      <FollowSelection nodeId={selectedNodeId} />
    </ReactFlow>
  );
}

/** The drawn flow, to look at: with a dialogue's path lit on it where one is given. Fills its container. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}
