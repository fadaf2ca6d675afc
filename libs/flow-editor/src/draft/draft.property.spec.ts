import fc from 'fast-check';
import { flowGraphSchema } from '@voronka/contracts';
import { nodeSpecifications, portsOf, priceAndContactFlow, startsOf } from '@voronka/domain';
import type { FlowGraph, FlowNode, NodeKind } from '@voronka/domain';
import { fullConfigs } from '../testing/every-kind.ts';
import { connect, disconnect, reconnect } from './connections.ts';
import { duplicate, fragmentOf, insertFragment } from './fragment.ts';
import { fromClipboard, toClipboard } from './clipboard.ts';
import { addNode, insertOnEdge, moveNodes, remove, rename, replaceNode, shiftNodes } from './graph-edits.ts';
import { beginHistory, record, redo, undo } from './history.ts';
import { newNode } from './new-node.ts';
import { readHistory, storeHistory } from './stored-history.ts';

type Edit = (graph: FlowGraph, newId: () => string) => FlowGraph;

const kinds = Object.keys(nodeSpecifications) as NodeKind[];
/** A node by its place in the list, so that most edits hit one that exists. */
const at = fc.nat(40);
const nodeAt = (graph: FlowGraph, index: number): FlowNode | undefined => graph.nodes[index % (graph.nodes.length + 1)];
const idAt = (graph: FlowGraph, index: number) => nodeAt(graph, index)?.id ?? 'nowhere';
const edgeAt = (graph: FlowGraph, index: number) => graph.edges[index % (graph.edges.length + 1)]?.id ?? 'nothing';
const portAt = (graph: FlowGraph, index: number, port: number) => {
  const ports = portsOf(nodeAt(graph, index) ?? { kind: 'end', config: {} });
  return ports[port % (ports.length + 1)]?.port ?? 'unknown';
};
const several = fc.array(at, { maxLength: 4 });
const idsAt = (graph: FlowGraph, indexes: number[]) => new Set(indexes.map((index) => idAt(graph, index)));
const offset = fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) });
const kind = fc.constantFrom(...kinds);

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(kind, offset).map(([added, position]): Edit => (graph, newId) => {
    return addNode(graph, newNode(added, { id: newId(), position }));
  }),
  fc.tuple(kind, at, at).map(([added, from, port]): Edit => (graph, newId) => {
    const node = newNode(added, { id: newId(), position: { x: 0, y: 0 } });
    return addNode(graph, node, { source: idAt(graph, from), port: portAt(graph, from, port) });
  }),
  fc.tuple(at, at, at).map(([from, port, to]): Edit => (graph) => {
    return connect(graph, { source: idAt(graph, from), port: portAt(graph, from, port), target: idAt(graph, to) });
  }),
  fc.tuple(at, at, at, at).map(([edge, from, port, to]): Edit => (graph) => {
    const connection = { source: idAt(graph, from), port: portAt(graph, from, port), target: idAt(graph, to) };
    return reconnect(graph, edgeAt(graph, edge), connection);
  }),
  at.map(
    (edge): Edit =>
      (graph) =>
        disconnect(graph, new Set([edgeAt(graph, edge)])),
  ),
  fc.tuple(kind, at).map(([added, edge]): Edit => (graph, newId) => {
    return insertOnEdge(graph, edgeAt(graph, edge), newNode(added, { id: newId(), position: { x: 0, y: 0 } }));
  }),
  fc.tuple(at, at).map(([node, edge]): Edit => (graph) => {
    const known = nodeAt(graph, node);
    return known ? insertOnEdge(graph, edgeAt(graph, edge), known) : graph;
  }),
  fc.tuple(at, offset).map(
    ([node, place]): Edit =>
      (graph) =>
        moveNodes(graph, new Map([[idAt(graph, node), place]])),
  ),
  fc.tuple(several, offset).map(
    ([nodes, by]): Edit =>
      (graph) =>
        shiftNodes(graph, idsAt(graph, nodes), by),
  ),
  fc.tuple(several, several).map(([nodes, gone]): Edit => (graph) => {
    return remove(graph, idsAt(graph, nodes), new Set(gone.map((edge) => edgeAt(graph, edge))));
  }),
  several.map(
    (nodes): Edit =>
      (graph, newId) =>
        duplicate(graph, idsAt(graph, nodes), newId).graph,
  ),
  several.map((nodes): Edit => (graph, newId) => {
    const pasted = fromClipboard(toClipboard(fragmentOf(graph, idsAt(graph, nodes))));
    return typeof pasted === 'string' ? graph : insertFragment(graph, pasted, newId, { x: 0, y: 0 }).graph;
  }),
  fc.tuple(at, fc.string({ maxLength: 20 })).map(([node, ru]): Edit => (graph) => {
    return rename(graph, idAt(graph, node), { ru, en: ru });
  }),
  at.map((index): Edit => (graph) => {
    const node = nodeAt(graph, index);
    if (!node) return graph;
    return replaceNode(graph, { ...node, config: fullConfigs[node.kind] } as FlowNode);
  }),
);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen<unknown>(part);
  }
  return value;
}

function idGiver() {
  let count = 0;
  return () => `new${(count += 1)}`;
}

/** All drawings that the edits lead through, the first included; each is frozen, so that no edit can change it. */
function drawingsOf(run: readonly Edit[]): FlowGraph[] {
  const newId = idGiver();
  const drawings = [frozen(structuredClone(priceAndContactFlow))];
  for (const edit of run) drawings.push(frozen(edit(drawings.at(-1) ?? priceAndContactFlow, newId)));
  return drawings;
}

describe('after any edits', () => {
  const anyRun = fc.array(edits, { minLength: 1, maxLength: 30 });

  it('ids are unique, and connections join what exists: a way out with a node that can be entered', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const graph = drawingsOf(run).at(-1) ?? priceAndContactFlow;
        const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
        expect(nodes.size).toBe(graph.nodes.length);
        expect(new Set(graph.edges.map(({ id }) => id)).size).toBe(graph.edges.length);
        expect(new Set(graph.edges.map(({ source, port }) => `${source}:${port}`)).size).toBe(graph.edges.length);
        for (const { source, port, target } of graph.edges) {
          const from = nodes.get(source);
          const to = nodes.get(target);
          expect(from && portsOf(from).map((known) => known.port)).toContain(port);
          expect(to && startsOf(to)).toBeNull();
          expect(source).not.toBe(target);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('the drawing can be saved while it holds a node', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const graph = drawingsOf(run).at(-1) ?? priceAndContactFlow;
        if (graph.nodes.length > 0) expect(flowGraphSchema.parse(graph)).toEqual(graph);
      }),
      { numRuns: 40 },
    );
  });

  it('undoing all of them gives the original, and redoing all of them the last, also after a reload', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const drawings = drawingsOf(run);
        const [first, ...edited] = drawings;
        let history = beginHistory(first ?? priceAndContactFlow);
        for (const next of edited) history = record(history, next, { atMs: 0 });
        const reloaded = readHistory(storeHistory(history));
        for (let walked of [history, reloaded ?? beginHistory(priceAndContactFlow)]) {
          while (walked.past.length > 0) walked = undo(walked);
          expect(walked.present).toEqual(drawings[0]);
          while (walked.future.length > 0) walked = redo(walked);
          expect(walked.present).toEqual(drawings.at(-1));
        }
      }),
      { numRuns: 40 },
    );
  });
});
