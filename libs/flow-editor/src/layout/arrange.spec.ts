import { priceAndContactFlow } from '@voronka/domain';
import type { FlowEdge, FlowGraph, FlowNode } from '@voronka/domain';
import { disconnect } from '../draft/connections.ts';
import { addNode, freePlace, insertOnEdge, moveNodes, placeOnEdge } from '../draft/graph-edits.ts';
import { newNode } from '../draft/new-node.ts';
import { putInOrder } from '../draft/put-in-order.ts';
import { gridStep, toGrid } from '../model/grid.ts';
import { cardRect, frameOf, membersOf } from '../model/group-frames.ts';
import { cardWidth, overlaps } from '../model/layout.ts';
import { buildLayoutEngine } from '../testing/layout-engine.ts';
import { arrange } from './arrange.ts';
import { faultsOf } from './faults.ts';

const engine = buildLayoutEngine();
const tidied = async (graph: FlowGraph): Promise<FlowGraph> =>
  putInOrder(graph, (await arrange(graph, 'right', engine)).places, 'right');

/** The demo flow so many times, each below the one before. */
function copies(times: number): FlowGraph {
  const all = Array.from({ length: times }, (_, copy) => ({
    nodes: priceAndContactFlow.nodes.map((node) => ({
      ...node,
      id: `${node.id}-${copy}`,
      position: { x: node.position.x, y: node.position.y + copy * 640 },
    })),
    edges: priceAndContactFlow.edges.map((edge) => ({
      ...edge,
      id: `${edge.id}-${copy}`,
      source: `${edge.source}-${copy}`,
      target: `${edge.target}-${copy}`,
    })),
  }));
  return { nodes: all.flatMap(({ nodes }) => nodes), edges: all.flatMap(({ edges }) => edges) };
}

const heapOf = (graph: FlowGraph): FlowGraph =>
  moveNodes(graph, new Map(graph.nodes.map(({ id }) => [id, { x: 0, y: 0 }])));

/** How far each card of the one drawing went, px. */
function ways(before: FlowGraph, after: FlowGraph): number[] {
  const places = new Map(after.nodes.map(({ id, position }) => [id, position]));
  return before.nodes.map(({ id, position: { x, y } }) => {
    const place = places.get(id) ?? { x: Number.NaN, y: Number.NaN };
    return Math.hypot(place.x - x, place.y - y);
  });
}
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('arranging', () => {
  it('parts cards that lie on each other and puts them on the grid', async () => {
    const tidy = await tidied(heapOf(priceAndContactFlow));
    expect(overlaps(tidy, 'right')).toBe(false);
    expect(faultsOf(tidy, 'right')).toBe(0);
    for (const { position } of tidy.nodes)
      expect([position.x % gridStep, position.y % gridStep].map(Math.abs)).toEqual([0, 0]);
  });

  it('begins anew where most connections lead backwards or cross, and says so', async () => {
    const nodes = priceAndContactFlow.nodes.map(({ id, position: { x, y } }) => [id, { x: -x, y }] as const);
    const mirrored = moveNodes(priceAndContactFlow, new Map(nodes));
    const { places, beginning } = await arrange(mirrored, 'right', engine);
    expect(beginning).toBe('fresh');
    expect(faultsOf(moveNodes(mirrored, places), 'right')).toBe(0);
  });

  it('changes nothing a second time', async () => {
    for (const flow of [priceAndContactFlow, heapOf(priceAndContactFlow), copies(4)]) {
      const tidy = await tidied(flow);
      expect(await tidied(tidy)).toBe(tidy);
    }
  });

  it('keeps nodes beside each other in the order in which they stood', async () => {
    const replies = ['a', 'b', 'c'].map((id): FlowNode => newNode('reply', { id, position: { x: 0, y: 0 } }));
    const at = (order: number[]): FlowGraph => ({
      nodes: replies.map((node, index) => ({ ...node, position: { x: 0, y: (order[index] ?? 0) * 10 } })),
      edges: [],
    });
    const orderOf = (drawn: FlowGraph) =>
      [...drawn.nodes].sort((one, other) => one.position.y - other.position.y).map(({ id }) => id);
    expect(orderOf(await tidied(at([0, 1, 2])))).toEqual(['a', 'b', 'c']);
    expect(orderOf(await tidied(at([2, 0, 1])))).toEqual(['b', 'c', 'a']);
  });

  it('leaves no cards on each other in a flow of hundreds, and reads onwards', async () => {
    const tidy = await tidied(copies(4));
    expect(overlaps(tidy, 'right')).toBe(false);
    expect(faultsOf(tidy, 'right')).toBe(0);
  });

  it('keeps what belongs to a group together and everything else out of its frame', async () => {
    const grouped = { ...heapOf(copies(3)), groups: [group('g', ['askForPrice-1', 'asksPrice-1'])] };
    const tidy = await tidied(grouped);
    const [only] = tidy.groups ?? [];
    if (!only) throw new Error('the group is gone');
    const frame = frameOf(only, membersOf(tidy).get('g') ?? [], 'right');
    const inside = tidy.nodes.filter((node) => {
      const { x, y, width, height } = cardRect(node, 'right');
      return x < frame.x + frame.width && x + width > frame.x && y < frame.y + frame.height && y + height > frame.y;
    });
    expect(inside.map(({ id }) => id).sort()).toEqual([...only.nodeIds].sort());
  });

  it('takes a note along with the card it stands at', async () => {
    const tidy = await tidied(priceAndContactFlow);
    const far = toGrid({ x: -3_000, y: 4_000 });
    const card = tidy.nodes.at(-1);
    if (!card) throw new Error('the demo flow is empty');
    const moved = moveNodes(tidy, new Map([[card.id, far]]));
    const note = {
      id: 'n',
      text: '',
      color: 'yellow' as const,
      position: { x: far.x, y: far.y - 100 },
      size: noteSize,
    };
    const again = await tidied({ ...moved, notes: [note] });
    const at = again.nodes.find(({ id }) => id === card.id)?.position;
    expect(again.notes?.[0]?.position).toEqual({ x: at?.x, y: (at?.y ?? 0) - 100 });
  });
});

const noteSize = { width: 200, height: 80 };
const group = (id: string, nodeIds: string[]) => ({
  id,
  title: id,
  color: 'grey' as const,
  nodeIds,
  collapsed: false,
  position: { x: 0, y: 0 },
  size: { width: 100, height: 100 },
});

describe('arranging again after a small edit', () => {
  const edits: Record<string, (graph: FlowGraph, edge: FlowEdge) => FlowGraph> = {
    'a node put into a connection': (graph, { id }) =>
      insertOnEdge(graph, id, newNode('reply', { id: 'new', position: toGrid(placeOnEdge(graph, id)) })),
    'a connection cut': (graph, { id }) => disconnect(graph, new Set([id])),
    'a node led to from another place': (graph, { source, port }) =>
      addNode(graph, newNode('reply', { id: 'new', position: freePlace(graph, source, 'right') }), { source, port }),
  };

  it.each(Object.entries(edits))('moves few cards, and not far: %s', async (_, edit) => {
    for (const [flow, step] of [[priceAndContactFlow, 5] as const, [copies(2), 14] as const]) {
      const tidy = await tidied(flow);
      const means: number[] = [];
      for (const edge of tidy.edges.filter((_edge, at) => at % step === 0)) {
        const edited = edit(tidy, edge);
        const { places, beginning } = await arrange(edited, 'right', engine);
        expect(beginning).toBe('kept');
        means.push(meanOf(ways(tidy, moveNodes(edited, places))));
      }
      expect(meanOf(means)).toBeLessThan(cardWidth / 2);
      expect(Math.max(...means)).toBeLessThan(cardWidth);
    }
  });
});
