import type { BundleContent } from '../decide/bundle.ts';
import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import { initialDialogueState } from '../dialogue/dialogue-state.ts';
import { chain, end, node, start } from '../flow/validate/testing/flows.ts';
import { computePermissions } from '../permission/permission.ts';
import type { Facts } from './choice.ts';
import { computeFacts, missingSlots } from './compute-facts.ts';
import { neverMinutes } from './facts.ts';

const switches = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};
const byButton = node('byButton', 'manualTrigger', { when: null });
const bundle: BundleContent = {
  version: 1,
  flowId: 'flow',
  flow: { ...chain([start, end]), nodes: [start, end, byButton] },
  funnel: { id: 'funnel', name: { ru: '', en: '' }, stages: [] },
  stageMapping: {},
  channel: { id: 'c', name: 'Сайт', switches, defaultCountry: 'RU', defaultLocale: 'ru' },
  assistant: null,
  policies: { automaticTags: [], notes: true, history: true },
};
const message: DialogueEvent = { kind: 'clientMessage', messageId: 'm', text: 'привет', seq: 1, at: '' };
// A Sunday; twelve o'clock in Moscow.
const context: DecisionContext = {
  now: '2026-03-01T09:00:00.000Z',
  permissions: computePermissions({ mode: null, switches, capabilities: null, integrationEnabled: false }),
  contactKnown: false,
  lead: 'none',
  stageKey: null,
  historyAttached: false,
  assistantOff: false,
  channelName: 'Сайт',
};

function facts(changes: Partial<DialogueState>, event = message, content = bundle): Facts {
  return computeFacts(content, { ...initialDialogueState('ru'), ...changes }, event, context, null);
}

describe('facts of time', () => {
  it('count whole minutes, none for a moment ahead, and more than any limit for what has not happened', () => {
    const moments = { startedAt: '2026-03-01T08:57:01.000Z', lastClientAt: '2026-03-01T09:00:30.000Z' };
    expect(facts(moments)).toMatchObject({
      'time.sinceStart': 2,
      'time.sinceClient': 0,
      'time.sinceAssistant': neverMinutes,
    });
  });

  it('are those of the wall clock', () => expect(facts({})).toMatchObject({ 'time.hour': 12, 'time.weekday': 7 }));

  it('know working hours by the calendar; without one it is always working time', () => {
    const week = [{ day: 1 as const, from: '09:00', to: '18:00' }];
    const calendar = { timeZone: 'Europe/Moscow', week, holidays: [] };
    expect(facts({})['businessHours.open']).toBe(true);
    expect(facts({}, message, { ...bundle, calendar })['businessHours.open']).toBe(false);
  });
});

describe('a flow has begun', () => {
  it.each([
    ['when nothing started it', [], false],
    ['by a trigger that starts the conversation', ['start'], true],
    ['by a trigger that a newer flow no longer has', ['gone'], true],
    ['by a run beside the conversation', ['byButton'], false],
  ])('%s: %j → %s', (_how, usedTriggers, started) => {
    expect(facts({ usedTriggers })['flow.started']).toBe(started);
  });
});

describe('facts of an event', () => {
  it('name the signal and its source, and of a message neither', () => {
    const signal = {
      kind: 'signal',
      name: 'readyToCall',
      source: 'crm',
      payload: {},
      version: null,
      by: null,
    } as const;
    expect(facts({}, { ...signal, seq: 1, at: '' })).toMatchObject({
      'signal.name': 'readyToCall',
      'signal.source': 'crm',
      'move.source': '',
    });
    expect(facts({})).toMatchObject({ 'signal.name': '', 'signal.source': '', 'move.source': '', 'move.previous': '' });
  });

  it('say who moved the card and from where', () => {
    const moved = { kind: 'cardMoved', source: 'operator', stageKey: 'won', previous: 'new', version: null } as const;
    expect(facts({}, { ...moved, byUserId: null, seq: 1, at: '' })).toMatchObject({
      'move.source': 'operator',
      'move.previous': 'new',
      'signal.name': '',
    });
  });
});

describe('facts that a flow declares', () => {
  const title = { ru: 'Бюджет', en: 'Budget' };
  const own: BundleContent = {
    ...bundle,
    flow: {
      ...bundle.flow,
      slots: [
        { key: 'budget', title, kind: 'number' },
        { key: 'wish', title, kind: 'text' },
      ],
      fields: [{ key: 'vip', title, type: 'boolean', default: true }],
    },
  };

  it('are there before anything is known, with the empty value of their kind or their default', () => {
    expect(facts({}, message, own)).toMatchObject({
      'slots.budget.known': false,
      'slots.budget.value': 0,
      'slots.wish.known': false,
      'slots.wish.value': '',
      'fields.vip': true,
    });
  });

  it('hold what is known, a number as a number', () => {
    const slots = { budget: { value: '1500', raw: '', seq: 1 }, wish: { value: 'тихо', raw: '', seq: 1 } };
    expect(facts({ slots, fields: { vip: false } }, message, own)).toMatchObject({
      'slots.budget.known': true,
      'slots.budget.value': 1500,
      'slots.wish.value': 'тихо',
      'fields.vip': false,
    });
  });
});

describe('details that a question misses', () => {
  const slots = { name: { value: 'Анна', raw: 'анна', seq: 4 } };

  it('are those that are not known, in the order of the question', () => {
    expect(missingSlots(['phone', 'name', 'email'], { slots })).toEqual(['phone', 'email']);
  });

  it('are also those known from before the event from which on they count', () => {
    expect(missingSlots(['name'], { slots }, 4)).toEqual([]);
    expect(missingSlots(['name'], { slots }, 5)).toEqual(['name']);
  });
});
