import type { ElkNode, LayoutOptions } from 'elkjs/lib/elk-api.js';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { groupRef } from '../model/annotation-refs.ts';
import { frameAround, framePadding, membersOf } from '../model/group-frames.ts';
import { handlesOf } from '../model/handles.ts';
import { cardHeight, cardWidth } from '../model/layout.ts';
import type { Direction } from '../model/layout.ts';

type Point = FlowNode['position'];

/**
 * What a layout begins with. `kept`: the drawing's own columns, the order in them, and which connections lead back.
 * `fresh`: nothing but the graph.
 */
export type Beginning = 'kept' | 'fresh';

/** Up to so many nodes the slower way to put cards in line is quick enough; it moves fewer of them after an edit. */
const preciseUpTo = 60;

const spacing: LayoutOptions = {
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '20',
  'elk.layered.spacing.nodeNodeBetweenLayers': '56',
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
};
/** @source https://eclipse.dev/elk/blog/posts/2023/23-01-09-constraining-the-model.html "Interactive Constraints" */
const keepingPlaces: LayoutOptions = {
  'elk.layered.cycleBreaking.strategy': 'INTERACTIVE',
  'elk.layered.layering.strategy': 'INTERACTIVE',
  'elk.layered.crossingMinimization.strategy': 'INTERACTIVE',
};

function optionsOf({ nodes }: FlowGraph, direction: Direction, beginning: Beginning): LayoutOptions {
  return {
    'elk.algorithm': 'layered',
    'elk.direction': direction === 'down' ? 'DOWN' : 'RIGHT',
    // Parts that nothing connects would be packed anew by their sizes after every edit.
    'elk.separateConnectedComponents': 'false',
    ...spacing,
    ...(nodes.length <= preciseUpTo ? { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX' } : {}),
    ...(beginning === 'kept' ? keepingPlaces : {}),
  };
}

/**
 * Cards that begin less than half a card apart share a column. elkjs puts into one column whatever overlaps, and a card
 * that was put between two would join both, so places are stretched along the way that the flow reads.
 */
const stretch = 2;

function stretched({ x, y }: Point, direction: Direction): Point {
  return direction === 'down' ? { x, y: y * stretch } : { x: x * stretch, y };
}

const portId = (nodeId: string, type: string, port: string) => JSON.stringify([nodeId, type, port]);

function card(node: FlowNode, direction: Direction, corner: Point): ElkNode {
  const size = { width: cardWidth, height: cardHeight(node, direction) };
  const [entry, exit] = direction === 'down' ? ['NORTH', 'SOUTH'] : ['WEST', 'EAST'];
  return {
    id: node.id,
    ...size,
    ...stretched({ x: node.position.x - corner.x, y: node.position.y - corner.y }, direction),
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: handlesOf(node, direction, size).map(({ id, type, x, y, width = 0, height = 0 }) => ({
      id: portId(node.id, type, id ?? ''),
      width: 1,
      height: 1,
      x: x + width / 2,
      y: y + height / 2,
      layoutOptions: { 'elk.port.side': type === 'target' ? entry : exit },
    })),
  };
}

/** The drawing as elkjs takes it: cards with their ways in and out, groups as nodes that hold others. */
export function toElk(graph: FlowGraph, direction: Direction, beginning: Beginning): ElkNode {
  const options = optionsOf(graph, direction, beginning);
  const { top, side, bottom } = framePadding;
  const inside = { ...options, 'elk.padding': `[top=${top},left=${side},bottom=${bottom},right=${side}]` };
  const grouped = new Set<string>();
  const groups = [...membersOf(graph)].flatMap(([groupId, members]): ElkNode[] => {
    const frame = frameAround(members, direction);
    if (!frame) return [];
    for (const { id } of members) grouped.add(id);
    const children = members.map((node) => card(node, direction, frame));
    // Its size comes from what it holds; here it only says in which column the group begins.
    const size = { width: cardWidth, height: frame.height };
    return [{ id: groupRef(groupId), ...stretched(frame, direction), ...size, layoutOptions: inside, children }];
  });
  const loose = graph.nodes.filter(({ id }) => !grouped.has(id));
  return {
    id: 'drawing',
    layoutOptions: groups.length > 0 ? { ...options, 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' } : options,
    children: [...loose.map((node) => card(node, direction, { x: 0, y: 0 })), ...groups],
    edges: graph.edges.map(({ id, source, port, target }) => ({
      id,
      sources: [portId(source, 'source', port)],
      targets: [portId(target, 'target', 'in')],
    })),
  };
}

/** Node id → corner of its card, from what elkjs gave back. */
export function placesOf({ children = [] }: ElkNode, corner: Point = { x: 0, y: 0 }): Map<string, Point> {
  const places = new Map<string, Point>();
  for (const child of children) {
    const place = { x: corner.x + (child.x ?? 0), y: corner.y + (child.y ?? 0) };
    if (child.children) for (const [id, inner] of placesOf(child, place)) places.set(id, inner);
    else places.set(child.id, place);
  }
  return places;
}
