import type { AssistantMode, SignalDeclaration, SignalSource } from '@voronka/domain';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';
import { askPhone, chain, flowOf, kinds, node, only, skipped, TestDialogue, text } from './testing/dialogue-fixture.ts';

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

describe('a signal that the funnel binds to a stage', () => {
  const signals = [declare('ready')];
  const content = { signals, signalStages: { ready: 'negotiation' } };

  function at(stageKey: string, mode: AssistantMode = 'movesStages', options: FixtureOptions = {}): TestDialogue {
    return withSignals(signals, { mode, ...options, content }).given({ lead: 'open', stageKey });
  }

  it('moves the card', async () => {
    const decision = await at('unsorted').signal('ready');
    expect(decision.commands).toEqual([
      { kind: 'moveStage', stageKey: 'negotiation', nodeId: 'signal:ready', ruleId: null },
    ]);
  });

  it('moves nothing while there is no card, and only says so; a card that is under way is moved', async () => {
    const early = await at('unsorted').given({ lead: 'none', stageKey: null }).signal('ready', 'operator');
    expect(kinds(early)).toEqual([]);
    expect(skipped(early)).toEqual(['signal:ready: Step.NoCard']);
    const underWay = at('unsorted').given({ lead: 'none', stageKey: null, leadUnderWay: true });
    expect(kinds(await underWay.signal('ready'))).toEqual(['moveStage']);
  });

  it('moves nothing when it is refused', async () => {
    expect(kinds(await at('unsorted').signal('other'))).toEqual([]);
  });

  it('never moves it backwards, unless the assistant may', async () => {
    const refused = await at('decision').signal('ready');
    expect(kinds(refused)).toEqual([]);
    expect(refused.record.skipped).toEqual([{ nodeId: 'signal:ready', kind: 'moveStage', reason: 'Step.NotForward' }]);
    const allowed = await at('decision', 'movesStages', { assistant: { mayMoveBack: true } }).signal('ready');
    expect(only(allowed, 'moveStage')).toMatchObject({ stageKey: 'negotiation', allowBack: true });
  });

  it('moves it backwards when a person sends it; the CRM itself is no person', async () => {
    expect(kinds(await at('decision').signal('ready', 'operator'))).toEqual(['moveStage']);
    expect(skipped(await at('decision').signal('ready', 'crm'))).toEqual(['signal:ready: Step.NotForward']);
  });

  it('never opens a closed card, unless a person wishes it', async () => {
    const closed = (): TestDialogue => {
      return at('won', 'movesStages', { assistant: { mayMoveBack: true } }).given({ lead: 'won' });
    };
    expect(skipped(await closed().signal('ready'))).toEqual(['signal:ready: Step.LeadClosed']);
    expect(kinds(await closed().signal('ready', 'operator'))).toEqual(['moveStage']);
  });

  it.each<[AssistantMode, SignalSource, string | null]>([
    ['movesStages', 'assistant', null],
    ['qualifiesAndCreatesLead', 'assistant', 'Permission.ModeTooLow'],
    ['qualifiesAndCreatesLead', 'rule', 'Permission.ModeTooLow'],
    ['qualifiesAndCreatesLead', 'timer', 'Permission.ModeTooLow'],
    ['qualifiesAndCreatesLead', 'operator', null],
    ['qualifiesAndCreatesLead', 'crm', null],
    ['collectsContacts', 'assistant', 'Permission.ModeTooLow'],
    ['withoutCrm', 'assistant', 'Permission.ModeWithoutCrm'],
    ['withoutCrm', 'operator', 'Permission.ModeWithoutCrm'],
  ])('in the mode %s, sent by %s: %s', async (mode, source, reason) => {
    const decision = await at('unsorted', mode).signal('ready', source);
    expect(kinds(decision)).toEqual(reason === null ? ['moveStage'] : []);
    expect(skipped(decision)).toEqual(reason === null ? [] : [`signal:ready: ${reason}`]);
  });

  it('binds a move drawn behind it to the same mode', async () => {
    const onSignal = node('onSignal', 'signalTrigger', { signal: 'ready', when: null });
    const drawn = chain([onSignal, node('move', 'moveStage', { stageKey: 'decision' }), node('asideEnd', 'end', {})]);
    const flow = flowOf(askPhone(), drawn);
    const low = withSignals(signals, { flow, mode: 'qualifiesAndCreatesLead' }).given({
      lead: 'open',
      stageKey: 'unsorted',
    });
    expect(skipped(await low.signal('ready'))).toEqual(['move: Permission.ModeTooLow']);
    expect(kinds(await low.signal('ready', 'operator'))).toEqual(['moveStage']);
    const high = withSignals(signals, { flow }).given({ lead: 'open', stageKey: 'unsorted' });
    expect(kinds(await high.signal('ready'))).toEqual(['moveStage']);
  });

  it('moves it while a manager leads too', async () => {
    const dialogue = at('unsorted');
    await dialogue.manager('Добрый день');
    expect(kinds(await dialogue.signal('ready'))).toEqual(['moveStage']);
  });

  it('to a stage that the funnel does not have moves nothing', async () => {
    const dialogue = withSignals(signals, { content: { signals, signalStages: { ready: 'nowhere' } } });
    dialogue.given({ lead: 'open', stageKey: 'unsorted' });
    expect(skipped(await dialogue.signal('ready'))).toEqual(['signal:ready: Step.StageUnknown']);
  });
});
