import type { DecisionContext, DialogueEventBody, PlainValue } from '@voronka/domain';
import fc from 'fast-check';
import { anyId, maybe, minutes, signalName, stageKey } from './random-flow.ts';

const line = fc.constantFrom(
  'привет',
  'Какая цена?',
  'меня зовут Анна',
  '8 916 123-45-67',
  'нет, номер неправильный',
  'anna@example.com',
  'большой',
  'стоп',
  'Предлагаем продвижение сайта в топ-10, гарантия: https://spam.example',
  '{{phone}}',
  '',
);
const version = fc.constantFrom(null, '1', '2');
const user = fc.constant('user');
const sent = fc.record({ name: signalName, payload: fc.constant<Record<string, PlainValue>>({}), version });

/** What happens next: an event, the timer that the dialogue waits for, or a change of the circumstances. */
export type Happening =
  | { does: 'event'; body: DialogueEventBody }
  | { does: 'timer' }
  | { does: 'answerTurn'; reply: string | null }
  | { does: 'failStep'; pick: number }
  | { does: 'settle'; how: 'incidentRetried' | 'incidentSkipped' | 'incidentHandedOver' }
  | { does: 'later'; minutes: number }
  | { does: 'given'; changes: Partial<DecisionContext> };

function event(weight: number, arbitrary: fc.Arbitrary<DialogueEventBody>) {
  return { weight, arbitrary: arbitrary.map((body): Happening => ({ does: 'event', body })) };
}

/** Anything that may happen. */
export const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  event(
    10,
    line.map((said) => ({ kind: 'clientMessage', messageId: 'm', text: said })),
  ),
  event(2, fc.constant({ kind: 'managerMessage', messageId: 'm', managerId: 'u', text: 'x' })),
  event(1, fc.constant({ kind: 'takenOver', byUserId: 'u' })),
  event(2, fc.constant({ kind: 'returnedToAssistant', byUserId: 'u' })),
  event(
    2,
    sent.map((signal) => ({ kind: 'signal', source: 'assistant', by: 'x', ...signal })),
  ),
  event(
    2,
    fc.record({
      kind: fc.constant('cardMoved' as const),
      source: fc.constantFrom('crm' as const, 'operator' as const),
      stageKey,
      previous: fc.option(stageKey, { nil: null }),
      version,
      byUserId: user,
    }),
  ),
  event(
    1,
    fc.record({
      kind: fc.constant('responsibleChanged' as const),
      source: fc.constantFrom('assignment' as const, 'operator' as const, 'crm' as const),
      managerId: fc.constantFrom(null, 'u'),
      reason: fc.constant(null),
      byUserId: user,
      version,
    }),
  ),
  event(
    1,
    fc.record({
      kind: fc.constant('timer' as const),
      timer: fc.constantFrom('wait' as const, 'trigger' as const, 'idleClose' as const),
      key: anyId,
      dueAt: fc.constant('2026-03-01T09:00:00.000Z'),
    }),
  ),
  event(
    1,
    fc.record({
      kind: fc.constant('proposal' as const),
      turnSeq: fc.integer({ min: 0, max: 9 }),
      assistantId: user,
      by: user,
      reply: fc.constantFrom(null, 'proposed'),
      slots: fc.constantFrom<Record<string, string>[]>({}, { phone: '+79161234567' }),
      signals: fc.array(sent, { maxLength: 2 }),
    }),
  ),
  event(
    1,
    fc.record({ kind: fc.constant('consultFailed' as const), turnSeq: fc.integer({ min: 0, max: 9 }), code: user }),
  ),
  event(
    2,
    fc.record({
      kind: fc.constant('webhookAnswered' as const),
      nodeId: anyId,
      turn: fc.constant(1),
      index: fc.constant(0),
      ok: maybe,
      fields: fc.constantFrom<Record<string, PlainValue>[]>({}, { town: 'Тула' }, { town: 1 }),
    }),
  ),
  event(1, fc.record({ kind: fc.constant('manualStart' as const), triggerId: anyId, byUserId: user })),
  event(
    1,
    fc.record({
      kind: fc.constant('contactKnown' as const),
      name: fc.constantFrom(null, 'Анна'),
      phone: fc.constantFrom(null, '+79161234567', 'x'),
      email: fc.constant(null),
    }),
  ),
  event(1, fc.constant({ kind: 'fieldsChanged', fields: { city: 'Тула', other: 1 }, by: 'u' })),
  event(1, fc.constant({ kind: 'bundleMoved', bundleHash: 'new', byUserId: 'u' })),
  event(
    1,
    fc.record({
      kind: fc.constantFrom('incidentRetried' as const, 'incidentSkipped' as const, 'incidentHandedOver' as const),
      incidentId: user,
      nodeId: anyId,
      byUserId: user,
    }),
  ),
  { weight: 8, arbitrary: fc.constant<Happening>({ does: 'timer' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(null, 'proposed').map((reply): Happening => ({ does: 'answerTurn', reply })),
  },
  { weight: 2, arbitrary: fc.nat(9).map((pick): Happening => ({ does: 'failStep', pick })) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('incidentRetried' as const, 'incidentSkipped' as const, 'incidentHandedOver' as const)
      .map((how): Happening => ({ does: 'settle', how })),
  },
  { weight: 2, arbitrary: minutes.map((by): Happening => ({ does: 'later', minutes: by })) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Happening>(
      ...[
        { assistantOff: true },
        { assistantOff: false },
        { lead: 'open' as const, stageKey: 'firstContact' },
        { lead: 'won' as const, stageKey: 'won' },
        { lead: 'none' as const, stageKey: null },
        { historyAttached: true },
        { managerId: 'u' },
      ].map((changes): Happening => ({ does: 'given', changes })),
    ),
  },
);
