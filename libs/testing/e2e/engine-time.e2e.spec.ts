import { randomUUID } from 'node:crypto';
import { calendarSchema, distributionSchema } from '@voronka/contracts';
import type { WaitConfig } from '@voronka/domain';
import {
  beginFlow,
  flowOf,
  hears,
  letTimePass,
  nextWakeUp,
  nodeOf,
  onFirstMessage,
  same,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
import type { Played, Stack } from '@voronka/testing';

const caseTimeoutMs = 90_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Date of a zone that is so many hours ahead of UTC all year, some days from now. @returns `YYYY-MM-DD` */
function dateIn(hoursAhead: number, days: number): string {
  return new Date(Date.now() + hoursAhead * 60 * minuteMs + days * dayMs).toISOString().slice(0, 10);
}

describe('a drawn flow in time', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  const waits = (wait: WaitConfig) => nodeOf('wait', 'wait', { for: wait, onMessage: 'stay' });
  const ends = (id = 'end') => nodeOf(id, 'end', {});
  const linesOf = async ({ visitor }: Played) =>
    (await visitor.messages()).filter(({ from }) => from !== 'client').map(({ text }) => text);

  /** Lets time pass until a minute before a dialogue's wake-up, and then over it. @returns what was said before it */
  async function passWakeUp(played: Played): Promise<string[]> {
    const { dialogueId } = played;
    const wakeUp = await nextWakeUp(stack, dialogueId);
    const minutes = Math.floor((Date.parse(wakeUp?.at ?? '') - Date.now()) / minuteMs);
    await letTimePass(stack, dialogueId, minutes - 1);
    await untilSettled(stack, dialogueId);
    const before = await linesOf(played);
    await letTimePass(stack, dialogueId, 3);
    return before;
  }

  it(
    'waits for working hours by the calendar of the funnel: its time zone, days off, and a short day',
    async () => {
      // Vladivostok is ten hours ahead of UTC all year, seven ahead of the channel.
      const hours = { from: '09:00', to: '18:00' };
      const calendar = calendarSchema.parse(
        await stack.admin.call('/api/calendars', {
          body: {
            name: 'Владивосток',
            hours: {
              timeZone: 'Asia/Vladivostok',
              week: ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({ day, ...hours })),
              holidays: [
                { date: dateIn(10, 0), title: 'Выходной' },
                { date: dateIn(10, 1), title: 'Выходной' },
                { date: dateIn(10, 2), title: 'Короткий день', hours: [{ from: '11:30', to: '15:00' }] },
              ],
            },
          },
        }),
      );
      const opening = `${dateIn(10, 2)}T01:30:00.000Z`;
      const [funnel] = await stack.query<{ id: string }>('select id from funnels');
      const path = `/api/funnels/${funnel?.id}/distribution`;
      const { settings } = distributionSchema.parse(await stack.admin.call(path));
      await stack.admin.call(path, { method: 'PUT', body: { ...settings, calendarId: calendar.id } });
      const graph = flowOf([
        [
          onFirstMessage(),
          nodeOf('soon', 'reply', { text: same('Ответим в рабочее время.') }),
          waits({ kind: 'businessHours' }),
          nodeOf('open', 'reply', { text: same('Доброе утро, мы открылись!') }),
          ends(),
        ],
      ]);
      const played = await beginFlow(stack, graph, 'Вы работаете?');
      await hears(played.visitor, 'Ответим в рабочее время.');
      await untilSettled(stack, played.dialogueId);
      expect(await nextWakeUp(stack, played.dialogueId)).toEqual({ timer: 'wait', at: opening });
      expect(await passWakeUp(played)).toEqual(['Ответим в рабочее время.']);
      await hears(played.visitor, 'Доброе утро, мы открылись!');
    },
    caseTimeoutMs,
  );

  it(
    'waits until a time of day in the zone of the channel, on the days that the node names',
    async () => {
      // Moscow is three hours ahead of UTC all year.
      const weekday = new Date(`${dateIn(3, 2)}T00:00:00Z`).getUTCDay();
      const graph = flowOf([
        [
          onFirstMessage(),
          waits({ kind: 'localTime', time: '10:30', days: [weekday === 0 ? 7 : weekday] }),
          nodeOf('call', 'reply', { text: same('Звоним, как договорились.') }),
          ends(),
        ],
      ]);
      const at = `${dateIn(3, 2)}T07:30:00.000Z`;
      const played = await beginFlow(stack, graph, 'Позвоните послезавтра утром');
      await untilSettled(stack, played.dialogueId);
      expect(await nextWakeUp(stack, played.dialogueId)).toEqual({ timer: 'wait', at });
      expect(await passWakeUp(played)).toEqual([]);
      await hears(played.visitor, 'Звоним, как договорились.');
    },
    caseTimeoutMs,
  );

  it(
    'waits for an event: one signal ends it, another does not, and without any it leaves by its timeout',
    async () => {
      const graph = flowOf(
        [
          [
            onFirstMessage(),
            waits({ kind: 'event', events: ['signal'], signal: 'readyToCall', timeoutMinutes: 120 }),
            nodeOf('ready', 'reply', { text: same('Готовим звонок.') }),
            ends(),
          ],
          [nodeOf('late', 'reply', { text: same('Не дождались, напишем завтра.') }), ends('lateEnd')],
        ],
        { 'wait:timeout': 'late' },
      );
      const called = await beginFlow(stack, graph, 'Жду звонка');
      const forgotten = await beginFlow(stack, graph, 'Жду звонка');
      const send = (name: string) =>
        stack.manager.call(`/api/dialogues/${called.dialogueId}/signals`, {
          body: { id: randomUUID(), name, payload: {} },
        });
      await send('wantsContract');
      await untilSettled(stack, called.dialogueId);
      expect(await linesOf(called)).toEqual([]);
      expect(await stack.admin.incidentsOf(called.dialogueId)).toEqual([]);
      await send('readyToCall');
      await hears(called.visitor, 'Готовим звонок.');

      await untilSettled(stack, forgotten.dialogueId);
      expect(await passWakeUp(forgotten)).toEqual([]);
      await hears(forgotten.visitor, 'Не дождались, напишем завтра.');
    },
    caseTimeoutMs,
  );

  it(
    'speaks up beside the open question when the client is silent, no more often than told, and anew after their next words',
    async () => {
      const nudge = 'Если что, мы на связи.';
      const graph = flowOf(
        [
          [
            onFirstMessage(),
            nodeOf('ask', 'ask', { slots: ['phone'], attempts: 3, question: same('Ваш номер?'), again: [] }),
            ends(),
          ],
          [
            nodeOf('silence', 'silenceTrigger', { minutes: 45, times: 2, when: null }),
            nodeOf('nudge', 'reply', { text: same(nudge) }),
            ends('nudgeEnd'),
          ],
        ],
        { 'ask:gaveUp': 'end' },
      );
      const played = await beginFlow(stack, graph, 'Добрый день');
      const { visitor, dialogueId } = played;
      await hears(visitor, 'Ваш номер?');
      for (const times of [1, 2]) {
        await untilSettled(stack, dialogueId);
        expect(await nextWakeUp(stack, dialogueId)).toMatchObject({ timer: 'trigger' });
        await letTimePass(stack, dialogueId, 46);
        await visitor.until(`${times} nudges`, (all) => all.filter(({ text }) => text === nudge).length === times);
      }
      await untilSettled(stack, dialogueId);
      expect(await nextWakeUp(stack, dialogueId)).toMatchObject({ timer: 'idleClose' });

      expect(await visitor.say('не сейчас, но интересно')).toBe('Ваш номер?');
      await untilSettled(stack, dialogueId);
      await letTimePass(stack, dialogueId, 46);
      await hears(visitor, nudge);
      expect(await linesOf(played)).toEqual(['Ваш номер?', nudge, nudge, 'Ваш номер?', nudge]);
    },
    caseTimeoutMs,
  );

  it(
    'runs once at a set time after the beginning, whatever the client has said since',
    async () => {
      const graph = flowOf([
        [onFirstMessage(), nodeOf('hello', 'reply', { text: same('Здравствуйте!') }), ends()],
        [
          nodeOf('nextDay', 'timerTrigger', { afterMinutes: 1440, since: 'dialogueStart', when: null }),
          nodeOf('offer', 'reply', { text: same('Со вчерашнего дня ничего не изменилось?') }),
          ends('offerEnd'),
        ],
      ]);
      const played = await beginFlow(stack, graph, 'Просто смотрю');
      const { visitor, dialogueId } = played;
      await hears(visitor, 'Здравствуйте!');
      await untilSettled(stack, dialogueId);
      await letTimePass(stack, dialogueId, 600);
      await visitor.send('Ещё думаю');
      await untilSettled(stack, dialogueId);
      expect(await passWakeUp(played)).toEqual(['Здравствуйте!']);
      await hears(visitor, 'Со вчерашнего дня ничего не изменилось?');
      await untilSettled(stack, dialogueId);
      await until('it is over', async () => (await nextWakeUp(stack, dialogueId))?.timer === 'idleClose');
    },
    caseTimeoutMs,
  );
});
