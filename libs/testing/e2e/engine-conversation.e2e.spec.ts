import type { FlowGraph } from '@voronka/domain';
import {
  beginFlow,
  flowOf,
  hears,
  letTimePass,
  newPerson,
  nextWakeUp,
  nodeOf,
  onFirstMessage,
  same,
  says,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
import type { Stack } from '@voronka/testing';

const caseTimeoutMs = 90_000;

describe('the conversation of a drawn flow', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  const closedAs = async (dialogueId: string) =>
    (await stack.query<{ closed: string | null }>('select closed from dialogues where id = $1', [dialogueId]))[0]
      ?.closed;

  it(
    'collects what the flow declares from real sentences, asks for the rest, and writes it on the card',
    async () => {
      const person = newPerson();
      const graph: FlowGraph = {
        ...flowOf(
          [
            [
              onFirstMessage(),
              nodeOf('ask', 'ask', {
                slots: ['name', 'phone', 'service', 'budget'],
                attempts: 4,
                question: same('Как вас зовут, какой номер, какая услуга и какой бюджет?'),
                again: [
                  { missing: ['budget'], text: same('Какой у вас бюджет?') },
                  { missing: ['service', 'budget'], text: same('Какая услуга и какой бюджет?') },
                ],
              }),
              nodeOf('score', 'qualify', {
                score: 10,
                reasons: [],
                criteria: [
                  {
                    points: 40,
                    reason: same('Бюджет от 100 000'),
                    when: { fact: 'slots.budget.value', operator: 'greaterThanInclusive', value: 100_000 },
                  },
                  {
                    points: 5,
                    reason: same('Доставка'),
                    when: { fact: 'slots.service.value', operator: 'equal', value: 'delivery' },
                  },
                ],
              }),
              nodeOf('contact', 'findOrCreateContact', {}),
              nodeOf('lead', 'createLead', { title: same('{{name}}: {{service}}'), stageKey: 'unsorted' }),
              nodeOf('note', 'addNote', { text: same('Бюджет {{budget}}, услуга {{service}}, оценка {{score}}') }),
              nodeOf('bye', 'reply', { text: same('{{name}}, спасибо!') }),
              nodeOf('end', 'end', {}),
            ],
          ],
          { 'ask:gaveUp': 'end' },
        ),
        slots: [
          {
            key: 'service',
            title: same('Услуга'),
            kind: 'choice',
            options: [
              { value: 'delivery', title: same('Доставка'), words: ['доставка', 'доставить', 'привезти'] },
              { value: 'assembly', title: same('Сборка'), words: ['сборка', 'собрать'] },
            ],
          },
          { key: 'budget', title: same('Бюджет'), kind: 'number', min: 0 },
        ],
      };
      const { visitor, dialogueId } = await beginFlow(stack, graph, 'Здравствуйте');
      await hears(visitor, 'Как вас зовут, какой номер, какая услуга и какой бюджет?');
      expect(await visitor.say(`меня ${person.name} зовут, нужна доставка, мой номер ${person.phone}`)).toBe(
        'Какой у вас бюджет?',
      );
      expect(await visitor.say('тысяч сто пятьдесят')).toBe(`${person.name}, спасибо!`);
      await untilSettled(stack, dialogueId);

      const { leads } = await stack.crm.person(person.phone);
      expect(leads).toHaveLength(1);
      expect(leads[0]?.title).toBe(`${person.name}: Доставка`);
      expect(leads[0]?.comments.join('\n')).toMatch(/Бюджет 150\s000, услуга Доставка, оценка 55/u);
    },
    caseTimeoutMs,
  );

  it(
    'understands a day, and writes it in the language of whoever reads it',
    async () => {
      const visit = { key: 'visit', title: { ru: 'День', en: 'Day' }, kind: 'date' } as const;
      const graph: FlowGraph = {
        ...flowOf(
          [
            [
              onFirstMessage(),
              nodeOf('ask', 'ask', {
                slots: ['name', 'phone', 'visit'],
                attempts: 3,
                question: same('Who are you, and on which day do you come?'),
                again: [],
              }),
              nodeOf('contact', 'findOrCreateContact', {}),
              nodeOf('lead', 'createLead', { title: same('{{channel}}: {{visit}}'), stageKey: 'unsorted' }),
              nodeOf('bye', 'reply', { text: { ru: 'Ждём вас {{visit}}.', en: 'See you on {{visit}}.' } }),
              nodeOf('end', 'end', {}),
            ],
          ],
          { 'ask:gaveUp': 'end' },
        ),
        slots: [visit],
      };
      // A day in the middle of the month after next: the year is not said.
      const now = new Date();
      const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 15));
      const written = (locale: 'ru' | 'en', more: Intl.DateTimeFormatOptions = { year: 'numeric' }) =>
        day.toLocaleDateString(locale, { day: 'numeric', month: 'long', timeZone: 'UTC', ...more });
      const person = newPerson('Anna');
      const opening = 'Hello, I would like to visit you';
      const { visitor, dialogueId } = await beginFlow(stack, graph, opening, { locale: 'en' });
      await hears(visitor, 'Who are you, and on which day do you come?');
      expect(await visitor.say(`I am Anna, ${person.phone}, I will come on ${written('en', {})}`)).toBe(
        `See you on ${written('en')}.`,
      );
      await untilSettled(stack, dialogueId);
      const { leads } = await stack.crm.person(person.phone);
      expect(leads.map(({ title }) => title)).toEqual([`Сайт: ${written('ru')}`]);
    },
    caseTimeoutMs,
  );

  it(
    'answers a question of the client beside the open one, and comes back to it',
    async () => {
      const faq = nodeOf('faq', 'clientMessageTrigger', {
        when: says('работаете', 'часы'),
        oncePerEpisode: false,
        priority: 50,
        interrupts: true,
      });
      const graph = flowOf(
        [
          [
            onFirstMessage(),
            nodeOf('ask', 'ask', { slots: ['phone'], attempts: 1, question: same('Ваш номер?'), again: [] }),
            nodeOf('end', 'end', {}),
          ],
          [faq, nodeOf('hours', 'reply', { text: same('С девяти до шести.') }), nodeOf('faqEnd', 'end', {})],
        ],
        { 'ask:gaveUp': 'end' },
      );
      const { visitor } = await beginFlow(stack, graph, 'Добрый день');
      await hears(visitor, 'Ваш номер?');
      await visitor.send('А до скольки вы работаете?');
      const all = await visitor.until('answer and question', (lines) => lines.length === 5);
      expect(all.slice(-2).map(({ text }) => text)).toEqual(['С девяти до шести.', 'Ваш номер?']);
    },
    caseTimeoutMs,
  );

  it(
    'reminds a silent client, closes at the limit, and opens again with the next message',
    async () => {
      const graph = flowOf(
        [
          [
            onFirstMessage(),
            nodeOf('ask', 'ask', {
              slots: ['phone'],
              attempts: 2,
              question: same('Ваш номер?'),
              again: [],
              silence: { remindAfterMinutes: 30, reminders: [same('Вы ещё здесь?')], closeAfterMinutes: 120 },
            }),
            nodeOf('end', 'end', {}),
          ],
          [nodeOf('silent', 'end', { close: true })],
        ],
        { 'ask:gaveUp': 'end', 'ask:silent': 'silent' },
      );
      const { visitor, dialogueId } = await beginFlow(stack, graph, 'Здравствуйте');
      await hears(visitor, 'Ваш номер?');
      await untilSettled(stack, dialogueId);
      expect(await nextWakeUp(stack, dialogueId)).toMatchObject({ timer: 'askReminder' });
      await letTimePass(stack, dialogueId, 31);
      await hears(visitor, 'Вы ещё здесь?');
      await untilSettled(stack, dialogueId);
      await letTimePass(stack, dialogueId, 121);
      await until('the close', async () => (await closedAs(dialogueId)) === 'done', { timeoutMs: 30_000 });
      await untilSettled(stack, dialogueId);

      await visitor.send('Я вернулась, запишите меня');
      await until('it is open again', async () => (await closedAs(dialogueId)) === null);
    },
    caseTimeoutMs,
  );

  it(
    'says goodbye once to a client who does not want to be written to, and makes no lead',
    async () => {
      const before = await stack.crm.counts();
      const graph = flowOf(
        [
          [
            onFirstMessage(),
            nodeOf('ask', 'ask', { slots: ['phone'], attempts: 2, question: same('Ваш номер?'), again: [] }),
            nodeOf('contact', 'findOrCreateContact', {}),
            nodeOf('lead', 'createLead', { title: same('Заявка'), stageKey: 'unsorted' }),
            nodeOf('end', 'end', {}),
          ],
        ],
        { 'ask:gaveUp': 'contact' },
      );
      const { visitor, dialogueId } = await beginFlow(stack, graph, 'Здравствуйте');
      await hears(visitor, 'Ваш номер?');
      await visitor.send('стоп');
      const all = await visitor.until('the goodbye', (lines) => lines.length === 4);
      expect(all.at(-1)?.text).toMatch(/больше не буду писать/u);
      await untilSettled(stack, dialogueId);
      expect(await closedAs(dialogueId)).toBe('stopped');
      expect(await stack.crm.counts()).toEqual(before);
    },
    caseTimeoutMs,
  );

  it(
    'waits its time, and no message hurries it unless the node says so',
    async () => {
      const graph = flowOf([
        [
          onFirstMessage(),
          nodeOf('wait', 'wait', { for: { kind: 'duration', minutes: 60 }, onMessage: 'stay' }),
          nodeOf('later', 'reply', { text: same('Как и обещали, пишем через час.') }),
          nodeOf('end', 'end', {}),
        ],
      ]);
      const { visitor, dialogueId } = await beginFlow(stack, graph, 'Напишите мне через час');
      await visitor.send('жду');
      await untilSettled(stack, dialogueId);
      expect(await visitor.messages()).toHaveLength(2);
      await letTimePass(stack, dialogueId, 61);
      await hears(visitor, 'Как и обещали, пишем через час.');
    },
    caseTimeoutMs,
  );
});
