import {
  after,
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  kinds,
  now,
  only,
  reply,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';

describe('a question', () => {
  it('is asked once, and left when it is answered', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    expect(words(await dialogue.client('привет'))).toEqual(['phone?']);
    expect(words(await dialogue.client(phone))).toEqual(['thanks']);
  });

  it('is not asked when the answer is known', async () => {
    const decision = await new TestDialogue({ flow: askPhone() }).client(`привет, ${phone}`);
    expect(words(decision)).toEqual(['thanks']);
    const choice = decision.record.path.find((step) => step.nodeId === 'phone')?.choice;
    expect(choice).toMatchObject({ chosenRuleId: 'phone:collected', port: 'collected' });
  });

  it('is asked at most as often as it may, then given up', async () => {
    const dialogue = new TestDialogue({ flow: askPhone({ attempts: 2 }) });
    expect(words(await dialogue.client('привет'))).toEqual(['phone?']);
    expect(words(await dialogue.client('не то'))).toEqual(['phone?']);
    expect(words(await dialogue.client('опять не то'))).toEqual(['noPhone']);
    expect(dialogue.state).toMatchObject({ completed: true, position: null });
  });

  it('with one attempt is given up at the first other answer', async () => {
    const dialogue = new TestDialogue({ flow: askPhone({ attempts: 1 }) });
    await dialogue.client('привет');
    expect(words(await dialogue.client('не то'))).toEqual(['noPhone']);
  });

  it('says with its command which details it misses', async () => {
    const flow = chain([anyMessage(), asks('both', ['name', 'phone']), end()]);
    const dialogue = new TestDialogue({ flow });
    expect(only(await dialogue.client('привет'), 'ask').slots).toEqual(['name', 'phone']);
    expect(only(await dialogue.client(phone), 'ask').slots).toEqual(['name']);
    expect(kinds(await dialogue.client('Анна'))).toEqual([]);
    expect(dialogue.state.slots).toMatchObject({ name: { value: 'Анна' }, phone: { value: '+79161234567' } });
  });
});

describe('a question that asks anew for what is known', () => {
  const flow = chain([anyMessage(), asks('phone', ['name', 'phone'], { skipKnown: false }), reply('thanks'), end()]);

  it('wants an answer given after it was put', async () => {
    const dialogue = new TestDialogue({ flow });
    const first = await dialogue.client(`меня зовут Анна, ${phone}`);
    expect(only(first, 'ask').slots).toEqual(['name', 'phone']);
    expect(words(await dialogue.client(`меня зовут Анна, ${phone}`))).toEqual(['thanks']);
  });

  it('takes another value for a known one, also for a name', async () => {
    const dialogue = new TestDialogue({ flow });
    await dialogue.client(`меня зовут Анна, ${phone}`);
    await dialogue.client('Мария, 8 916 765-43-21');
    expect(dialogue.state.slots).toMatchObject({ name: { value: 'Мария' }, phone: { value: '+79167654321' } });
    expect(dialogue.state.completed).toBe(true);
  });

  it('keeps what is known until then', async () => {
    const dialogue = new TestDialogue({ flow });
    await dialogue.client(`меня зовут Анна, ${phone}`);
    expect(only(await dialogue.client('Мария'), 'ask').slots).toEqual(['phone']);
    expect(dialogue.state.slots.phone?.value).toBe('+79161234567');
  });
});

describe('details', () => {
  it('are kept, with what the client wrote and when', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    await dialogue.client(`мой номер ${phone}`);
    expect(dialogue.state.slots.phone).toEqual({ value: '+79161234567', raw: phone, seq: 2 });
  });

  it('given while another was asked for are kept too', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    await dialogue.client('anna@example.com');
    expect(dialogue.state.slots.email?.value).toBe('anna@example.com');
  });

  it('that are known stay when another is mentioned in passing', async () => {
    const flow = chain([anyMessage(), asks('email', ['email']), end()]);
    const dialogue = new TestDialogue({ flow });
    await dialogue.client(phone);
    await dialogue.client('8 916 765-43-21');
    expect(dialogue.state.slots.phone?.value).toBe('+79161234567');
  });

  it('asked for are replaced by a new answer', async () => {
    const flow = chain([anyMessage(), asks('both', ['phone', 'email']), end()]);
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    await dialogue.client(phone);
    await dialogue.client('8 916 765-43-21');
    expect(dialogue.state.slots.phone?.value).toBe('+79167654321');
  });
});

describe('a silent client', () => {
  const silence = { remindAfterMinutes: 10, reminders: [text('one'), text('two')], closeAfterMinutes: 60 };

  it('is reminded with each wording, then the question is left by its own way', async () => {
    const dialogue = new TestDialogue({ flow: askPhone({ silence }) });
    await dialogue.client('привет');
    expect(dialogue.wakeUp).toEqual({ timer: 'askReminder', key: 'phone', at: after(dialogue.context.now, 10) });
    expect(words(await dialogue.timer())).toEqual(['one']);
    expect(dialogue.wakeUp).toEqual({ timer: 'askReminder', key: 'phone', at: after(dialogue.context.now, 10) });
    expect(words(await dialogue.timer())).toEqual(['two']);
    expect(dialogue.wakeUp).toEqual({ timer: 'askClose', key: 'phone', at: after(dialogue.context.now, 60) });
    expect(words(await dialogue.timer())).toEqual(['quiet']);
    expect(dialogue.state).toMatchObject({ completed: true, closed: null });
  });

  it('does not lose an attempt by a reminder', async () => {
    const dialogue = new TestDialogue({ flow: askPhone({ silence, attempts: 2 }) });
    await dialogue.client('привет');
    await dialogue.timer();
    expect(dialogue.state.position).toMatchObject({ asked: 1, reminded: 1 });
  });

  it('is reminded anew after a new answer', async () => {
    const dialogue = new TestDialogue({ flow: askPhone({ silence }) });
    await dialogue.client('привет');
    await dialogue.timer();
    await dialogue.client('минуту');
    expect(words(await dialogue.timer())).toEqual(['one']);
  });

  it('may be left without a reminder', async () => {
    const quick = { ...silence, closeAfterMinutes: 5 };
    const dialogue = new TestDialogue({ flow: askPhone({ silence: quick }) });
    await dialogue.client('привет');
    expect(words(await dialogue.timer())).toEqual(['quiet']);
  });

  it('ends the dialogue where the question has no way out for that; the question stands when the client is back', async () => {
    const flow = askPhone({ silence: { ...silence, reminders: [] } });
    const edges = flow.edges.filter((edge) => edge.port !== 'silent');
    const dialogue = new TestDialogue({ flow: { ...flow, edges } });
    await dialogue.client('привет');
    const closed = await dialogue.timer();
    expect(only(closed, 'closeDialogue')).toMatchObject({ reason: 'silent', nodeId: 'phone' });
    expect(closed.wakeUp).toBeNull();
    expect(words(await dialogue.later(1000).client(phone))).toEqual(['thanks']);
    expect(dialogue.state).toMatchObject({ closed: null, completed: true });
  });

  it('is not reminded while the assistant is off, and is later', async () => {
    const dialogue = new TestDialogue({ flow: askPhone({ silence }) });
    await dialogue.client('привет');
    expect((await dialogue.given({ assistantOff: true }).timer()).record.ignored).toBe('Timer.AssistantOff');
    expect(dialogue.wakeUp).toMatchObject({ timer: 'askReminder', at: after(dialogue.context.now, 60) });
    expect(words(await dialogue.given({ assistantOff: false }).timer())).toEqual(['one']);
  });

  it('is not reminded while a manager leads, nor while the dialogue is parked', async () => {
    const dialogue = new TestDialogue({ flow: askPhone({ silence }) });
    const asked = await dialogue.client('привет');
    await dialogue.fails(only(asked, 'ask'));
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
    await dialogue.retry('phone');
    expect(dialogue.wakeUp?.timer).toBe('askReminder');
    await dialogue.manager('Добрый день');
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });

  it('is of no concern to a question without limits', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
    const dueAt = after(now, 10);
    const ignored = await dialogue.later(20).on({ kind: 'timer', timer: 'askReminder', key: 'phone', dueAt });
    expect(ignored.record.ignored).toBe('Timer.Stale');
  });
});
