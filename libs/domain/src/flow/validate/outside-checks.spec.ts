import type { FlowGraph } from '../flow-graph.ts';
import { chain, codes, end, firstSuggestion, inOne, node, start, surroundings, text } from './testing/flows.ts';
import { validateFlow } from './validate-flow.ts';

describe('signals', () => {
  const ready = { name: 'ready', title: text('ready') };
  const raising = inOne(node('x', 'raiseSignal', { signal: 'ready' }));

  it('are those of the catalogue at every kind of node that names one', () => {
    const wait = node('wait', 'wait', {
      for: { kind: 'event', events: ['signal'], signal: 'redy', timeoutMinutes: 5 },
    });
    const graph = chain([start, wait, end], ['wait:timeout>end']);
    expect(codes(graph, { signals: [ready] })).toEqual(['Flow.UnknownSignal wait']);
    const { suggestion } = validateFlow(graph, { ...surroundings, signals: [ready] })[0] ?? {};
    expect(suggestion?.changes).toEqual([
      { kind: 'setConfig', nodeId: 'wait', path: ['for', 'signal'], value: 'ready' },
    ]);
    expect(codes(graph, { signals: null })).toEqual([]);
  });

  it('that need data cannot be raised by a flow', () => {
    const fields = [{ key: 'sum', title: text('sum'), type: 'number' as const, required: true }];
    const signal = { ...ready, sources: ['timer' as const], fields };
    expect(codes(raising, { signals: [signal] })).toEqual(['Flow.SignalRefused x']);
    expect(codes(raising, { signals: [{ ...signal, fields: [] }] })).toEqual([]);
  });
});

describe('webhooks', () => {
  const calling = (answer: Record<string, string>, webhookId = 'w'): FlowGraph => ({
    ...inOne(node('x', 'callWebhook', { webhookId, waitForAnswer: false, answer })),
    fields: [{ key: 'bonus', title: text('bonus'), type: 'number', default: 0 }],
  });

  it('put their answers into the nearest field, or into a new one', () => {
    expect(firstSuggestion(calling({ bonsu: 'b' })).after.nodes[1]?.config).toMatchObject({ answer: { bonus: 'b' } });
    const declared = firstSuggestion(calling({ city: 'c' })).after.fields;
    expect(declared?.map(({ key }) => key)).toEqual(['bonus', 'city']);
    expect(firstSuggestion(calling({ 'the city': 'c' })).text).toBeUndefined();
  });

  it('do not put two values into one field', () => {
    expect(firstSuggestion(calling({ bonus: 'a', bonsu: 'b' })).text).toBe('Add the field "bonsu", a text');
  });

  it('are chosen among those that are set up; only a single one is proposed', () => {
    const proposed = (webhooks: string[]) =>
      validateFlow(calling({}, 'gone'), { ...surroundings, webhooks })[0]?.suggestion?.changes;
    expect(proposed(['a'])).toMatchObject([{ path: ['webhookId'], value: 'a' }]);
    expect(proposed(['a', 'b'])).toBeUndefined();
    expect(codes(calling({}, 'b'), { webhooks: ['a', 'b'] })).toEqual([]);
  });
});
