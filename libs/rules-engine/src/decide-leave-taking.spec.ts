import {
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  flowOf,
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

describe('a client who wants no more messages', () => {
  it('is said goodbye once; nothing else is done', async () => {
    const flow = chain([
      anyMessage({ oncePerEpisode: false }),
      node('contact', 'findOrCreateContact', {}),
      asks('phone', ['phone']),
      end(),
    ]);
    const dialogue = new TestDialogue({ flow, policies: { assignOnNewDialogue: true } });
    await dialogue.client('привет');
    const decision = await dialogue.client('стоп, больше не пишите');
    expect(kinds(decision)).toEqual(['reply', 'closeDialogue']);
    expect(words(decision)).toEqual(['Хорошо, больше не буду писать. Если понадобимся — просто напишите сюда.']);
    expect(dialogue.state).toMatchObject({
      closed: 'stopped',
      position: null,
      pendingContact: null,
      unansweredSince: null,
    });
    expect(decision.wakeUp).toBeNull();
    const again = await dialogue.client('стоп');
    expect(kinds(again)).toEqual(['closeDialogue']);
  });

  it('hears the words of the channel', async () => {
    const dialogue = new TestDialogue({ flow: askPhone(), policies: { stopText: text('bye, {{channel}}') } });
    expect(words(await dialogue.client('стоп'))).toEqual(['bye, Сайт']);
  });

  it('begins anew with a later message, and has a manager chosen then', async () => {
    const dialogue = new TestDialogue({ flow: askPhone(), policies: { assignOnNewDialogue: true } });
    expect(kinds(await dialogue.client('стоп'))).toEqual(['reply', 'closeDialogue']);
    const again = await dialogue.client('передумал, сколько стоит?');
    expect(kinds(again)).toEqual(['assignManager', 'ask']);
    expect(dialogue.state).toMatchObject({ closed: null, parked: null });
    expect(words(await dialogue.client('стоп'))).toHaveLength(1);
  });

  it('is heard by the manager who leads, and by the one who is called while the assistant is off', async () => {
    const led = new TestDialogue({ flow: askPhone() });
    await led.manager('Добрый день');
    expect(kinds(await led.client('стоп'))).toEqual([]);
    expect(led.state.closed).toBeNull();
    const off = new TestDialogue({ flow: askPhone() }).given({ assistantOff: true });
    expect(kinds(await off.client('стоп'))).toEqual(['callManager']);
  });

  it('raises no signals', async () => {
    const any = {
      name: 'any',
      title: text('any'),
      sources: ['rule' as const],
      fields: [],
      cooldownSeconds: 0,
      oncePerDialogue: false,
      textRule: is('message.locale', 'ru'),
      onStage: null,
    };
    const dialogue = new TestDialogue({ flow: askPhone(), content: { signals: [any] } });
    expect((await dialogue.client('стоп')).record.signals).toBeUndefined();
  });

  it('keeps the timers that ran already from running again', async () => {
    const timed = node('timed', 'timerTrigger', { afterMinutes: 5, since: 'dialogueStart', when: null });
    const flow = flowOf(askPhone(), chain([timed, reply('aside'), node('e', 'end', {})]));
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    await dialogue.timer();
    await dialogue.client('стоп');
    await dialogue.client('привет');
    expect(dialogue.state.usedTriggers).toEqual(['timed', 'start']);
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });
});

describe('advertising', () => {
  const spam = 'Предлагаем продвижение сайта в топ-10, гарантия, недорого: https://spam.example';

  it('is declined politely, once, and makes nothing', async () => {
    const flow = chain([anyMessage(), node('contact', 'findOrCreateContact', {}), end()]);
    const dialogue = new TestDialogue({ flow, switches: { searchExisting: false } });
    const decision = await dialogue.client(spam);
    expect(kinds(decision)).toEqual(['reply', 'closeDialogue']);
    expect(only(decision, 'closeDialogue').reason).toBe('spam');
    expect(words(decision)[0]).toContain('рекламные предложения мы не рассматриваем');
    expect(kinds(await dialogue.client(spam))).toEqual(['closeDialogue']);
    expect(kinds(await dialogue.client('стоп'))).toEqual(['closeDialogue']);
    expect(kinds(await dialogue.client('Сколько стоит?'))).toEqual(['findOrCreateContact']);
  });

  it('closes a parked dialogue too, whose incident stands', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage()]) });
    await dialogue.client('привет');
    expect(dialogue.state.parked).not.toBeNull();
    await dialogue.client(spam);
    expect(dialogue.state).toMatchObject({ closed: 'spam', parked: { nodeId: 'start' } });
    const retried = await dialogue.movedTo({ flow: chain([anyMessage(), reply('hi'), end()]) }).retry('start');
    expect(words(retried)).toEqual([]);
    expect(skipped(retried)).toEqual([]);
  });
});
