import { portsOf, priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { canvasWords } from '../testing/canvas-words.ts';
import { declarations } from '../testing/every-kind.ts';
import { cardHeight, cardWidth, directionOf, layOut, overlaps } from './layout.ts';
import { fromCanvas, toCanvas } from './to-canvas.ts';

const graph = priceAndContactFlow;
const words = canvasWords('ru');

function placed(places: ReadonlyMap<string, { x: number; y: number }>): FlowGraph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position })),
  };
}

describe('from the model to the canvas and back', () => {
  it('loses nothing of a flow', () => {
    const { nodes, edges } = toCanvas(graph, { words });
    expect(fromCanvas(nodes, edges)).toEqual(graph);
    const declared = { ...graph, ...declarations };
    expect(fromCanvas(nodes, edges, declared)).toEqual(declared);
  });

  it('speaks of the flow’s own slots by their titles', () => {
    const when = { fact: 'slots.city.known', operator: 'equal', value: true } as const;
    const trigger = { kind: 'manualTrigger', config: { when } } as const;
    const drawn = { nodes: [{ ...graph.nodes[0], ...trigger } as FlowNode], edges: [], ...declarations };
    expect(toCanvas(drawn, { words }).nodes[0]?.data.summary).toBe('Известно: город: да');
  });

  it('brings a moved node back at its new place and leaves the rest', () => {
    const { nodes, edges } = toCanvas(graph, { words });
    const moved = nodes.map((node) => (node.id === 'start' ? { ...node, position: { x: -500, y: 7 } } : node));
    const back = fromCanvas(moved, edges);
    expect(back.nodes.find((node) => node.id === 'start')?.position).toEqual({ x: -500, y: 7 });
    expect(back.nodes.filter((node) => node.id !== 'start')).toEqual(graph.nodes.filter(({ id }) => id !== 'start'));
  });

  it('draws a connection from the port it leaves', () => {
    const { edges } = toCanvas(graph, { words });
    expect(edges.find((edge) => edge.id === 'asksPrice-price-askForPrice')).toMatchObject({
      source: 'asksPrice',
      sourceHandle: 'price',
      target: 'askForPrice',
    });
  });

  it('names nodes, kinds and ways out in the language asked for', () => {
    const titleIn = (locale: 'ru' | 'en') =>
      toCanvas(graph, { words: canvasWords(locale) }).nodes.find((node) => node.id === 'askForPrice')?.data;
    expect(titleIn('ru')).toMatchObject({ kindTitle: 'Вопрос', summary: 'Как вас зовут и номер для связи?' });
    expect(titleIn('en')).toMatchObject({ kindTitle: 'Question', title: 'Name and phone (price)' });
  });

  it('marks a way out that leads nowhere', () => {
    const cut = { ...graph, edges: graph.edges.filter((edge) => edge.id !== 'asksPrice-otherwise-askForContact') };
    const ports = toCanvas(cut, { words }).nodes.find((node) => node.id === 'asksPrice')?.data.ports;
    expect(ports?.map(({ port, connected }) => [port, connected])).toEqual([
      ['price', true],
      ['otherwise', false],
    ]);
  });
});

describe('the path of a dialogue', () => {
  const path = {
    visited: [
      { nodeId: 'start', turn: 1 },
      { nodeId: 'asksPrice', turn: 1 },
      { nodeId: 'askForPrice', turn: 1 },
      { nodeId: 'askForPrice', turn: 2 },
      { nodeId: 'qualifyPrice', turn: 2 },
    ],
    edges: [{ edgeId: 'start-next-asksPrice', turn: 1 }],
    current: 'askForPrice',
  };

  it('numbers the nodes in the order of passing; waiting at a node counts once', () => {
    const { nodes } = toCanvas(graph, { words, path });
    const marks = nodes.flatMap(({ id, data }) => (data.pathMark ? [[id, data.pathMark]] : []));
    expect(marks).toEqual([
      ['start', '1'],
      ['asksPrice', '2'],
      ['askForPrice', '3'],
      ['qualifyPrice', '4'],
    ]);
  });

  it('tells passed, present and untouched nodes and connections apart', () => {
    const { nodes, edges } = toCanvas(graph, { words, path });
    const stateOf = (id: string) => nodes.find((node) => node.id === id)?.data.pathState;
    expect([stateOf('start'), stateOf('askForPrice'), stateOf('askForContact')]).toEqual([
      'passed',
      'current',
      'aside',
    ]);
    const lit = edges.filter((edge) => edge.data?.pathState === 'passed').map((edge) => edge.id);
    expect(lit).toEqual(['start-next-asksPrice']);
  });

  it('lights nothing where no path is given', () => {
    const { nodes, edges } = toCanvas(graph, { words });
    expect(new Set([...nodes, ...edges].map((item) => item.data?.pathState))).toEqual(new Set(['plain']));
  });
});

describe('layout', () => {
  it('keeps the places of the author while no cards overlap', () => {
    expect(toCanvas(graph, { words }).nodes.map((node) => node.position)).toEqual(
      graph.nodes.map((node) => node.position),
    );
  });

  it('parts cards that lie on each other', () => {
    const heap = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })) };
    const { nodes } = toCanvas(heap, { words });
    const drawn = { ...heap, nodes: nodes.map((node) => ({ ...node.data.node, position: node.position })) };
    expect(overlaps(heap, 'down')).toBe(true);
    expect(overlaps(drawn, 'down')).toBe(false);
  });

  it.each(['down', 'right'] as const)('leads every connection but those of a loop onwards, %s', (direction) => {
    const places = layOut(graph, direction);
    const along = (id: string) => places.get(id)?.[direction === 'down' ? 'y' : 'x'] ?? Number.NaN;
    for (const edge of graph.edges) expect(along(edge.target)).toBeGreaterThan(along(edge.source));
    expect(overlaps(placed(places), direction)).toBe(false);
  });

  it('ends on a flow that leads back to itself', () => {
    const looped = {
      ...graph,
      edges: [...graph.edges, { id: 'back', source: 'thanks', port: 'next', target: 'askForPrice' }],
    };
    expect(layOut(looped, 'down').size).toBe(graph.nodes.length);
  });

  it('recognises the way a flow is drawn', () => {
    expect(directionOf(placed(layOut(graph, 'right')))).toBe('right');
    expect(directionOf(placed(layOut(graph, 'down')))).toBe('down');
  });

  it('reserves room for every way out', () => {
    const rule = graph.nodes.find((node) => node.id === 'asksPrice');
    if (!rule) throw new Error('the demo flow has lost its rule');
    expect(cardHeight(rule, 'right')).toBeGreaterThanOrEqual(60 + portsOf(rule).length * 20);
    expect(cardWidth).toBeGreaterThan(200);
  });
});
