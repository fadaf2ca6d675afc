import '@xyflow/react/dist/style.css';
import { createRoot } from 'react-dom/client';
import { ReactFlow, useEdgesState, useNodesState } from '@xyflow/react';
import type { BareSheet } from '../bare-pages.ts';

/** React Flow as its first example has it: nodes and edges of its own kinds, nothing else. */
function Sheet({ nodes: given, edges: joins, viewport, size }: BareSheet) {
  const [nodes, , onNodesChange] = useNodesState(given);
  const [edges, , onEdgesChange] = useEdgesState(joins);
  return (
    <div style={size}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        defaultViewport={viewport}
        minZoom={0.15}
      />
    </div>
  );
}

const answer = await fetch('./sheet.json');
const sheet = (await answer.json()) as BareSheet;
const root = document.getElementById('root');
if (root) createRoot(root).render(<Sheet {...sheet} />);
