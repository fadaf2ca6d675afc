import type { FlowGraph } from '@voronka/domain';
import {
  after,
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  incidents,
  is,
  kinds,
  node,
  reply,
  skipped,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';

function outside(flow: FlowGraph = askPhone(), deadlineSeconds?: number): TestDialogue {
  return new TestDialogue({ flow, assistant: { kind: 'outside', deadlineSeconds } });
}

describe('an outside assistant', () => {
  it('is asked about each turn of the client, with a deadline; the flow waits', async () => {
    const dialogue = outside();
    const decision = await dialogue.client('привет');
    const deadlineAt = after(dialogue.context.now, 20 / 60);
    expect(decision.commands).toEqual([
      { kind: 'consultAssistant', nodeId: 'triggers', ruleId: null, seq: 1, deadlineAt },
    ]);
    expect(dialogue.wakeUp).toEqual({ timer: 'consultDeadline', key: 'consultDeadline', at: deadlineAt });
    expect(dialogue.state.position).toBeNull();
  });

  it('has as long as its setting says', async () => {
    const dialogue = outside(askPhone(), 5);
    await dialogue.client('привет');
    expect(dialogue.wakeUp?.at).toBe(after(dialogue.context.now, 5 / 60));
  });

  it('may be a language model, or the built-in one, which is not asked', async () => {
    const model = new TestDialogue({ flow: askPhone(), assistant: { kind: 'languageModel' } });
    expect(kinds(await model.client('привет'))).toEqual(['consultAssistant']);
    const own = new TestDialogue({ flow: askPhone(), assistant: { kind: 'builtIn' } });
    expect(kinds(await own.client('привет'))).toEqual(['ask']);
  });

  it('is not asked while a manager leads, the assistant is off, the dialogue is parked or handed off', async () => {
    const led = outside();
    await led.manager('Добрый день');
    expect(kinds(await led.client('привет'))).toEqual([]);
    expect(kinds(await outside().given({ assistantOff: true }).client('привет'))).toEqual(['callManager']);
    const parked = outside();
    await parked.fails({ kind: 'qualify', score: 1, reasons: [], nodeId: 'x', ruleId: null });
    expect(kinds(await parked.client('привет'))).toEqual(['callManager']);
    const handed = outside(chain([anyMessage(), node('human', 'handOff', { reason: text('x'), text: null })]));
    await handed.client('привет');
    await handed.propose();
    expect(kinds(await handed.client('ау'))).toEqual(['callManager']);
  });
});

describe('a proposal', () => {
  it('is said instead of the words of the flow, whose steps run', async () => {
    const flow = chain([anyMessage(), reply('flowWords'), node('tag', 'addTags', { tags: ['x'] }), end()]);
    const dialogue = outside(flow);
    await dialogue.client('привет');
    const decision = await dialogue.propose({ reply: 'Здравствуйте!' });
    expect(words(decision)).toEqual(['Здравствуйте!']);
    expect(kinds(decision)).toEqual(['reply', 'addTags']);
    expect(skipped(decision)).toEqual(['flowWords: Assistant.SpokeItself']);
    expect(dialogue.state).toMatchObject({ consulting: null, completed: true, unansweredSince: null });
  });

  it('puts the question of the flow in its own words, which is no attempt', async () => {
    const dialogue = outside();
    await dialogue.client('привет');
    const decision = await dialogue.propose({ reply: 'Какой у вас номер?' });
    expect(words(decision)).toEqual(['Какой у вас номер?']);
    expect(dialogue.state.position).toMatchObject({ nodeId: 'phone', asked: 0, saidAt: dialogue.context.now });
    for (const line of ['а', 'б', 'в', 'г', 'д']) {
      await dialogue.client(line);
      expect(words(await dialogue.propose({ reply: 'И всё же?' }))).toEqual(['И всё же?']);
    }
    await dialogue.client(phone);
    await dialogue.propose({ reply: 'Спасибо!' });
    expect(dialogue.state.completed).toBe(true);
  });

  it("fills slots, which are read as a client's words are", async () => {
    const dialogue = outside();
    await dialogue.client('привет');
    const decision = await dialogue.propose({ slots: { phone, email: 'nothing', nowhere: 'x' } });
    expect(dialogue.state.slots).toEqual({ phone: { value: '+79161234567', raw: phone, seq: 2 } });
    expect(words(decision)).toEqual(['thanks']);
    expect(skipped(decision)).toEqual(['triggers: Slot.NotReadable:email']);
  });

  it('takes a name as it is', async () => {
    const dialogue = outside();
    await dialogue.client('привет');
    await dialogue.propose({ slots: { name: '  ИП   Пронин ' } });
    expect(dialogue.state.slots.name?.value).toBe('ИП Пронин');
    for (const name of ['123', 'x'.repeat(101)]) {
      await dialogue.client('ау');
      const decision = await dialogue.propose({ slots: { name } });
      expect(skipped(decision)).toContain('phone: Slot.NotReadable:name');
    }
    expect(dialogue.state.slots.name?.value).toBe('ИП Пронин');
    await dialogue.client('ау');
    await dialogue.propose({ slots: { name: 'x'.repeat(100) } });
    expect(dialogue.state.slots.name?.value).toHaveLength(100);
  });

  it('raises signals, by the rules of the catalogue', async () => {
    const ready = {
      name: 'ready',
      title: text('ready'),
      sources: ['assistant' as const],
      fields: [],
      cooldownSeconds: 0,
      oncePerDialogue: false,
      textRule: null,
      onStage: null,
    };
    const dialogue = new TestDialogue({
      flow: askPhone(),
      assistant: { kind: 'outside' },
      mode: 'movesStages',
      content: { signals: [ready], signalStages: { ready: 'negotiation' } },
    });
    await dialogue.client('привет');
    dialogue.given({ lead: 'open', stageKey: 'unsorted' });
    const sent = { payload: {}, version: null };
    const decision = await dialogue.propose({
      signals: [
        { name: 'ready', ...sent },
        { name: 'other', ...sent },
      ],
    });
    expect(decision.record.signals).toEqual([
      { name: 'ready', source: 'assistant', refused: null },
      { name: 'other', source: 'assistant', refused: 'Signal.Unknown' },
    ]);
    expect(kinds(decision)).toEqual(['ask', 'moveStage']);
  });

  it('without words lets the flow speak', async () => {
    const dialogue = outside();
    await dialogue.client('привет');
    expect(words(await dialogue.propose())).toEqual(['phone?']);
    await dialogue.client('потом');
    expect(words(await dialogue.propose({ reply: '  ' }))).toEqual(['phone?']);
  });

  it('is enough where the flow has nothing to say: no incident', async () => {
    const dialogue = outside(chain([anyMessage({ when: is('score', 1) }), end()]));
    await dialogue.client('привет');
    const decision = await dialogue.propose({ reply: 'Здравствуйте!' });
    expect(incidents(decision)).toEqual([]);
    expect(dialogue.state.parked).toBeNull();
    await dialogue.client('ау');
    expect(incidents(await dialogue.propose())).toEqual(['Flow.NoTriggerMatched']);
  });

  it('makes up for the contact that is owed', async () => {
    const flow = chain([
      anyMessage(),
      node('contact', 'findOrCreateContact', {}),
      asks('more', ['email', 'phone']),
      end(),
    ]);
    const dialogue = outside(flow);
    await dialogue.client('привет');
    await dialogue.propose();
    await dialogue.client('мой номер');
    expect(kinds(await dialogue.propose({ slots: { phone } }))).toEqual(['findOrCreateContact', 'ask']);
  });

  it.each<[string, (dialogue: TestDialogue) => Promise<unknown>, string]>([
    ['to an earlier turn', (dialogue) => dialogue.client('и ещё'), 'Proposal.Stale'],
    ['after the takeover', (dialogue) => dialogue.manager('Добрый день'), 'Proposal.ManagerLeads'],
    ['after the deadline', (dialogue) => dialogue.timer(), 'Proposal.Stale'],
    ['after another answer', (dialogue) => dialogue.propose(), 'Proposal.Stale'],
    [
      'when the client said stop',
      (dialogue) => dialogue.from({ ...dialogue.state, consulting: null, closed: 'stopped' }).move('won'),
      'Proposal.Stale',
    ],
  ])('%s changes nothing', async (_when, meanwhile, reason) => {
    const dialogue = outside();
    await dialogue.client('привет');
    await meanwhile(dialogue);
    const before = dialogue.state;
    const late = await dialogue.propose({ turnSeq: 1, reply: 'поздно', slots: { phone } });
    expect(kinds(late)).toEqual([]);
    expect(late.record.ignored).toBe(reason);
    expect(dialogue.state).toEqual(before);
  });
});

describe('an outside assistant that does not answer', () => {
  it('in time has the flow speak', async () => {
    const dialogue = outside();
    await dialogue.client('привет');
    expect(words(await dialogue.timer())).toEqual(['phone?']);
    expect(dialogue.state).toMatchObject({ consulting: null, position: { nodeId: 'phone', asked: 1 } });
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });

  it('because it failed has the flow speak at once', async () => {
    const dialogue = outside();
    await dialogue.client('привет');
    const failed = await dialogue.on({ kind: 'consultFailed', turnSeq: 1, code: 'Assistant.Unavailable' });
    expect(words(failed)).toEqual(['phone?']);
    const again = await dialogue.on({ kind: 'consultFailed', turnSeq: 1, code: 'Assistant.Unavailable' });
    expect(again.record.ignored).toBe('Proposal.Stale');
    expect(kinds(again)).toEqual([]);
  });

  it('to an answer of the client has the flow take it', async () => {
    const dialogue = outside();
    await dialogue.client('привет');
    await dialogue.timer();
    await dialogue.client(phone);
    expect(words(await dialogue.timer())).toEqual(['thanks']);
  });

  it('starts the flow of a new dialogue as its first message would', async () => {
    const begin = node('begin', 'newDialogueTrigger', { when: is('dialogue.isNew', true), priority: 1 });
    const dialogue = outside(chain([begin, reply('welcome'), end()]));
    await dialogue.client('привет');
    expect(words(await dialogue.timer())).toEqual(['welcome']);
  });

  it('has the flow leave a wait for a message', async () => {
    const wait = node('wait', 'wait', {
      for: { kind: 'event', events: ['clientMessage'], signal: null, timeoutMinutes: 600 },
    });
    const flow = chain([anyMessage(), wait, reply('over'), end()], { 'wait:timeout': 'end' });
    const dialogue = outside(flow);
    await dialogue.client('привет');
    await dialogue.timer();
    await dialogue.client('ау');
    expect(words(await dialogue.timer())).toEqual(['over']);
  });

  it('while the assistant is switched off has a manager called, and is not waited for again', async () => {
    const dialogue = outside();
    await dialogue.client('привет');
    const decision = await dialogue.given({ assistantOff: true }).timer();
    expect(kinds(decision)).toEqual(['callManager']);
    expect(dialogue.state.consulting).toBeNull();
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
    const late = outside();
    await late.client('привет');
    expect(kinds(await late.given({ assistantOff: true }).propose({ reply: 'x' }))).toEqual(['callManager']);
  });

  it('is not waited for once a step has failed; the client is answered after the retry', async () => {
    const dialogue = outside();
    await dialogue.client('привет');
    await dialogue.fails({ kind: 'qualify', score: 1, reasons: [], nodeId: 'x', ruleId: null });
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
    expect((await dialogue.propose({ turnSeq: 1, reply: 'x' })).record.ignored).toBe('Proposal.Stale');
    expect(words(await dialogue.retry('x'))).toEqual(['phone?']);
  });

  it('has reminders wait until it is clear who speaks', async () => {
    const silence = { remindAfterMinutes: 1, reminders: [text('still there?')], closeAfterMinutes: 60 };
    const dialogue = outside(askPhone({ silence }), 600);
    await dialogue.client('привет');
    await dialogue.propose({ reply: 'номер?' });
    expect(dialogue.wakeUp?.timer).toBe('askReminder');
    await dialogue.client('зачем?');
    expect(dialogue.wakeUp?.timer).toBe('consultDeadline');
  });
});
