import type { FlowEdge, FlowGraph, FlowNode } from '@voronka/domain';
import { portsOf } from '@voronka/domain';
import type { WordsContext } from '../specifications/canvas-specification.ts';
import type { Direction } from './layout.ts';
import { connectedPorts, drawEdge, drawNode } from './to-canvas.ts';
import type { CanvasEdge, CanvasNode, CanvasNodeData } from './to-canvas.ts';

/** What a draft is drawn with. */
export interface DrawingOptions {
  words: WordsContext;
  direction: Direction;
  /** Node id → severity of its worst finding. */
  findings: ReadonlyMap<string, 'error' | 'warning'>;
}

interface DrawnNode {
  node: FlowNode;
  /** Which of its ways out lead somewhere, and what was found: all that else shows on the card. */
  key: string;
  drawn: CanvasNode;
}

interface DrawnEdge {
  edge: FlowEdge;
  label: string;
  drawn: CanvasEdge;
}

/**
 * Draws a draft again and again, giving the same object for every part that looks the same: React then draws one card
 * anew for an edit of one node, however many there are. The author's places are kept whatever lies on what.
 */
export function buildDrawing(): (
  graph: FlowGraph,
  options: DrawingOptions,
) => { nodes: CanvasNode[]; edges: CanvasEdge[] } {
  let nodes = new Map<string, DrawnNode>();
  let edges = new Map<string, DrawnEdge>();
  let before: { options: Omit<DrawingOptions, 'findings'>; declared: readonly unknown[] } | null = null;

  return (graph, { words, direction, findings }) => {
    const declared = [graph.slots, graph.fields];
    const isAsBefore =
      before !== null &&
      before.options.words === words &&
      before.options.direction === direction &&
      before.declared.every((part, at) => part === declared[at]);
    if (!isAsBefore) {
      nodes = new Map();
      edges = new Map();
      before = { options: { words, direction }, declared };
    }
    const connected = connectedPorts(graph);
    const withDeclarations: WordsContext = { ...words, declarations: graph };
    const nextNodes = new Map<string, DrawnNode>();
    for (const node of graph.nodes) {
      const finding: CanvasNodeData['finding'] = findings.get(node.id) ?? null;
      const ways = portsOf(node).map(({ port }) => (connected.has(`${node.id}:${port}`) ? '1' : '0'));
      const key = `${finding ?? ''}:${ways.join('')}`;
      const known = nodes.get(node.id);
      const isSame = known && known.node === node && known.key === key;
      const drawn = isSame ? known.drawn : drawNode(node, { words: withDeclarations, direction, connected, finding });
      nextNodes.set(node.id, { node, key, drawn });
    }
    const nextEdges = new Map<string, DrawnEdge>();
    for (const edge of graph.edges) {
      const name = (id: string) => nextNodes.get(id)?.node.label[words.locale] ?? id;
      const label = `${name(edge.source)} → ${name(edge.target)}`;
      const known = edges.get(edge.id);
      const drawn: CanvasEdge =
        known?.edge === edge && known.label === label
          ? known.drawn
          : { ...drawEdge(edge), type: 'flowEdge', className: 'vf-edge', ariaLabel: label };
      nextEdges.set(edge.id, { edge, label, drawn });
    }
    nodes = nextNodes;
    edges = nextEdges;
    return {
      nodes: [...nodes.values()].map(({ drawn }) => drawn),
      edges: [...edges.values()].map(({ drawn }) => drawn),
    };
  };
}
