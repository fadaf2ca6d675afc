import type { SignalDeclaration, SignalSource } from '@voronka/domain';
import { payloadProblems } from '@voronka/domain';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';
import {
  anyMessage,
  askPhone,
  chain,
  end,
  flowOf,
  incidents,
  is,
  node,
  only,
  reply,
  says,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const everybody: SignalSource[] = ['rule', 'assistant', 'crm', 'timer', 'operator'];

function declare(name: string, more: Partial<SignalDeclaration> = {}): SignalDeclaration {
  return {
    name,
    title: text(name),
    sources: everybody,
    fields: [],
    cooldownSeconds: 0,
    oncePerDialogue: false,
    textRule: null,
    onStage: null,
    ...more,
  };
}

function withSignals(signals: SignalDeclaration[], options: FixtureOptions = {}): TestDialogue {
  return new TestDialogue({
    flow: askPhone(),
    mode: 'movesStages',
    ...options,
    content: { signals, ...options.content },
  });
}

describe('a signal', () => {
  it('is accepted and remembered: how often, when, and which version of each source', async () => {
    const dialogue = withSignals([declare('ready')]);
    await dialogue.signal('ready', 'assistant', { version: '5' });
    const again = await dialogue.signal('ready', 'operator', { version: '2' });
    expect(again.record.signals).toEqual([{ name: 'ready', source: 'operator', refused: null }]);
    expect(dialogue.state.signals).toEqual({
      ready: { count: 2, lastAt: dialogue.context.now, versions: { assistant: '5', operator: '2' } },
    });
  });

  it('that the catalogue does not have is refused', async () => {
    const decision = await withSignals([declare('ready')]).signal('toString');
    expect(decision.record.signals).toEqual([{ name: 'toString', source: 'assistant', refused: 'Signal.Unknown' }]);
  });

  it('is refused without a catalogue', async () => {
    const decision = await new TestDialogue().signal('ready');
    expect(decision.record.signals).toMatchObject([{ refused: 'Signal.Unknown' }]);
  });

  it('is refused from a source that may not send it', async () => {
    const dialogue = withSignals([declare('ready', { sources: ['crm'] })]);
    expect((await dialogue.signal('ready')).record.signals).toMatchObject([{ refused: 'Signal.SourceNotAllowed' }]);
    expect((await dialogue.signal('ready', 'crm')).record.signals).toMatchObject([{ refused: null }]);
    expect(dialogue.state.signals.ready?.count).toBe(1);
  });

  it.each([
    ['older', '3', 'Signal.Stale'],
    ['as old', '4', 'Signal.Stale'],
    ['newer', '5', null],
    ['of no version', null, null],
  ])('%s than the last from its source is taken as such', async (_what, version, refused) => {
    const dialogue = withSignals([declare('ready')]);
    await dialogue.signal('ready', 'assistant', { version: '4' });
    expect((await dialogue.signal('ready', 'assistant', { version })).record.signals).toMatchObject([{ refused }]);
    expect((await dialogue.signal('ready', 'operator', { version: '1' })).record.signals).toMatchObject([
      { refused: null },
    ]);
  });

  it('of no version does not forget the last version', async () => {
    const dialogue = withSignals([declare('ready')]);
    await dialogue.signal('ready', 'assistant', { version: '4' });
    await dialogue.signal('ready', 'assistant');
    expect((await dialogue.signal('ready', 'assistant', { version: '4' })).record.signals).toMatchObject([
      { refused: 'Signal.Stale' },
    ]);
  });

  it('is refused while it cools down, and taken again at the end of that time', async () => {
    const dialogue = withSignals([declare('ready', { cooldownSeconds: 60 })]);
    const start = '2026-03-01T10:00:00.000Z';
    await dialogue.at(start).signal('ready');
    const refused = await dialogue.at('2026-03-01T10:00:59.999Z').signal('ready');
    expect(refused.record.signals).toMatchObject([{ refused: 'Signal.Cooldown' }]);
    const taken = await dialogue.at('2026-03-01T10:01:00.000Z').signal('ready');
    expect(taken.record.signals).toMatchObject([{ refused: null }]);
  });

  it('once per dialogue is refused ever after, in a new episode too', async () => {
    const dialogue = withSignals([declare('ready', { oncePerDialogue: true })]);
    await dialogue.signal('ready');
    expect((await dialogue.signal('ready')).record.signals).toMatchObject([{ refused: 'Signal.OnceOnly' }]);
    await dialogue.client('привет, 8 916 123-45-67');
    await dialogue.given({ lead: 'won', stageKey: 'won' }).client('ещё');
    expect(dialogue.state.episode).toBe(2);
    expect((await dialogue.signal('ready')).record.signals).toMatchObject([{ refused: 'Signal.OnceOnly' }]);
  });
});

describe('the payload of a signal', () => {
  const field = (key: string, type: 'string' | 'number' | 'boolean', required: boolean) => {
    return { key, title: text(key), type, required };
  };
  const fields = [field('budget', 'number', true), field('city', 'string', false)];

  it('fits when it has what is required and nothing unknown, each of its type', () => {
    expect(payloadProblems({ fields }, { budget: 1 })).toEqual([]);
    expect(payloadProblems({ fields }, { budget: 1, city: 'Тула' })).toEqual([]);
    expect(payloadProblems({ fields }, { budget: 1, city: null })).toEqual([]);
    expect(payloadProblems({ fields }, {})).toEqual(['budget']);
    expect(payloadProblems({ fields }, { budget: null })).toEqual(['budget']);
    expect(payloadProblems({ fields }, { budget: '1', city: 2, zip: 'x' })).toEqual(['zip', 'budget', 'city']);
  });

  it('that does not fit has the signal refused', async () => {
    const dialogue = withSignals([declare('ready', { fields })]);
    const decision = await dialogue.signal('ready', 'assistant', { payload: { budget: 'much' } });
    expect(decision.record.signals).toMatchObject([{ refused: 'Signal.PayloadInvalid' }]);
  });

  it('fills the fields of the flow that have its names and types', async () => {
    const flow = {
      ...askPhone(),
      fields: [
        { key: 'budget', title: text('budget'), type: 'number' as const, default: 0 },
        { key: 'city', title: text('city'), type: 'boolean' as const, default: false },
      ],
    };
    const dialogue = withSignals([declare('ready', { fields })], { flow });
    await dialogue.signal('ready', 'assistant', { payload: { budget: 7, city: 'Тула' } });
    expect(dialogue.state.fields).toEqual({ budget: 7 });
  });
});

describe('the rules on texts', () => {
  const hot = declare('hot', { textRule: says('срочно') });
  const cold = declare('cold', { textRule: { not: says('срочно') } });

  it('raise their signals on a message, whoever leads', async () => {
    const dialogue = withSignals([hot]);
    expect((await dialogue.client('привет')).record.signals).toBeUndefined();
    const decision = await dialogue.client('срочно!');
    expect(decision.record.signals).toEqual([{ name: 'hot', source: 'rule', refused: null }]);
    await dialogue.manager('Добрый день');
    expect((await dialogue.client('срочно же')).record.signals).toMatchObject([{ name: 'hot' }]);
  });

  it('are in the record with how each came out, and are no reason of what the flow does', async () => {
    const decision = await withSignals([hot, cold]).client('привет');
    expect(decision.record.path[0]).toMatchObject({ nodeId: 'signals', beside: true, choice: { ports: ['cold'] } });
    expect(decision.record.path[0]?.choice?.rules.map(({ ruleId, result }) => [ruleId, result])).toEqual([
      ['signal:hot', 'false'],
      ['signal:cold', 'true'],
    ]);
    expect(only(decision, 'ask').ruleId).toBe('start:next');
  });

  it('are not looked at for a signal that rules may not send', async () => {
    const decision = await withSignals([{ ...hot, sources: ['crm'] }]).client('срочно!');
    expect(decision.record.signals).toBeUndefined();
    expect(decision.record.path[0]?.nodeId).toBe('start');
  });

  it('that cannot be run are an incident, and the conversation goes on', async () => {
    const decision = await withSignals([declare('broken', { textRule: is('nowhere', 1) })]).client('привет');
    expect(incidents(decision)).toEqual(['Flow.Invalid']);
    expect(words(decision)).toEqual(['phone?']);
  });
});

describe('signals of other sources', () => {
  it('a move in the CRM raises those of its stage', async () => {
    const signals = [
      declare('deciding', { onStage: 'decision' }),
      declare('deaf', { onStage: 'decision', sources: ['operator'] }),
      declare('elsewhere', { onStage: 'negotiation' }),
    ];
    const dialogue = withSignals(signals).given({ lead: 'open', stageKey: 'unsorted' });
    const decision = await dialogue.move('decision', { version: '7' });
    expect(decision.record.signals).toEqual([{ name: 'deciding', source: 'crm', refused: null }]);
    expect(dialogue.state.signals.deciding?.versions).toEqual({ crm: '7' });
    const byHand = await dialogue.move('decision', { source: 'operator' });
    expect(byHand.record.signals).toBeUndefined();
  });

  it('a step raises one as a rule, and as a timer where a timer led to it', async () => {
    const raise = node('raise', 'raiseSignal', { signal: 'ready' });
    const flow = flowOf(
      chain([anyMessage(), raise, reply('hi'), end()]),
      chain([
        node('timed', 'timerTrigger', { afterMinutes: 5, since: 'dialogueStart', when: null }),
        node('raise2', 'raiseSignal', { signal: 'ready' }),
        node('end2', 'end', {}),
      ]),
    );
    const dialogue = withSignals([declare('ready')], { flow });
    expect((await dialogue.client('привет')).record.signals).toMatchObject([{ source: 'rule', refused: null }]);
    expect((await dialogue.timer()).record.signals).toMatchObject([{ source: 'timer', refused: null }]);
  });

  it('at most ten are taken at one event', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `s${at}`);
    const dialogue = withSignals(
      names.map((name) => declare(name)),
      { assistant: { kind: 'outside' } },
    );
    await dialogue.client('привет');
    const decision = await dialogue.propose({
      signals: names.map((name) => ({ name, payload: {}, version: null })),
    });
    expect(decision.record.signals?.map(({ refused }) => refused)).toEqual([
      ...Array.from({ length: 10 }, () => null),
      'Signal.TooMany',
    ]);
  });
});

describe('facts of signals', () => {
  it('tell the signal at hand and all that came', async () => {
    const all = [is('signal.name', 'ready'), is('signal.source', 'operator')];
    const seen = { fact: 'signals.received', operator: 'contains' as const, value: 'first' };
    const onSignal = node('onSignal', 'signalTrigger', { signal: 'ready', when: { all: [...all, seen] } });
    const flow = flowOf(askPhone(), chain([onSignal, reply('aside'), node('asideEnd', 'end', {})]));
    const dialogue = withSignals([declare('ready'), declare('first')], { flow });
    expect(words(await dialogue.signal('ready', 'operator'))).toEqual([]);
    await dialogue.signal('first');
    expect(words(await dialogue.signal('ready', 'assistant'))).toEqual([]);
    expect(words(await dialogue.signal('ready', 'operator'))).toEqual(['aside']);
  });
});
