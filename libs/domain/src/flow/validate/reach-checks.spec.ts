import fc from 'fast-check';
import { cyclesOf } from './strong-components.ts';
import { ask, asking, chain, codes, end, flow, node, reply, start, surroundings } from './testing/flows.ts';
import { validateFlow } from './validate-flow.ts';

const button = node('button', 'manualTrigger', { when: null });
const hi = reply('hi');

describe('a start', () => {
  it('is a trigger of the conversation; one beside it is none', () => {
    expect(codes(chain([hi, end]))).toEqual(['Flow.NoTrigger -']);
    expect(codes(chain([button, hi, end]))).toEqual(['Flow.NoTrigger -']);
    expect(codes(chain([node('new', 'newDialogueTrigger', { when: null, priority: 1 }), hi, end]))).toEqual([]);
  });

  it('is a manager’s button where only other flows run the flow', () => {
    expect(codes(chain([button, hi, end]), { runsByItself: false })).toEqual([]);
    const timer = node('timer', 'timerTrigger', { afterMinutes: 5, since: 'handOff', when: null });
    expect(codes(chain([timer, hi, end]), { runsByItself: false })).toEqual(['Flow.NoTrigger -']);
    const both = flow([timer, button, hi, end], ['timer:next>end', 'button:next>hi', 'hi:next>end']);
    expect(codes(both, { runsByItself: false })).toEqual([]);
  });
});

describe('nodes', () => {
  it('are reached from triggers beside the conversation too', () => {
    expect(codes(flow([start, button, hi, end], ['start:next>end', 'button:next>hi', 'hi:next>end']))).toEqual([]);
  });

  it('that nothing leads to are a warning each; only the first of them can simply go', () => {
    const lost = flow([start, end, hi, reply('bye')], ['start:next>end', 'hi:next>bye', 'bye:next>end']);
    const findings = validateFlow(lost, surroundings);
    expect(
      findings.map(({ code, nodeId, severity, suggestion }) => [code, nodeId, severity, suggestion?.kind]),
    ).toEqual([
      ['Flow.Unreachable', 'hi', 'warning', 'removeNode'],
      ['Flow.Unreachable', 'bye', 'warning', undefined],
    ]);
  });

  it('lead somewhere: a blind alley is told where the flow turns into it, and where it breaks off', () => {
    const outputs = [
      { port: 'a', title: hi.label, priority: 1, conditions: { fact: 'score', operator: 'equal' as const, value: 1 } },
    ];
    const nodes = [start, node('rule', 'rule', { outputs }), hi, reply('more'), reply('last'), end];
    const edges = ['start:next>rule', 'rule:otherwise>end', 'rule:a>hi', 'hi:next>more', 'more:next>last'];
    const findings = validateFlow(flow(nodes, edges), surroundings);
    expect(findings.map(({ code, nodeId }) => `${code} ${nodeId ?? '-'}`)).toEqual([
      'Flow.DeadEnd hi',
      'Flow.MissingEdge last',
    ]);
    expect(findings[0]?.message.en).toContain('"last"');
  });

  it('may rest at a question, or for a webhook’s answer, but not at a webhook that is only sent', () => {
    const call = (waitForAnswer: boolean) => node('call', 'callWebhook', { webhookId: 'w', waitForAnswer, answer: {} });
    const nodes = [start, hi, call(true), end];
    const edges = ['start:next>hi', 'hi:next>call', 'call:next>end'];
    expect(codes(flow(nodes, [...edges, 'call:failed>hi']))).toEqual([]);
    const sent = flow([start, hi, call(false), end], ['start:next>hi', 'hi:next>call', 'call:next>hi']);
    expect(codes(sent)).toContain('Flow.CycleWithoutWait call');
  });
});

describe('cycles', () => {
  it('need a node that waits', () => {
    expect(codes(chain([start, reply('a'), reply('b'), reply('c'), end], ['c:next>b']))).toEqual(
      expect.arrayContaining(['Flow.CycleWithoutWait b', 'Flow.CycleWithoutWait c']),
    );
    expect(codes(chain([start, reply('a')], ['a:next>a']))).toContain('Flow.CycleWithoutWait a');
    expect(codes(asking())).toEqual([]);
  });

  it('do not stop at a question whose answer is known, nor at opening hours while it is open', () => {
    const edges = ['start:next>ask', 'ask:collected>hi', 'ask:gaveUp>end', 'hi:next>ask'];
    const round = flow([start, ask(), hi, end], edges);
    expect(codes(round)).toEqual(['Flow.CycleThroughKnown ask', 'Flow.CycleThroughKnown hi']);
    const opening = node('wait', 'wait', { for: { kind: 'businessHours' } });
    expect(codes(chain([start, opening, hi], ['hi:next>wait']))).toContain('Flow.CycleThroughKnown wait');
    const pause = node('wait', 'wait', { for: { kind: 'duration', minutes: 5 } });
    expect(codes(chain([start, pause, hi], ['hi:next>wait']))).toEqual(['Flow.NoEnd -']);
  });

  it('stop at a question that is left because nobody answers it', () => {
    const edges = ['start:next>ask', 'ask:collected>end', 'ask:gaveUp>hi', 'hi:next>ask'];
    expect(codes(flow([start, ask(), hi, end], edges))).toEqual([]);
  });
});

describe('the nodes that lie on cycles', () => {
  it('are those that lead to themselves, in whatever graph', () => {
    const nodes = ['a', 'b', 'c', 'd', 'e', 'f'];
    const link = fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes));
    fc.assert(
      fc.property(fc.array(link, { maxLength: 14 }), (links) => {
        const next = Map.groupBy(links, ([from]) => from);
        const targets = new Map([...next].map(([from, pairs]) => [from, pairs.map(([, to]) => to)]));
        const after = (from: string): Set<string> => {
          const seen = new Set<string>();
          const open = [...(targets.get(from) ?? [])];
          for (let at = open.pop(); at !== undefined; at = open.pop()) {
            if (seen.has(at)) continue;
            seen.add(at);
            open.push(...(targets.get(at) ?? []));
          }
          return seen;
        };
        const cycles = cyclesOf(nodes, targets);
        expect(cycles.flat().sort()).toEqual(nodes.filter((from) => after(from).has(from)));
        for (const cycle of cycles) {
          for (const one of cycle) for (const other of cycle) expect(after(one).has(other)).toBe(true);
        }
      }),
    );
  });

  it('are found however long the way is', () => {
    const nodes = Array.from({ length: 20_000 }, (_, at) => String(at));
    const next = new Map(nodes.map((id, at) => [id, [String((at + 1) % nodes.length)]]));
    expect(cyclesOf(nodes, next).map((cycle) => cycle.length)).toEqual([20_000]);
  });
});
