import type { ConditionTrace, Decision } from '@voronka/domain';
import { canonicalJson } from '@voronka/domain';
import { kinds, only, TestDialogue, words } from './testing/dialogue-fixture.ts';

const crmSteps = [
  'qualify',
  'findOrCreateContact',
  'createLead',
  'addTags',
  'assignResponsible',
  'moveStage',
  'addNote',
  'reply',
  'attachHistory',
];

function factsSeen(trace: ConditionTrace): Record<string, unknown> {
  if (trace.type === 'leaf') return { [trace.fact]: trace.factValue };
  const children = trace.type === 'not' ? [trace.child] : trace.children;
  return Object.assign({}, ...children.map(factsSeen)) as Record<string, unknown>;
}

describe('the scenario in Russian', () => {
  it('asks for name and phone, and answers with a qualified lead', async () => {
    const dialogue = new TestDialogue({ policies: { automaticTags: ['сайт'] } });

    const first = await dialogue.client('Сколько стоит?');
    expect(first.commands).toEqual([
      {
        kind: 'ask',
        slots: ['name', 'phone'],
        text: 'Как вас зовут и номер для связи?',
        nodeId: 'askForPrice',
        ruleId: 'asksPrice:price',
      },
    ]);

    const second = await dialogue.client('Анна, 8 (916) 123-45-67');
    expect(kinds(second)).toEqual(crmSteps);
    expect(only(second, 'findOrCreateContact')).toMatchObject({ name: 'Анна', phone: '+79161234567', email: null });
    expect(only(second, 'createLead')).toMatchObject({ title: 'Анна — вопрос о цене', stageKey: 'unsorted' });
    expect(only(second, 'moveStage')).toMatchObject({ stageKey: 'firstContact' });
    expect(only(second, 'addTags').tags).toEqual(['сайт', 'чат', 'вопрос о цене']);
    expect(only(second, 'addNote').text).toBe(
      'Имя: Анна\nТелефон: +79161234567\nТема: чат, вопрос о цене\nКанал: Сайт',
    );
    expect(only(second, 'qualify')).toMatchObject({ score: 70, reasons: ['Спросил о цене', 'Оставил телефон'] });
    expect(words(second)).toEqual([
      'Спасибо, Анна! Менеджер свяжется с вами по номеру +79161234567 в ближайшее время.',
    ]);
    expect(dialogue.state).toMatchObject({
      completed: true,
      handedOff: false,
      position: null,
      parked: null,
      score: 70,
    });
  });

  it('leaves a complete record', async () => {
    const dialogue = new TestDialogue();
    const first = await dialogue.client('Сколько стоит?');
    expect(first.record.path.map((step) => step.nodeId)).toEqual(['start', 'asksPrice', 'askForPrice']);
    expect(first.record.path[1]?.choice).toMatchObject({
      chosenRuleId: 'asksPrice:price',
      port: 'price',
      rules: [{ ruleId: 'asksPrice:price', title: { ru: 'Спрашивает цену' }, result: 'true', chosen: true }],
    });
    expect(first.record.path[1]?.edge).toEqual({
      edgeId: 'asksPrice-price-askForPrice',
      port: 'price',
      target: 'askForPrice',
    });

    const second = await dialogue.client('Анна, 8 (916) 123-45-67');
    expect(second.record.understood).toEqual([
      { slot: 'phone', value: '+79161234567', raw: '8 (916) 123-45-67' },
      { slot: 'name', value: 'Анна', raw: 'Анна' },
    ]);
    const [asked] = second.record.path;
    const [collected] = asked?.choice?.rules ?? [];
    expect(collected).toMatchObject({ title: { ru: 'Имя и телефон известны' }, chosen: true });
    expect(collected && factsSeen(collected.conditions)).toEqual({
      'slots.name.known': true,
      'slots.phone.known': true,
    });
    expect(second.record).toMatchObject({
      bundleHash: 'bundle-hash',
      facts: { 'message.text': 'Анна, 8 (916) 123-45-67', 'slots.phone.known': true, 'ask.asked': 1, 'ask.left': 2 },
      skipped: [],
    });
    expect(second.record.commands).toEqual(second.commands);
    expect(second.record.path.at(-1)).toMatchObject({ nodeId: 'done', edge: null });
    expect(second.commands.every((command) => command.ruleId === 'askForPrice:collected')).toBe(true);
  });

  it('greets a client who does not ask for the price, and does not call it a price enquiry', async () => {
    const dialogue = new TestDialogue();
    expect(words(await dialogue.client('Добрый день'))[0]).toMatch(/^Здравствуйте!/);
    const last = await dialogue.client('Олег 89161234567');
    expect(only(last, 'createLead').title).toBe('Олег — обращение из чата');
    expect(only(last, 'addTags').tags).toEqual(['чат']);
  });
});

describe('the scenario in English', () => {
  it('speaks English to the client and the language of the company to the CRM', async () => {
    const dialogue = new TestDialogue();
    expect(words(await dialogue.client('How much is it?'))).toEqual([
      'What is your name and the best number to reach you?',
    ]);
    const last = await dialogue.client("I'm John Smith, +44 20 7946 0958");
    expect(words(last)).toEqual(['Thank you, John Smith! A manager will contact you at +442079460958 shortly.']);
    expect(only(last, 'createLead').title).toBe('John Smith — вопрос о цене');
  });

  it('goes on in English when the answer is only digits', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('What are your prices?');
    expect(words(await dialogue.client('+44 20 7946 0958'))).toEqual([
      'Thank you, I have your number. What is your name?',
    ]);
  });
});

describe('answers in parts', () => {
  it('asks for the number only when the name came', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    const second = await dialogue.client('Анна');
    expect(second.commands).toEqual([
      {
        kind: 'ask',
        slots: ['phone'],
        text: 'Анна, подскажите номер телефона — менеджер позвонит и всё расскажет.',
        nodeId: 'askForPrice',
        ruleId: 'askForPrice:again',
      },
    ]);
    expect(kinds(await dialogue.client('8 916 123 45 67'))).toEqual(crmSteps);
  });

  it('asks for the name only when the number came', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    expect(only(await dialogue.client('+79161234567'), 'ask')).toMatchObject({
      slots: ['name'],
      text: 'Спасибо, номер записал. Как к вам обращаться?',
    });
    expect(kinds(await dialogue.client('гульчатай'))).toEqual(crmSteps);
    expect(dialogue.state.slots.name?.value).toBe('Гульчатай');
  });

  it('never asks for a phone that stood in the first message', async () => {
    const dialogue = new TestDialogue();
    const first = await dialogue.client('Сколько стоит? Мой номер 8 916 123-45-67');
    expect(only(first, 'ask')).toMatchObject({ slots: ['name'] });
    expect(only(first, 'ask').text).not.toMatch(/номер для связи/);
  });

  it('asks nothing when the first message says it all', async () => {
    const dialogue = new TestDialogue();
    const first = await dialogue.client('Меня зовут Анна, сколько стоит? Телефон 89161234567');
    expect(kinds(first)).toEqual(crmSteps);
    expect(first.record.path.find((step) => step.nodeId === 'askForPrice')?.choice?.port).toBe('collected');
  });
});

describe('nonsense instead of an answer', () => {
  async function talk(...texts: string[]): Promise<{ dialogue: TestDialogue; decisions: Decision[] }> {
    const dialogue = new TestDialogue();
    for (const line of texts) await dialogue.client(line);
    return { dialogue, decisions: dialogue.decisions };
  }

  it('is asked about as often as the flow says, in other words each time, and then a manager gets it', async () => {
    const { dialogue, decisions } = await talk('Сколько стоит?', 'хз', 'ну такое', 'потом');
    expect(decisions.map(kinds)).toEqual([['ask'], ['ask'], ['ask'], ['handOff']]);
    const asked = decisions.flatMap(words);
    expect(new Set(asked).size).toBe(4);
    expect(dialogue.state).toMatchObject({ handedOff: true, completed: true, position: null });
    expect(decisions[3]?.record.path[0]?.choice).toMatchObject({ chosenRuleId: null, port: 'gaveUp' });
    expect(only(decisions[3] as Decision, 'handOff').ruleId).toBe('askForPrice:gaveUp');
  });

  it('counts attempts over changing questions too', async () => {
    const { decisions } = await talk('Сколько стоит?', 'Анна', '12345', 'девять');
    expect(decisions.map(kinds)).toEqual([['ask'], ['ask'], ['ask'], ['handOff']]);
    expect(words(decisions[2] as Decision)[0]).toMatch(/Не получилось разобрать номер/);
  });

  it('is no harm when the right answer comes last', async () => {
    const { decisions } = await talk('Сколько стоит?', 'хз', 'потом', 'Анна 89161234567');
    expect(kinds(decisions[3] as Decision)).toEqual(crmSteps);
  });

  it('after the hand-off the assistant is silent and a manager is called for each message', async () => {
    const { dialogue } = await talk('Сколько стоит?', 'хз', 'ну такое', 'потом');
    for (const line of ['ау', '89161234567']) {
      const decision = await dialogue.client(line);
      expect(kinds(decision)).toEqual(['callManager']);
    }
    expect(dialogue.state.slots.phone?.value).toBe('+79161234567');
  });
});

describe('corrections', () => {
  it('replaces a number that the client takes back', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    await dialogue.client('8 903 765-43-21');
    await dialogue.client('нет, номер другой: 8 916 123-45-67');
    expect(dialogue.state.slots.phone?.value).toBe('+79161234567');
    expect(dialogue.state.slots.phone?.seq).toBe(3);
  });

  it('takes a second number while the question is open', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    await dialogue.client('8 903 765-43-21');
    await dialogue.client('8 916 123-45-67');
    expect(dialogue.state.slots.phone?.value).toBe('+79161234567');
  });

  it('keeps the first value otherwise', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Меня зовут Анна, сколько стоит?');
    await dialogue.client('меня зовут Ольга');
    expect(dialogue.state.slots.name?.value).toBe('Анна');
    await dialogue.client('ошиблась, меня зовут Ольга');
    expect(dialogue.state.slots.name?.value).toBe('Ольга');
  });
});

describe('a decision can be repeated', () => {
  it('equal arguments give equal bytes, and the state before is left alone', async () => {
    const run = async (): Promise<string> => {
      const dialogue = new TestDialogue();
      const before = canonicalJson(dialogue.state);
      const { state } = dialogue;
      for (const line of ['Сколько стоит?', 'Анна', '8 916 123 45 67', 'ещё вопрос']) await dialogue.client(line);
      expect(canonicalJson(state)).toBe(before);
      return JSON.stringify(dialogue.decisions);
    };
    expect(await run()).toBe(await run());
  });

  it('survives JSON: the state that comes back from the database decides alike', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    dialogue.state = JSON.parse(JSON.stringify(dialogue.state)) as TestDialogue['state'];
    expect(kinds(await dialogue.client('Анна, 89161234567'))).toEqual(crmSteps);
  });
});
