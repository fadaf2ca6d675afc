import { useEffect, useMemo } from 'react';
import { Background, BackgroundVariant, Controls, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import type { FlowGraph } from '@voronka/domain';
import { toCanvas } from '../model/to-canvas.ts';
import type { CanvasNode, CanvasOptions } from '../model/to-canvas.ts';
import { FlowNodeCard } from './flow-node-card.tsx';

const nodeTypes = { flowNode: FlowNodeCard };
const fitting = { padding: 0.12, maxZoom: 1 };

/** Words of the canvas' own controls. */
export interface CanvasLabels {
  canvas: string;
  zoomIn: string;
  zoomOut: string;
  fit: string;
}

/** What to draw, and what happens on a click. */
export interface FlowCanvasProps extends CanvasOptions {
  graph: FlowGraph;
  /** `null` when the empty canvas was clicked. */
  onSelect: (nodeId: string | null) => void;
  colorMode: 'light' | 'dark';
  labels: CanvasLabels;
}

/** Brings a node into view that was chosen elsewhere, such as in the findings; one in view stays where it is. */
function FollowSelection({ nodeId }: { nodeId: string | null | undefined }) {
  const { getNode, getViewport, setCenter, flowToScreenPosition } = useReactFlow<CanvasNode>();
  useEffect(() => {
    const node = nodeId ? getNode(nodeId) : undefined;
    if (!node) return;
    const canvas = document.querySelector('.vf-canvas')?.getBoundingClientRect();
    const corner = flowToScreenPosition(node.position);
    const size = { width: node.measured?.width ?? 0, height: node.measured?.height ?? 0 };
    const { zoom } = getViewport();
    const inView =
      canvas !== undefined &&
      corner.x >= canvas.left &&
      corner.y >= canvas.top &&
      corner.x + size.width * zoom <= canvas.right &&
      corner.y + size.height * zoom <= canvas.bottom;
    if (!inView)
      void setCenter(node.position.x + size.width / 2, node.position.y + size.height / 2, {
        zoom: Math.max(zoom, 0.7),
      });
  }, [nodeId, getNode, getViewport, setCenter, flowToScreenPosition]);
  return null;
}

function Canvas({ graph, onSelect, colorMode, labels, words, path, selectedNodeId, findings }: FlowCanvasProps) {
  const { nodes, edges } = useMemo(
    () =>
      toCanvas(graph, {
        words,
        path: path ?? null,
        selectedNodeId: selectedNodeId ?? null,
        ...(findings ? { findings } : {}),
      }),
    [graph, words, path, selectedNodeId, findings],
  );
  return (
    <ReactFlow<CanvasNode>
      className="vf-canvas"
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      colorMode={colorMode}
      fitView
      fitViewOptions={fitting}
      minZoom={0.15}
      maxZoom={1.6}
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable
      deleteKeyCode={null}
      onNodeClick={(_, node) => onSelect(node.id)}
      onPaneClick={() => onSelect(null)}
      onNodesChange={(changes) => {
        // Enter on a focused node selects it as a click does.
        for (const change of changes) if (change.type === 'select' && change.selected) onSelect(change.id);
      }}
      panOnScroll
      zoomOnDoubleClick={false}
      aria-label={labels.canvas}
      proOptions={{ hideAttribution: false }}
      ariaLabelConfig={{
        'controls.zoomIn.ariaLabel': labels.zoomIn,
        'controls.zoomOut.ariaLabel': labels.zoomOut,
        'controls.fitView.ariaLabel': labels.fit,
      }}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} />
      <Controls showInteractive={false} fitViewOptions={fitting} />
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
