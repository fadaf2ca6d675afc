import { portsOf } from '@voronka/domain';
import type { FlowGraph, FlowNode, LocalizedText } from '@voronka/domain';
import { canBeEntered, connect, disconnect, hasPort, nextPortOf } from './connections.ts';
import type { PortRef } from './connections.ts';

/*
 * Edits of a drawing as functions from a drawing to a drawing. They never change their argument, keep every part that
 * did not change as the same object (history and canvas compare by identity), and return the very same drawing when
 * there is nothing to do.
 */

type Point = FlowNode['position'];

/** A node's place when it was added after another: this far further on, px. */
const insertStep = { x: 300, y: 160 };

/** Adds a node, led to from a port where one is given. */
export function addNode(graph: FlowGraph, node: FlowNode, from?: PortRef): FlowGraph {
  if (graph.nodes.some(({ id }) => id === node.id)) return graph;
  const added = { ...graph, nodes: [...graph.nodes, node] };
  return from ? connect(added, { ...from, target: node.id }) : added;
}

/**
 * Puts a node into a connection: what led to the old target leads to the node, and the node's first loose way out to
 * the old target. A node that is drawn already is taken as it is. A trigger cannot stand in a connection.
 */
export function insertOnEdge(graph: FlowGraph, edgeId: string, node: FlowNode): FlowGraph {
  const edge = graph.edges.find(({ id }) => id === edgeId);
  if (!edge || !canBeEntered(node) || edge.source === node.id || edge.target === node.id) return graph;
  const withNode = graph.nodes.some(({ id }) => id === node.id) ? graph : addNode(graph, node);
  const opened = disconnect(withNode, new Set([edge.id]));
  const led = connect(opened, { source: edge.source, port: edge.port, target: node.id });
  const port = nextPortOf(led, node);
  return port === null ? led : connect(led, { source: node.id, port, target: edge.target });
}

/** The middle of a connection, for a node that is put into it. */
export function placeOnEdge(graph: FlowGraph, edgeId: string): Point {
  const edge = graph.edges.find(({ id }) => id === edgeId);
  const from = graph.nodes.find(({ id }) => id === edge?.source)?.position;
  const to = graph.nodes.find(({ id }) => id === edge?.target)?.position;
  if (!from || !to) return { x: 0, y: 0 };
  return { x: Math.round((from.x + to.x) / 2), y: Math.round((from.y + to.y) / 2) };
}

/** A free place beside a node or, without one, beside the whole drawing. */
export function freePlace(graph: FlowGraph, besideId: string | null, goes: 'down' | 'right'): Point {
  const beside = graph.nodes.find(({ id }) => id === besideId) ?? graph.nodes.at(-1);
  if (!beside) return { x: 0, y: 0 };
  const along = goes === 'down' ? { x: 0, y: insertStep.y } : { x: insertStep.x, y: 0 };
  const across = goes === 'down' ? { x: insertStep.x, y: 0 } : { x: 0, y: insertStep.y };
  const place = { x: beside.position.x + along.x, y: beside.position.y + along.y };
  const isTaken = ({ x, y }: Point) =>
    graph.nodes.some(({ position }) => Math.abs(position.x - x) < 240 && Math.abs(position.y - y) < 110);
  while (isTaken(place)) {
    place.x += across.x;
    place.y += across.y;
  }
  return place;
}

/** Puts nodes to new places. */
export function moveNodes(graph: FlowGraph, places: ReadonlyMap<string, Point>): FlowGraph {
  let changed = false;
  const nodes = graph.nodes.map((node) => {
    const place = places.get(node.id);
    if (!place || (place.x === node.position.x && place.y === node.position.y)) return node;
    changed = true;
    return { ...node, position: { x: place.x, y: place.y } };
  });
  return changed ? { ...graph, nodes } : graph;
}

/** Moves nodes by a distance, px. */
export function shiftNodes(graph: FlowGraph, ids: ReadonlySet<string>, by: Point): FlowGraph {
  const moved = graph.nodes.filter(({ id }) => ids.has(id));
  return moveNodes(
    graph,
    new Map(moved.map(({ id, position }) => [id, { x: position.x + by.x, y: position.y + by.y }])),
  );
}

/** Removes nodes and every connection from and to them, and single connections. */
export function remove(graph: FlowGraph, nodeIds: ReadonlySet<string>, edgeIds: ReadonlySet<string>): FlowGraph {
  const nodes = graph.nodes.filter(({ id }) => !nodeIds.has(id));
  const edges = graph.edges.filter(
    ({ id, source, target }) => !edgeIds.has(id) && !nodeIds.has(source) && !nodeIds.has(target),
  );
  if (nodes.length === graph.nodes.length && edges.length === graph.edges.length) return graph;
  return { ...graph, nodes, edges };
}

/** What people call a node. */
export function rename(graph: FlowGraph, id: string, label: LocalizedText): FlowGraph {
  const node = graph.nodes.find((known) => known.id === id);
  if (!node || (node.label.ru === label.ru && node.label.en === label.en)) return graph;
  return replaceNode(graph, { ...node, label });
}

/**
 * A node with other settings. Connections of ways out that it no longer has go. A way out that is only called otherwise
 * (a rule's port that was renamed) keeps its connection: ports that are new take over those of the ones that vanished, in
 * their order.
 */
export function replaceNode(graph: FlowGraph, node: FlowNode): FlowGraph {
  const before = graph.nodes.find(({ id }) => id === node.id);
  if (!before || before === node) return graph;
  const nodes = graph.nodes.map((known) => (known === before ? node : known));
  const isLost = (port: string) => !hasPort(node, port);
  const lost = portsOf(before).filter(({ port }) => isLost(port));
  const gained = portsOf(node).filter(({ port }) => !hasPort(before, port));
  // As many new as lost ones: renamed. Otherwise something was really added or removed.
  const renamed = new Map(
    lost.length === gained.length ? lost.map(({ port }, at) => [port, gained[at]?.port ?? port]) : [],
  );
  if (graph.edges.every(({ source, port }) => source !== node.id || !isLost(port))) return { ...graph, nodes };
  const edges = graph.edges.flatMap((edge) => {
    if (edge.source !== node.id || !isLost(edge.port)) return [edge];
    const port = renamed.get(edge.port);
    return port === undefined ? [] : [{ ...edge, port }];
  });
  return { ...graph, nodes, edges };
}
