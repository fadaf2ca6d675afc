import type { FlowTraffic } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { drawTraffic, percent } from './traffic-numbers.ts';

const from = '2026-11-23T00:00:00.000Z';
const [edge] = priceAndContactFlow.edges;
if (!edge) throw new Error('the flow has connections');
const node = (nodeId: string, numbers: Partial<FlowTraffic['nodes'][number]>) => {
  return { nodeId, label: { ru: 'Бывший', en: 'Former' }, standing: 0, passed: 0, incidents: 0, ...numbers };
};
const drawn = (traffic: Partial<FlowTraffic>, graph: FlowGraph = priceAndContactFlow) =>
  drawTraffic(
    { dialogues: 0, nodes: [], edges: [], ...traffic },
    graph,
    { flowId: 'f', span: { from } },
    {
      locale: 'en',
      title: (of, { count, node: name, target, share }) => [of, count, name, target, share].join(' ').trim(),
      groupTitle: (of, { count, group, nodes }) => `${of} ${count} ${group}: ${nodes}`,
    },
  );

describe('the numbers on a canvas', () => {
  it('stand at the nodes and connections that are counted, each leading to its dialogues', () => {
    const { canvas, gone } = drawn({
      nodes: [node(edge.source, { passed: 4, standing: 2, incidents: 1 })],
      edges: [{ edgeId: edge.id, source: edge.source, target: edge.target, dialogues: 3, share: 0.75 }],
    });
    expect(canvas.nodes.get(edge.source)?.map(({ of, text, href }) => [of, text, href])).toEqual([
      ['passed', '4', `/dialogues?flow=f&passed=${edge.source}&from=${encodeURIComponent(from)}`],
      ['standing', '2', `/dialogues?flow=f&at=${edge.source}`],
      ['incidents', '1', `/dialogues?flow=f&incidentAt=${edge.source}`],
    ]);
    expect(canvas.edges.get(edge.id)).toMatchObject([
      { text: '3 · 75%', href: `/dialogues?flow=f&edge=${edge.id}&from=${encodeURIComponent(from)}` },
    ]);
    expect(gone).toEqual([]);
  });

  it('are summed for a folded group; a sum of one node leads to its dialogues', () => {
    const group = {
      id: 'g',
      title: 'Talk',
      color: 'grey' as const,
      nodeIds: [edge.source, edge.target],
      collapsed: true,
      position: { x: 0, y: 0 },
      size: { width: 100, height: 100 },
    };
    const { canvas } = drawn(
      {
        nodes: [node(edge.source, { passed: 9, standing: 2 }), node(edge.target, { standing: 3, incidents: 1 })],
      },
      { ...priceAndContactFlow, groups: [group] },
    );
    const nameOf = (id: string) => priceAndContactFlow.nodes.find((one) => one.id === id)?.label.en;
    expect(canvas.nodes.get('group:g')).toEqual([
      {
        of: 'standing',
        text: '5',
        title: `standing 5 Talk: ${nameOf(edge.source)} 2, ${nameOf(edge.target)} 3`,
        href: null,
      },
      {
        of: 'incidents',
        text: '1',
        title: `incidents 1 Talk: ${nameOf(edge.target)} 1`,
        href: `/dialogues?flow=f&incidentAt=${edge.target}`,
      },
    ]);
  });

  it('say of a way that nobody took that it was nobody, if somebody came by', () => {
    const { canvas } = drawn({ nodes: [node(edge.source, { passed: 4 })] });
    expect(canvas.edges.get(edge.id)).toMatchObject([{ text: '0 · 0%', href: null }]);
    expect(canvas.edges.size).toBe(priceAndContactFlow.edges.filter(({ source }) => source === edge.source).length);
  });

  it('tell apart what the drawing does not have any more', () => {
    const { canvas, gone } = drawn({
      nodes: [node('former', { passed: 2, standing: 1 })],
      edges: [{ edgeId: 'former-next', source: 'former', target: edge.source, dialogues: 2, share: 1 }],
    });
    expect([canvas.nodes.size, canvas.edges.size]).toEqual([0, 0]);
    expect(gone.map(({ title }) => title)).toEqual([
      'passed 2 Former',
      'standing 1 Former',
      `took 2 Former ${priceAndContactFlow.nodes.find(({ id }) => id === edge.source)?.label.en} 100%`,
    ]);
  });

  it.each([
    [0, '0%'],
    [0.001, '1%'],
    [0.624, '62%'],
    [0.999, '99%'],
    [1, '100%'],
  ])('call a part of %d "%s"', (share, text) => {
    expect(percent(share, 'en')).toBe(text);
    expect(percent(share, 'ru')).toBe(text.replace('%', '\u202f%'));
  });
});
