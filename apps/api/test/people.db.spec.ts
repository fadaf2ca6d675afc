import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  calendarListSchema,
  calendarSchema,
  distributionSchema,
  peopleListSchema,
  personSchema,
} from '@voronka/contracts';
import type { CalendarSetup, DialogueDetail, Distribution, DistributionSettings, PeopleList } from '@voronka/contracts';
import { AssignmentStore, demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

let api: TestApi;
let admin: Browser;
let manager: Browser;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.logIn('admin');
  manager = await api.logIn('manager');
});
afterAll(() => api.stop());

const distributionPath = `/api/funnels/${demoIds.funnel}/distribution`;
const office = {
  timeZone: 'Europe/Moscow',
  week: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' })),
  holidays: [{ date: '2027-01-01', title: 'Новый год' }],
};
/** Open on one day of the last century's calendar at most: never in these tests. */
const longAgo = {
  timeZone: 'Europe/Moscow',
  week: [],
  holidays: [{ date: '1999-01-01', title: 'once', hours: [{ from: '10:00', to: '11:00' }] }],
};

function settings(changes: Partial<DistributionSettings> = {}): DistributionSettings {
  return {
    enabled: true,
    strategy: 'leastLoaded',
    fallback: 'roundRobin',
    calendarId: null,
    memberIds: [demoIds.manager],
    respectCapacity: true,
    answerDeadlineMinutes: 15,
    escalation: 'allManagers',
    returnToAssistantMinutes: null,
    ...changes,
  };
}

async function createCalendar(name: string, hours: object = office): Promise<CalendarSetup> {
  return calendarSchema.parse((await admin.expect(201, 'POST', '/api/calendars', { name, hours })).body);
}

async function begun(text: string): Promise<string> {
  const visitor = await Visitor.agreed(api);
  await visitor.say(text);
  return visitor.dialogueId();
}

async function managerOf(dialogueId: string): Promise<string | null> {
  const { body } = await manager.expect<DialogueDetail>(200, 'GET', `/api/dialogues/${dialogueId}`);
  return body.manager?.id ?? null;
}

const row = (person: string) => async () => {
  const { people } = peopleListSchema.parse((await manager.expect<PeopleList>(200, 'GET', '/api/people')).body);
  return people.find(({ id }) => id === person);
};
const olga = row(demoIds.manager);

/** Looks for managers as the worker does. */
const worker = () => new AssignmentStore(api.orm);

describe('calendars', () => {
  it('are made, listed with what they say now, changed and removed', async () => {
    const made = await createCalendar('Офис');
    expect(made).toMatchObject({ name: 'Офис', hours: office, funnels: [], people: [] });
    expect(Date.parse(made.changesAt ?? '')).toBeGreaterThan(Date.now() - 1_000);
    const path = `/api/calendars/${made.id}`;
    const changed = await admin.expect<CalendarSetup>(200, 'PUT', path, { name: 'Никогда', hours: longAgo });
    expect(changed.body).toMatchObject({ id: made.id, name: 'Никогда', isOpen: false, changesAt: null });
    const listed = await manager.expect(200, 'GET', '/api/calendars');
    expect(calendarListSchema.parse(listed.body).calendars).toEqual([changed.body]);
    await admin.expect(204, 'DELETE', path);
    await admin.expectError('Request.NotFound', 'DELETE', path);
    await admin.expectError('Request.NotFound', 'PUT', path, { name: 'x', hours: office });
  });

  it.each([
    ['an unknown zone', { ...office, timeZone: 'Europe/Nowhere' }, 'hours.timeZone', /часового пояса/],
    [
      'overlapping hours',
      { ...office, week: [...office.week, { day: 1, from: '17:00', to: '20:00' }] },
      'hours.week.5.from',
      /пересекаются/,
    ],
    [
      'an end before the start',
      { ...office, week: [{ day: 1, from: '20:00', to: '08:00' }] },
      'hours.week.0.to',
      /полночь/,
    ],
    [
      'a date twice',
      { ...office, holidays: [...office.holidays, ...office.holidays] },
      'hours.holidays.1.date',
      /уже есть/,
    ],
    ['an eighth day', { ...office, week: [{ day: 8, from: '09:00', to: '18:00' }] }, 'hours.week.0.day', /./],
  ])('with %s are refused, naming the field', async (_what, hours, path, ru) => {
    const answer = await admin.expectError('Request.Invalid', 'POST', '/api/calendars', { name: 'x', hours });
    expect(answer.body.fields).toEqual([{ path, message: { ru: expect.stringMatching(ru), en: expect.any(String) } }]);
  });

  it('that somebody works by cannot be removed', async () => {
    const made = await createCalendar('Занятой');
    await admin.expect(200, 'PUT', distributionPath, settings({ calendarId: made.id }));
    const listed = calendarListSchema.parse((await manager.expect(200, 'GET', '/api/calendars')).body);
    expect(listed.calendars[0]?.funnels).toEqual([{ id: demoIds.funnel, name: { ru: 'Продажи', en: 'Sales' } }]);
    const refused = await admin.expectError('Request.Conflict', 'DELETE', `/api/calendars/${made.id}`);
    expect(refused.body.fields?.[0]?.message.ru).toContain('Продажи');
    await admin.expect(200, 'PUT', distributionPath, settings());
    await admin.expect(204, 'DELETE', `/api/calendars/${made.id}`);
  });

  it('are changed by admins only', async () => {
    await manager.expectError('Auth.Forbidden', 'POST', '/api/calendars', { name: 'x', hours: office });
  });
});

describe('the distribution of a funnel', () => {
  it('is off before anybody has set it, and is read back as it was saved', async () => {
    await api.orm.em.fork().execute('delete from funnel_distribution');
    const before = distributionSchema.parse((await manager.expect(200, 'GET', distributionPath)).body);
    expect(before).toMatchObject({ settings: { enabled: false, memberIds: [] }, now: { reason: 'noMembers' } });
    const saved = await admin.expect<Distribution>(200, 'PUT', distributionPath, settings());
    expect(distributionSchema.parse(saved.body)).toEqual(saved.body);
    expect(saved.body.settings).toEqual(settings());
    expect(saved.body.now).toMatchObject({ managerId: demoIds.manager, reason: 'leastLoaded' });
    const [entry] = await api.orm.em
      .fork()
      .execute<{ detail: object; target: string }[]>(
        `select detail, target from audit_log where action = 'funnel.distribution' order by id desc limit 1`,
      );
    expect(entry).toEqual({ target: `funnel:${demoIds.funnel}`, detail: settings() });
  });

  it.each([
    ['nobody who would get dialogues', { memberIds: [] }, 'memberIds'],
    ['an auditor among the members', { memberIds: [demoIds.auditor] }, 'memberIds'],
    ['an unknown calendar', { calendarId: randomUUID() }, 'calendarId'],
    ['a deadline of no time', { answerDeadlineMinutes: 0 }, 'answerDeadlineMinutes'],
    ['a strategy that is none', { strategy: 'dice' as 'roundRobin' }, 'strategy'],
  ])('is refused with %s, naming the field', async (_what, changes, path) => {
    const answer = await admin.expectError('Request.Invalid', 'PUT', distributionPath, settings(changes));
    expect(answer.body.fields).toEqual([
      { path, message: { ru: expect.stringMatching(/[а-я]/), en: expect.any(String) } },
    ]);
  });

  it('exists for known funnels only, and is set by admins only', async () => {
    await manager.expectError('Request.NotFound', 'GET', `/api/funnels/${randomUUID()}/distribution`);
    await admin.expectError('Request.NotFound', 'PUT', `/api/funnels/${randomUUID()}/distribution`, settings());
    await manager.expectError('Auth.Forbidden', 'PUT', distributionPath, settings());
  });

  it('reaches new dialogues with its hours and limits, also when the hours change', async () => {
    const frozen = async () => {
      const [row] = await api.orm.em
        .fork()
        .execute<{ canonical: string }[]>(
          'select b.canonical from channels c join bundles b on b.hash = c.live_bundle_hash where c.id = ?',
          [demoIds.siteChannel],
        );
      return JSON.parse(row?.canonical ?? '{}') as { calendar?: object; policies: object };
    };
    const calendar = await createCalendar('Для новых');
    const limits = { answerDeadlineMinutes: 20, returnToAssistantMinutes: 45 };
    await admin.expect(200, 'PUT', distributionPath, settings({ calendarId: calendar.id, ...limits }));
    expect(await frozen()).toMatchObject({
      calendar: office,
      policies: { answerWithinMinutes: 20, returnAfterMinutes: 45, assignOnNewDialogue: true },
    });
    await admin.expect(200, 'PUT', `/api/calendars/${calendar.id}`, { name: 'Для новых', hours: longAgo });
    expect(await frozen()).toMatchObject({ calendar: longAgo });
    await admin.expect(200, 'PUT', distributionPath, settings());
    expect(await frozen()).not.toHaveProperty('calendar');
  });

  it('says why nobody is free, until when, and which dialogues wait', async () => {
    const calendar = await createCalendar('Закрыто', longAgo);
    await admin.expect(200, 'PUT', distributionPath, settings({ calendarId: calendar.id }));
    const dialogueId = await begun('Есть кто живой?');
    await worker().assign(dialogueId, { correlationId: 'test' });
    const shut = distributionSchema.parse((await manager.expect(200, 'GET', distributionPath)).body);
    expect(shut.now).toMatchObject({
      managerId: null,
      reason: 'outsideHours',
      members: [{ managerId: demoIds.manager, excluded: 'offHours', freeFrom: null }],
    });
    expect(shut.waiting).toMatchObject({ total: 1, dialogues: [{ id: dialogueId }] });
    // The hours change, and the dialogue that waits gets its manager at once.
    const opened = await admin.expect<Distribution>(200, 'PUT', distributionPath, settings());
    expect(opened.body.waiting).toEqual({ total: 0, dialogues: [] });
    expect(await managerOf(dialogueId)).toBe(demoIds.manager);
  });
});

describe('availability', () => {
  it('is said by oneself, until a time or until it is changed', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const away = await manager.expect(200, 'PUT', '/api/me/availability', { availability: 'away', until });
    expect(personSchema.parse(away.body)).toMatchObject({
      id: demoIds.manager,
      availability: 'away',
      availableFrom: until,
      excluded: 'away',
    });
    const { body } = await admin.expect<Distribution>(200, 'GET', distributionPath);
    expect(body.now).toMatchObject({ reason: 'nobodyFree', members: [{ excluded: 'away', freeFrom: until }] });
    await manager.expect(200, 'PUT', '/api/me/availability', { availability: 'away' });
    expect(await olga()).toMatchObject({ availability: 'away', availableFrom: null });
    await manager.expect(200, 'PUT', '/api/me/availability', { availability: 'available' });
    expect(await olga()).toMatchObject({ availability: 'available', excluded: null });
  });

  it('that has ended counts as being there', async () => {
    await api.orm.em
      .fork()
      .execute(`update users set availability = 'away', availability_until = now() - interval '1 s' where id = ?`, [
        demoIds.manager,
      ]);
    expect(await olga()).toMatchObject({ availability: 'available', availableFrom: null, excluded: null });
  });

  it('cannot end in the past', async () => {
    const past = { availability: 'away', until: '2020-01-01T00:00:00Z' };
    const answer = await manager.expectError('Request.Invalid', 'PUT', '/api/me/availability', past);
    expect(answer.body.fields).toMatchObject([{ path: 'until', message: { ru: expect.stringMatching(/прошло/) } }]);
  });

  it('gives those who come back the dialogues that wait', async () => {
    await manager.expect(200, 'PUT', '/api/me/availability', { availability: 'away' });
    const dialogueId = await begun('Подожду');
    await worker().assign(dialogueId, { correlationId: 'test' });
    expect(await managerOf(dialogueId)).toBeNull();
    await manager.expect(200, 'PUT', '/api/me/availability', { availability: 'available' });
    expect(await managerOf(dialogueId)).toBe(demoIds.manager);
  });

  it('belongs to people who lead dialogues', async () => {
    const auditor = await api.logIn('auditor');
    await auditor.expectError('Auth.Forbidden', 'PUT', '/api/me/availability', { availability: 'away' });
  });
});

describe('a person’s work', () => {
  const path = `/api/people/${demoIds.manager}`;

  it('is limited by an admin: hours, capacity and absence', async () => {
    const calendar = await createCalendar('Смена Ольги', longAgo);
    const change = { availability: 'available', until: null, capacity: 3, calendarId: calendar.id };
    const saved = personSchema.parse((await admin.expect(200, 'PUT', path, change)).body);
    expect(saved).toMatchObject({ capacity: 3, calendarId: calendar.id, excluded: 'offHours' });
    await admin.expect(200, 'PUT', path, { ...change, capacity: 0, calendarId: null });
    expect(await olga()).toMatchObject({ excluded: 'full', crmUsers: [{ crmUserId: '5' }] });
    await admin.expect(200, 'PUT', path, { ...change, capacity: null, calendarId: null });
    expect(await olga()).toMatchObject({ excluded: null });
  });

  it('is not set for strangers, by unknown calendars, or by managers', async () => {
    const change = { availability: 'available', until: null, capacity: null, calendarId: null };
    await admin.expectError('Request.NotFound', 'PUT', `/api/people/${randomUUID()}`, change);
    await admin.expectError('Request.NotFound', 'PUT', `/api/people/${demoIds.auditor}`, change);
    const unknown = await admin.expectError('Request.Invalid', 'PUT', path, { ...change, calendarId: randomUUID() });
    expect(unknown.body.fields?.[0]?.path).toBe('calendarId');
    await manager.expectError('Auth.Forbidden', 'PUT', path, change);
  });

  it('counts open dialogues only', async () => {
    const before = (await olga())?.openDialogues ?? 0;
    const [open, won] = [await begun('Открытый'), await begun('Выигранный')];
    for (const id of [open, won]) {
      await manager.expect(204, 'PUT', `/api/dialogues/${id}/responsible`, { managerId: demoIds.manager });
    }
    expect((await olga())?.openDialogues).toBe(before + 2);
    await api.orm.em.fork().execute(`update dialogues set lead_state = 'won' where id = ?`, [won]);
    expect((await olga())?.openDialogues).toBe(before + 1);
  });
});

describe('the responsible manager', () => {
  it('is changed by hand, which the dialogue and the audit log learn', async () => {
    const dialogueId = await begun('Кто отвечает?');
    const path = `/api/dialogues/${dialogueId}/responsible`;
    await admin.expect(204, 'PUT', path, { managerId: demoIds.manager });
    await admin.expect(204, 'PUT', path, { managerId: demoIds.manager });
    expect(await managerOf(dialogueId)).toBe(demoIds.manager);
    const em = api.orm.em.fork();
    const told = await em.execute<object[]>(
      `select payload from inbox where dialogue_id = ? and kind = 'responsibleChanged'`,
      [dialogueId],
    );
    expect(told).toMatchObject([{ payload: { source: 'operator', managerId: demoIds.manager } }]);
    const noted = await em.execute<object[]>(
      `select actor_name, detail from audit_log where action = 'dialogue.responsible' and target = ?`,
      [`dialogue:${dialogueId}`],
    );
    expect(noted).toEqual([{ actor_name: 'Администратор', detail: { before: null, managerId: demoIds.manager } }]);
  });

  it('is somebody who leads dialogues, of a dialogue that exists', async () => {
    const dialogueId = await begun('Проверка');
    const path = `/api/dialogues/${dialogueId}/responsible`;
    const refused = await manager.expectError('Request.Invalid', 'PUT', path, { managerId: demoIds.auditor });
    expect(refused.body.fields?.[0]?.path).toBe('managerId');
    await manager.expectError('Request.Invalid', 'PUT', path, { managerId: null });
    const nowhere = `/api/dialogues/${randomUUID()}/responsible`;
    await manager.expectError('Dialogue.Unknown', 'PUT', nowhere, { managerId: demoIds.manager });
  });
});
