import {
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  incidents,
  is,
  kinds,
  node,
  only,
  reply,
  skipped,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';
const other = '8 916 765-43-21';

describe('details', () => {
  it('that are repeated without being asked for stay as they were given', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), asks('email', ['email']), end()]) });
    await dialogue.client(phone);
    await dialogue.client(`да, ${phone}`);
    expect(dialogue.state.slots.phone?.seq).toBe(1);
  });

  it('are not replaced in passing while a manager leads, whatever had been asked', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), asks('both', ['phone', 'email']), end()]) });
    await dialogue.client('привет');
    await dialogue.client(phone);
    await dialogue.manager('Добрый день');
    await dialogue.client(other);
    expect(dialogue.state.slots.phone?.value).toBe('+79161234567');
  });

  it('that were taken back are all remembered', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), asks('both', ['phone', 'email']), end()]) });
    await dialogue.client('привет');
    for (const wrong of [phone, other, phone]) {
      await dialogue.client(wrong);
      await dialogue.client('нет, номер неправильный');
    }
    expect(dialogue.state.takenBack).toEqual({ phone: ['+79161234567', '+79167654321'] });
  });
});

describe('a contact that is owed', () => {
  const flow = chain([
    anyMessage(),
    node('contact', 'findOrCreateContact', {}),
    asks('both', ['name', 'phone']),
    end(),
  ]);

  it.each([phone, 'anna@example.com'])(
    'is made as soon as the client says %s, though a manager leads',
    async (line) => {
      const dialogue = new TestDialogue({ flow });
      await dialogue.client('привет');
      await dialogue.manager('Добрый день');
      expect(kinds(await dialogue.client('меня зовут Анна'))).toEqual([]);
      expect(kinds(await dialogue.client(line))).toEqual(['findOrCreateContact']);
    },
  );

  it('is still owed when only a name is learned, from whomever', async () => {
    const dialogue = new TestDialogue({ flow, assistant: { kind: 'outside' } });
    await dialogue.client('привет');
    await dialogue.propose();
    expect(kinds(await dialogue.contact({ name: 'Анна' }))).toEqual([]);
    await dialogue.client('ау');
    expect(kinds(await dialogue.propose({ slots: { name: 'Анна' } }))).toEqual(['ask']);
    expect(dialogue.state.pendingContact).toBe('contact');
  });
});

describe('a new episode', () => {
  it('has no card yet, whatever the last one had', async () => {
    const outputs = [{ port: 'fresh', title: text('fresh'), priority: 1, conditions: is('lead.state', 'none') }];
    const flow = chain(
      [anyMessage(), node('rule', 'rule', { outputs }), node('to', 'moveStage', { stageKey: 'unsorted' }), end()],
      { 'rule:otherwise': 'end' },
    );
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    const decision = await dialogue.given({ lead: 'won', stageKey: 'won' }).client('снова');
    expect(decision.record.facts).toMatchObject({ 'lead.state': 'none', stage: '' });
    expect(kinds(decision)).toEqual(['moveStage']);
  });

  it('in which no trigger fires stops with an incident: its flow has not ended', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), end()]) });
    await dialogue.client('привет');
    const changed = dialogue.movedTo({ flow: chain([anyMessage({ when: is('score', 1) }), end()]) });
    const decision = await changed.given({ lead: 'won', stageKey: 'won' }).client('снова');
    expect(incidents(decision)).toEqual(['Flow.NoTriggerMatched']);
    expect(decision.record.path).toMatchObject([{ nodeId: 'triggers' }]);
    expect(decision.record.path[0]).not.toHaveProperty('beside');
  });
});

describe('a flow that begins again', () => {
  it('has not ended, also where it stops at once', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage({ oncePerEpisode: false }), end()]) });
    await dialogue.client('привет');
    expect(dialogue.state.completed).toBe(true);
    const broken = dialogue.movedTo({ flow: chain([anyMessage({ oncePerEpisode: false }), reply('hi')]) });
    await broken.client('снова');
    expect(broken.state).toMatchObject({ completed: false, parked: { nodeId: 'hi' } });
  });

  it('after a goodbye is neither ended nor handed off', async () => {
    const human = node('human', 'handOff', { reason: text('because'), text: null });
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), human]) });
    await dialogue.client('привет');
    await dialogue.client('стоп');
    expect(dialogue.state).toMatchObject({ completed: false, handedOff: false, handOff: null, closed: 'stopped' });
    expect(kinds(await dialogue.client('передумал, сколько стоит?'))).toEqual(['handOff']);
  });
});

describe('a question put again after the return', () => {
  it('keeps the attempts it has used', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    await dialogue.client('потом');
    await dialogue.manager('Добрый день');
    await dialogue.giveBack();
    expect(dialogue.state.position).toMatchObject({ asked: 2 });
  });

  it('is not put to a client who has been silent so long that the dialogue closed', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    await dialogue.manager('Добрый день');
    await dialogue.timer();
    expect(dialogue.state.closed).toBe('idle');
    expect(kinds(await dialogue.giveBack())).toEqual([]);
    expect(dialogue.state).toMatchObject({ closed: 'idle', owner: 'assistant' });
  });
});

describe('a question that an outside assistant has put', () => {
  const anew = askPhone({ skipKnown: false });

  it('takes the answer, also where it asks anew for what was known', async () => {
    const dialogue = new TestDialogue({ flow: anew, assistant: { kind: 'outside' } });
    await dialogue.client(phone);
    const first = await dialogue.propose({ reply: 'Ваш номер?' });
    expect(skipped(first)).toEqual(['phone: Assistant.SpokeItself']);
    await dialogue.client('минуту');
    await dialogue.propose({ reply: 'Жду' });
    await dialogue.client(phone);
    expect(words(await dialogue.timer())).toEqual(['thanks']);
  });

  it('leaves the words of a hand-off to it', async () => {
    const human = node('human', 'handOff', { reason: text('because'), text: text('a manager comes') });
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), human]), assistant: { kind: 'outside' } });
    await dialogue.client('привет');
    const decision = await dialogue.propose({ reply: 'Зову менеджера' });
    expect(words(decision)).toEqual(['Зову менеджера']);
    expect(only(decision, 'handOff').text).toBeNull();
  });

  it('fills the slots that the flow declares', async () => {
    const slots = [{ key: 'wish', title: text('wish'), kind: 'text' as const }];
    const flow = { ...chain([anyMessage(), asks('ask', ['wish', 'phone']), end()]), slots };
    const dialogue = new TestDialogue({ flow, assistant: { kind: 'outside' } });
    await dialogue.client('привет');
    await dialogue.propose({ slots: { wish: 'тихо', hope: 'x' } });
    expect(Object.keys(dialogue.state.slots)).toEqual(['wish']);
  });
});
