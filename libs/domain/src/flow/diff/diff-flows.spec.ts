import {
  asking,
  asksSomething,
  chain,
  end,
  flow,
  node,
  reply,
  ruling,
  start,
  text,
} from '../validate/testing/flows.ts';
import type { FlowGraph } from '../flow-graph.ts';
import { priceAndContactFlow } from '../price-and-contact.flow.ts';
import { diffFlows } from './diff-flows.ts';

const nothing = { nodes: [], edges: [], declarations: [], layout: [], annotations: [] };
const sound = chain([start, reply('hi'), end]);

/** Words of what changed at the first node that changed. */
function titles(before: FlowGraph, after: FlowGraph): string[] {
  return diffFlows(before, after).nodes[0]?.fields.map(({ title }) => title.en) ?? [];
}

describe('the difference of two drawings', () => {
  it('is nothing between equal ones, whatever the order of nodes, edges and keys', () => {
    expect(diffFlows(priceAndContactFlow, structuredClone(priceAndContactFlow))).toEqual(nothing);
    const shuffled = { edges: sound.edges.toReversed(), nodes: sound.nodes.toReversed() };
    expect(diffFlows(sound, shuffled)).toEqual(nothing);
  });

  it('tells moves on the canvas as layout only', () => {
    const moved = { ...sound, nodes: sound.nodes.map((one) => ({ ...one, position: { x: 5, y: 5 } })) };
    expect(diffFlows(sound, moved)).toEqual({ ...nothing, layout: ['start', 'hi', 'end'] });
  });

  it('tells of notes and groups apart from what the flow does, and not of their places', () => {
    const area = { position: { x: 0, y: 0 }, size: { width: 200, height: 100 } };
    const note = (words: string) => ({ id: 'n', text: words, color: 'yellow' as const, ...area });
    const group = (nodeIds: string[]) => ({
      ...{ id: 'g', title: 'Start', color: 'grey' as const, nodeIds, collapsed: false },
      ...area,
    });
    const before: FlowGraph = { ...sound, notes: [note('why?')], groups: [group(['start', 'hi'])] };
    const elsewhere = { position: { x: 9, y: 9 }, size: { width: 300, height: 300 } };
    const moved: FlowGraph = {
      ...before,
      notes: [{ ...note('why?'), ...elsewhere }],
      groups: [{ ...group(['hi', 'start']), ...elsewhere, collapsed: true }],
    };
    expect(diffFlows(before, moved)).toEqual(nothing);
    expect(diffFlows(before, { ...sound, notes: [note('because')], groups: [group(['hi'])] }).annotations).toEqual([
      { part: 'notes', key: 'n', text: 'because', change: 'changed', before: 'why?' },
      { part: 'groups', key: 'g', text: 'Start', change: 'changed', before: null },
    ]);
    expect(diffFlows(sound, { ...before, groups: [] })).toEqual({
      ...nothing,
      annotations: [{ part: 'notes', key: 'n', text: 'why?', change: 'added', before: null }],
    });
    expect(diffFlows(before, sound).annotations.map(({ change }) => change)).toEqual(['removed', 'removed']);
  });

  it('does not mind an edge that was drawn anew to the same place', () => {
    const redrawn = { ...sound, edges: sound.edges.map((edge) => ({ ...edge, id: `${edge.id} again` })) };
    expect(diffFlows(sound, redrawn)).toEqual(nothing);
  });

  it('names a node that is new and one that is gone, each with its ways out', () => {
    const after = chain([start, reply('bye'), end]);
    const { nodes, edges } = diffFlows(sound, after);
    expect(nodes).toEqual([
      { nodeId: 'bye', kind: 'reply', label: text('bye'), change: 'added', fields: [] },
      { nodeId: 'hi', kind: 'reply', label: text('hi'), change: 'removed', fields: [] },
    ]);
    expect(edges).toEqual([
      expect.objectContaining({ source: 'start', change: 'changed', before: at('hi'), after: at('bye') }),
      expect.objectContaining({ source: 'bye', change: 'added', before: null, after: at('end') }),
      expect.objectContaining({ source: 'hi', change: 'removed', before: at('end'), after: null }),
    ]);
    expect(edges[0]?.portTitle).toEqual({ ru: 'Дальше', en: 'Next' });
  });

  it('names a text by its language, with both wordings', () => {
    const after = chain([start, node('hi', 'reply', { text: { ru: 'Привет', en: 'hi' } }), end]);
    expect(diffFlows(sound, after).nodes[0]?.fields).toEqual([
      {
        path: ['text', 'ru'],
        title: { ru: 'Текст › по-русски', en: 'Text › in Russian' },
        before: 'hi',
        after: 'Привет',
      },
    ]);
  });

  it('names what is deeper by the way to it', () => {
    const before = asking({ again: [{ missing: ['phone'], text: text('a') }], silence: null });
    const after = asking({
      again: [
        { missing: ['phone'], text: { ru: 'a', en: 'b' } },
        { missing: ['phone'], text: text('c') },
      ],
      silence: null,
    });
    expect(titles(before, after)).toEqual(['Re-ask 1 › text › in English', 'Re-ask 2']);
  });

  it('takes a condition as one value, and a way out by its own title', () => {
    const [before, after] = [ruling(asksSomething), ruling({ not: asksSomething })];
    expect(diffFlows(before, after).nodes[0]?.fields).toEqual([
      {
        path: ['outputs', 'a', 'conditions'],
        title: { ru: 'Выход «a» › условие', en: 'Way out "a" › condition' },
        before: asksSomething,
        after: { not: asksSomething },
      },
    ]);
  });

  it('tells another order of ways out apart from other ways out', () => {
    const output = (port: string, priority: number) => ({
      port,
      title: text(port),
      priority,
      conditions: asksSomething,
    });
    const rule = (...outputs: ReturnType<typeof output>[]) => chain([start, node('rule', 'rule', { outputs }), end]);
    const [one, two] = [output('a', 1), output('b', 2)];
    expect(titles(rule(one, two), rule(two, one))).toEqual(['Way out › order']);
    expect(titles(rule(one), rule(one, two))).toEqual(['Way out "b"']);
  });

  it('says of a node of another kind only that', () => {
    const after = chain([start, node('hi', 'addTags', { tags: ['vip'] }), end]);
    const [changed] = diffFlows(sound, after).nodes;
    expect(changed).toMatchObject({ kind: 'addTags', change: 'changed' });
    expect(changed?.fields).toEqual([
      { path: ['kind'], title: { ru: 'Вид', en: 'Kind' }, before: 'reply', after: 'addTags' },
    ]);
  });

  it('tells what is declared', () => {
    const city = { key: 'city', title: text('City'), kind: 'text' } as const;
    const bonus = { key: 'bonus', title: text('Bonus'), type: 'number', default: 0 } as const;
    const before = { ...sound, slots: [city], fields: [bonus] };
    const after = { ...sound, slots: [{ ...city, maxLength: 50 }] };
    expect(diffFlows(before, after).declarations).toEqual([
      expect.objectContaining({ part: 'slots', key: 'city', change: 'changed' }),
      expect.objectContaining({ part: 'fields', key: 'bonus', change: 'removed', fields: [] }),
    ]);
  });

  it('keeps apart two edges that leave the same way out', () => {
    const doubled = flow(sound.nodes, ['start:next>hi', 'start:next>end', 'hi:next>end']);
    expect(diffFlows(sound, doubled).edges).toEqual([
      expect.objectContaining({ source: 'start', change: 'added', after: at('end') }),
    ]);
  });
});

function at(nodeId: string) {
  return { nodeId, label: text(nodeId) };
}
