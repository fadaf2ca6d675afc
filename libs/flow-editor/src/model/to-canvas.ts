import type { Edge, Node } from '@xyflow/react';
import { nodeSpecifications, portsOf } from '@voronka/domain';
import type { FlowEdge, FlowGraph, FlowNode, NodeFamily } from '@voronka/domain';
import { summaryOf } from '../specifications/specifications.ts';
import type { WordsContext } from '../specifications/canvas-specification.ts';
import type { Declarations } from '../specifications/words.ts';
import { pathMark, placesOnPath } from './canvas-path.ts';
import type { CanvasPath } from './canvas-path.ts';
import { directionOf, layOut, overlaps } from './layout.ts';
import type { Direction } from './layout.ts';

/** How a node or connection stands to the dialogue's path: `plain` where no path is drawn. */
export type PathState = 'plain' | 'passed' | 'current' | 'aside';

/** What became of a node against another drawing, and how that is said. */
export interface ChangeMark {
  change: 'added' | 'changed' | 'removed';
  title: string;
}

/** What a card on the canvas shows. The model's node rides along, so that nothing is lost on the way back. */
export type CanvasNodeData = {
  node: FlowNode;
  family: NodeFamily;
  title: string;
  kindTitle: string;
  summary: string | null;
  ports: { port: string; title: string; connected: boolean }[];
  direction: Direction;
  pathState: PathState;
  pathMark: string | null;
  /** Severity of the worst finding at the node. */
  finding: 'error' | 'warning' | null;
  /** What became of it, where two drawings are compared. */
  change?: ChangeMark | undefined;
};

/** A node of React Flow. */
export type CanvasNode = Node<CanvasNodeData, 'flowNode'>;
/** A connection of React Flow. */
export type CanvasEdge = Edge<{ pathState: PathState }>;

/** What to draw beside the graph itself. */
export interface CanvasOptions {
  words: WordsContext;
  path?: CanvasPath | null;
  selectedNodeId?: string | null;
  /** Node id → severity of its worst finding. */
  findings?: ReadonlyMap<string, 'error' | 'warning'>;
  /** Node id → what became of it, where two drawings are compared. */
  marks?: ReadonlyMap<string, ChangeMark>;
  /** Connection id → what became of it, where two drawings are compared. */
  edgeMarks?: ReadonlyMap<string, 'added' | 'removed'>;
  /**
   * `drawn` keeps the places that the flow's author gave; `down` draws from top to bottom, for narrow places where a
   * path is read rather than a flow arranged.
   *
   * @default 'drawn'
   */
  arrangement?: 'drawn' | 'down';
}

function pathStateOf(nodeId: string, path: CanvasPath | null, places: ReadonlyMap<string, unknown>): PathState {
  if (!path) return 'plain';
  if (path.current === nodeId) return 'current';
  return places.has(nodeId) ? 'passed' : 'aside';
}

/** What a card shows of its node alone, besides what surrounds it. */
export interface Surroundings {
  words: WordsContext;
  direction: Direction;
  /** `{source}:{port}` of every way out that leads somewhere. */
  connected: ReadonlySet<string>;
  finding: CanvasNodeData['finding'];
}

/** One node as React Flow draws it, at its own place and on no path. */
export function drawNode(node: FlowNode, { words, direction, connected, finding }: Surroundings): CanvasNode {
  const specification = nodeSpecifications[node.kind];
  return {
    id: node.id,
    type: 'flowNode',
    position: node.position,
    ariaLabel: `${specification.title[words.locale]}: ${node.label[words.locale]}`,
    data: {
      node,
      family: specification.family,
      title: node.label[words.locale],
      kindTitle: specification.title[words.locale],
      summary: summaryOf(node, words),
      ports: portsOf(node).map(({ port, title }) => ({
        port,
        title: title[words.locale],
        connected: connected.has(`${node.id}:${port}`),
      })),
      direction,
      pathState: 'plain',
      pathMark: null,
      finding,
    },
  };
}

/** The model as React Flow draws it. Places that put cards on each other are replaced by a clean layout. */
export function toCanvas(graph: FlowGraph, options: CanvasOptions): { nodes: CanvasNode[]; edges: CanvasEdge[] } {
  const { path = null, selectedNodeId = null, findings, marks, edgeMarks, arrangement = 'drawn' } = options;
  const words: WordsContext = { ...options.words, declarations: graph };
  const direction = arrangement === 'down' ? 'down' : directionOf(graph);
  const layout = arrangement === 'down' || overlaps(graph, direction) ? layOut(graph, direction) : null;
  const places = path ? placesOnPath(path) : new Map<string, readonly number[]>();
  const connected = connectedPorts(graph);
  const passedEdges = new Set(path?.edges.map((edge) => edge.edgeId));

  const nodes = graph.nodes.map((node): CanvasNode => {
    const drawn = drawNode(node, { words, direction, connected, finding: findings?.get(node.id) ?? null });
    const mark = places.get(node.id);
    const change = marks?.get(node.id);
    return {
      ...drawn,
      position: layout?.get(node.id) ?? node.position,
      selected: node.id === selectedNodeId,
      ariaLabel: [drawn.ariaLabel, change?.title].filter((part) => part !== undefined).join(', '),
      data: {
        ...drawn.data,
        pathState: pathStateOf(node.id, path, places),
        pathMark: mark ? pathMark(mark) : null,
        change,
      },
    };
  });
  const edges = graph.edges.map((edge): CanvasEdge => {
    const pathState = !path ? 'plain' : passedEdges.has(edge.id) ? 'passed' : 'aside';
    return {
      ...drawEdge(edge),
      type: 'flowEdge',
      data: { pathState },
      className: ['vf-edge', `vf-edge-${edgeMarks?.get(edge.id) ?? pathState}`].join(' '),
      zIndex: pathState === 'passed' ? 1 : 0,
      focusable: false,
    };
  });
  return { nodes, edges };
}

/** The ends of a connection as React Flow calls them. */
export function drawEdge({ id, source, port, target }: FlowEdge): CanvasEdge {
  return { id, source, sourceHandle: port, target, targetHandle: 'in' };
}

/** `{source}:{port}` of every way out that leads somewhere. */
export function connectedPorts(graph: FlowGraph): Set<string> {
  return new Set(graph.edges.map((edge) => `${edge.source}:${edge.port}`));
}

/**
 * The model of what is on the canvas: places and connections from there, everything else as it rode along.
 *
 * @param declarations the flow's own slots and fields, which are not drawn
 */
export function fromCanvas(
  nodes: readonly CanvasNode[],
  edges: readonly CanvasEdge[],
  declarations: Declarations = {},
): FlowGraph {
  const { slots, fields } = declarations;
  return {
    ...(slots ? { slots } : {}),
    ...(fields ? { fields } : {}),
    nodes: nodes.map(({ data, position }) => ({ ...data.node, position: { x: position.x, y: position.y } })),
    edges: edges.map(({ id, source, sourceHandle, target }) => ({ id, source, port: sourceHandle ?? 'next', target })),
  };
}
