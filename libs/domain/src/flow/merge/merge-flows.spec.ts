import type { FlowGraph, FlowNode } from '../flow-graph.ts';
import { ask, asksSomething, chain, end, flow, node, reply, start, text } from '../validate/testing/flows.ts';
import { mergeFlows } from './merge-flows.ts';

const base = chain([start, reply('hi'), reply('bye'), end]);

function withNode(graph: FlowGraph, changed: FlowNode): FlowGraph {
  return { ...graph, nodes: graph.nodes.map((one) => (one.id === changed.id ? changed : one)) };
}

function textsOf(graph: FlowGraph): string[] {
  return graph.nodes.flatMap((one) => (one.kind === 'reply' ? [one.config.text.en] : []));
}

describe('two people’s drawings', () => {
  it('join without a question when they changed different nodes', () => {
    const mine = withNode(base, reply('hi', 'mine'));
    const theirs = withNode(base, reply('bye', 'theirs'));
    const { graph, conflicts } = mergeFlows({ base, mine, theirs });
    expect(textsOf(graph)).toEqual(['mine', 'theirs']);
    expect(conflicts).toEqual([]);
  });

  it('join within a node: one the Russian words, the other the English ones', () => {
    const mine = withNode(base, node('hi', 'reply', { text: { ru: 'Привет', en: 'hi' } }));
    const theirs = withNode(base, node('hi', 'reply', { text: { ru: 'hi', en: 'Hello' } }));
    const { graph, conflicts } = mergeFlows({ base, mine, theirs });
    expect(graph.nodes[1]?.config).toEqual({ text: { ru: 'Привет', en: 'Hello' } });
    expect(conflicts).toEqual([]);
  });

  it('disagree about the same text: it is named, and one side’s stays', () => {
    const mine = withNode(base, reply('hi', 'mine'));
    const theirs = withNode(base, reply('hi', 'theirs'));
    const { graph, conflicts } = mergeFlows({ base, mine, theirs });
    expect(textsOf(graph)[0]).toBe('mine');
    expect(textsOf(mergeFlows({ base, mine, theirs }, 'theirs').graph)[0]).toBe('theirs');
    expect(conflicts[1]).toEqual({
      part: 'nodes',
      key: 'hi',
      label: text('hi'),
      path: ['config', 'text', 'en'],
      title: { ru: 'Текст › по-английски', en: 'Text › in English' },
      base: 'hi',
      mine: 'mine',
      theirs: 'theirs',
    });
  });

  it('disagree when one removed what the other changed', () => {
    const mine = chain([start, reply('bye'), end]);
    const theirs = withNode(base, reply('hi', 'theirs'));
    const { graph, conflicts } = mergeFlows({ base, mine, theirs });
    expect(graph).toEqual({ ...mine, edges: expect.arrayContaining(mine.edges) as unknown });
    expect(conflicts).toEqual([expect.objectContaining({ part: 'nodes', key: 'hi', path: [], mine: undefined })]);
    expect(mergeFlows({ base, mine, theirs }, 'theirs').graph.nodes.map(({ id }) => id)).toContain('hi');
  });

  it('keep new nodes of both, and no way out into nothing', () => {
    const mine = flow([...base.nodes, reply('new')], [...base.edges.map(({ id }) => id), 'new:next>bye']);
    const theirs = flow([start, reply('hi'), end], ['start:next>hi', 'hi:next>end']);
    const { graph, conflicts } = mergeFlows({ base, mine, theirs });
    expect(graph.nodes.map(({ id }) => id)).toEqual(['start', 'hi', 'end', 'new']);
    expect(graph.edges.map(({ id }) => id)).toEqual(['start:next>hi', 'hi:next>end']);
    expect(conflicts).toEqual([]);
  });

  it('disagree about where a way out leads', () => {
    const led = (target: string) => flow(base.nodes, [`start:next>${target}`, 'hi:next>bye', 'bye:next>end']);
    const { graph, conflicts } = mergeFlows({ base, mine: led('bye'), theirs: led('end') });
    expect(graph.edges[0]).toMatchObject({ source: 'start', target: 'bye' });
    expect(conflicts).toEqual([
      expect.objectContaining({ part: 'edges', key: 'start:next', label: { ru: 'start: Дальше', en: 'start: Next' } }),
    ]);
  });

  it('disagree in several places: each is decided by itself', () => {
    const saying = (hi: string, bye: string) => chain([start, reply('hi', hi), reply('bye', bye), end]);
    const versions = { base, mine: saying('my hi', 'my bye'), theirs: saying('their hi', 'their bye') };
    const { graph } = mergeFlows(versions, ({ key }) => (key === 'hi' ? 'theirs' : 'mine'));
    expect(textsOf(graph)).toEqual(['their hi', 'my bye']);
    const halves = mergeFlows(versions, ({ path }) => (path.at(-1) === 'ru' ? 'theirs' : 'mine'));
    expect(halves.graph.nodes[1]?.config).toEqual({ text: { ru: 'their hi', en: 'my hi' } });
  });

  it('join notes and groups, and disagree about their words only', () => {
    const area = { position: { x: 0, y: 0 }, size: { width: 200, height: 100 } };
    const note = (id: string, words: string, x = 0) => ({
      ...{ id, text: words, color: 'yellow' as const, ...area },
      position: { x, y: 0 },
    });
    const group = (...nodeIds: string[]) => ({
      ...{ id: 'g', title: 'Talk', color: 'grey' as const, nodeIds, collapsed: false },
      ...area,
    });
    const { graph, conflicts } = mergeFlows({
      base: { ...base, notes: [note('a', 'old')] },
      mine: { ...base, notes: [note('a', 'mine', 5), note('m', 'new')], groups: [group('hi')] },
      theirs: { ...base, notes: [note('a', 'theirs', 7)] },
    });
    expect(graph.notes).toEqual([note('a', 'mine', 5), note('m', 'new')]);
    expect(graph.groups).toEqual([group('hi')]);
    expect(conflicts).toEqual([
      expect.objectContaining({ part: 'notes', key: 'a', path: ['text'], mine: 'mine', theirs: 'theirs' }),
    ]);
  });

  it('do not argue about places on the canvas', () => {
    const moved = (x: number) => ({ ...base, nodes: base.nodes.map((one) => ({ ...one, position: { x, y: 0 } })) });
    expect(mergeFlows({ base, mine: moved(1), theirs: moved(2) })).toEqual({ graph: moved(1), conflicts: [] });
  });

  it('join new ways out of a rule, each by its name', () => {
    const output = (port: string) => ({ port, title: text(port), priority: 1, conditions: asksSomething });
    const rule = (...ports: string[]) => chain([start, node('rule', 'rule', { outputs: ports.map(output) }), end]);
    const { graph, conflicts } = mergeFlows({ base: rule('a'), mine: rule('a', 'm'), theirs: rule('t', 'a') });
    const [, merged] = graph.nodes;
    if (merged?.kind !== 'rule') throw new Error('the rule is gone');
    expect(merged.config.outputs.map(({ port }) => port)).toEqual(['t', 'a', 'm']);
    expect(conflicts).toEqual([]);
  });

  it('never mix two waits into a third one', () => {
    const waiting = (wait: Parameters<typeof node<'wait'>>[2]['for']) =>
      chain([start, node('wait', 'wait', { for: wait }), end]);
    const mine = waiting({ kind: 'duration', minutes: 10 });
    const theirs = waiting({ kind: 'localTime', time: '10:00', days: [] });
    const merged = mergeFlows({ base: waiting({ kind: 'duration', minutes: 5 }), mine, theirs }, 'theirs');
    expect(merged.graph.nodes[1]?.config).toEqual({ for: { kind: 'localTime', time: '10:00', days: [] } });
    expect(merged.conflicts.map(({ title }) => title.en)).toEqual(['Wait']);
  });

  it('keep a setting that one side took away', () => {
    const asked = (skipKnown?: boolean) =>
      chain([start, ask('ask', skipKnown === undefined ? {} : { skipKnown }), end]);
    const theirs = withNode(asked(false), { ...asked(false).nodes[1], label: text('renamed') } as FlowNode);
    const { graph } = mergeFlows({ base: asked(false), mine: asked(), theirs });
    expect(graph.nodes[1]).toMatchObject({ label: text('renamed') });
    expect(graph.nodes[1]?.config).not.toHaveProperty('skipKnown');
  });

  it('join what they declare', () => {
    const slot = (key: string) => ({ key, title: text(key), kind: 'text' as const });
    const merged = mergeFlows({
      base: { ...base, slots: [slot('a')] },
      mine: { ...base, slots: [slot('a'), slot('m')] },
      theirs: { ...base, slots: [slot('a'), slot('t')], fields: [] },
    });
    expect(merged.graph.slots?.map(({ key }) => key)).toEqual(['a', 't', 'm']);
    expect(merged.graph.fields).toEqual([]);
    expect(merged.conflicts).toEqual([]);
  });
});
