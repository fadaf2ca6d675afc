import type { FlowGraph } from '../flow-graph.ts';
import type { WaitConfig } from '../node-configs.ts';
import { asking, chain, codes, end, firstSuggestion, flow, node, start, text } from './testing/flows.ts';

describe('times', () => {
  const waiting = (wait: WaitConfig): FlowGraph => {
    const timeout = wait.kind === 'event' ? ['wait:timeout>end'] : [];
    return chain([start, node('wait', 'wait', { for: wait }), end], timeout);
  };
  const handingOff = (answerWithinMinutes: number | null): FlowGraph =>
    chain([start, node('off', 'handOff', { reason: text('why'), text: null, answerWithinMinutes })]);
  const silentClient = flow(
    [start, node('s', 'silenceTrigger', { minutes: 0, times: 1, when: null }), end],
    ['start:next>end', 's:next>end'],
  );
  const silence = { remindAfterMinutes: 0, reminders: [text('hey')], closeAfterMinutes: 0 };

  it.each<[string, FlowGraph, string[]]>([
    ['a wait of no time', waiting({ kind: 'duration', minutes: 0 }), ['wait']],
    [
      'an event that is waited for no time',
      waiting({ kind: 'event', events: ['clientMessage'], signal: null, timeoutMinutes: 0 }),
      ['wait'],
    ],
    ['a reminder and a close at once', asking({ silence }), ['ask', 'ask']],
    ['a manager who has no time', handingOff(0), ['off']],
    ['a manager who has all the time', handingOff(null), []],
    ['a client who is silent for no time', silentClient, ['s']],
  ])('last at least a minute: %s', (_what, graph, at) => {
    expect(codes(graph)).toEqual(at.map((id) => `Flow.TimeMissing ${id}`));
  });

  it('that are no numbers are missing too', () => {
    expect(codes(waiting({ kind: 'duration', minutes: Number.NaN }))).toEqual(['Flow.TimeMissing wait']);
  });

  it.each(['24:00', '9:30', '10.30', ''])('of a day are written as a clock shows them, not as "%s"', (time) => {
    expect(codes(waiting({ kind: 'localTime', time, days: [] }))).toEqual(['Flow.WaitTimeInvalid wait']);
  });

  it('of a wait for a signal alone, without an event, are meant for the signal', () => {
    const { after } = firstSuggestion(waiting({ kind: 'event', events: [], signal: 'ready', timeoutMinutes: 5 }));
    expect(after.nodes[1]?.config).toMatchObject({ for: { events: ['signal'], signal: 'ready' } });
  });

  it('of business need a calendar in conditions too', () => {
    const open = { fact: 'businessHours.open', operator: 'equal' as const, value: true };
    const when = { all: [{ not: { any: [open] } }] };
    const trigger = node('start', 'clientMessageTrigger', { when, oncePerEpisode: true, priority: 1 });
    expect(codes(chain([trigger, end]), { hasCalendar: false })).toEqual(['Flow.NoCalendar start']);
    expect(codes(chain([trigger, end]))).toEqual([]);
  });
});
