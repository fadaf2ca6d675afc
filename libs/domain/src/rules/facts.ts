import type { BundleContent } from '../decide/bundle.ts';
import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { Understood } from '../decide/decision-record.ts';
import type { LocalizedText, SlotName } from '../flow/flow-graph.ts';
import { compiledFlowOf } from '../flow/compile-flow.ts';
import type { FactValue, Facts } from './choice.ts';

/** Type of a fact's value. */
export type FactType = 'string' | 'number' | 'boolean' | 'stringList';

/** A fact that conditions may name. */
export interface FactDeclaration {
  type: FactType;
  /** Value where there is nothing to compute it from; a missing fact would stop json-rules-engine. */
  default: FactValue;
  title: LocalizedText;
  /** The only values it takes, when there are few. */
  values?: readonly string[];
}

function declare(
  type: FactType,
  value: FactValue,
  ru: string,
  en: string,
  values?: readonly string[],
): FactDeclaration {
  return { type, default: value, title: { ru, en }, ...(values ? { values } : {}) };
}

/** All facts, with type, default and name. A decision computes every one of them before any rule runs. */
export const factDeclarations = {
  'event.kind': declare('string', 'clientMessage', 'Событие', 'Event', [
    'clientMessage',
    'managerMessage',
    'returnedToAssistant',
    'stepFailed',
    'incidentRetried',
  ]),
  'message.text': declare('string', '', 'Текст сообщения', 'Message text'),
  'message.locale': declare('string', 'ru', 'Язык клиента', "Client's language", ['ru', 'en']),
  'client.messages': declare('number', 0, 'Сообщений от клиента', 'Client messages'),
  'slots.name.known': declare('boolean', false, 'Имя известно', 'Name is known'),
  'slots.phone.known': declare('boolean', false, 'Телефон известен', 'Phone is known'),
  'slots.email.known': declare('boolean', false, 'Почта известна', 'E-mail is known'),
  'ask.asked': declare('number', 0, 'Сколько раз спросили', 'Times asked'),
  'ask.left': declare('number', 0, 'Осталось попыток спросить', 'Attempts to ask left'),
  'ask.missing': declare('stringList', [], 'Недостающие данные', 'Missing details'),
  'understood.any': declare('boolean', false, 'Из сообщения что-то понято', 'Something was understood'),
  'understood.slots': declare('stringList', [], 'Что понято из сообщения', 'What was understood'),
  stage: declare('string', '', 'Этап лида', "Lead's stage"),
  tags: declare('stringList', [], 'Теги', 'Tags'),
  score: declare('number', 0, 'Оценка', 'Score'),
  owner: declare('string', 'assistant', 'Кто ведёт диалог', 'Who leads', ['assistant', 'manager']),
  'contact.known': declare('boolean', false, 'Контакт есть в CRM', 'Contact is in the CRM'),
  'lead.state': declare('string', 'none', 'Состояние лида', 'State of the lead', ['none', 'open', 'won', 'lost']),
  'channel.name': declare('string', '', 'Канал', 'Channel'),
  episode: declare('number', 1, 'Номер обращения', 'Number of the episode'),
  'flow.completed': declare('boolean', false, 'Сценарий пройден', 'Flow is completed'),
  'flow.handedOff': declare('boolean', false, 'Передано менеджеру', 'Handed off to a manager'),
  'triggers.used': declare('stringList', [], 'Сработавшие триггеры', 'Triggers that fired'),
  now: declare('string', '', 'Время решения (UTC)', 'Time of the decision (UTC)'),
} as const satisfies Record<string, FactDeclaration>;

/** Name of a declared fact. */
export type FactName = keyof typeof factDeclarations;

/** The declaration of a fact, or undefined for a name nobody declared. */
export function factDeclaration(name: string): FactDeclaration | undefined {
  return Object.hasOwn(factDeclarations, name) ? factDeclarations[name as FactName] : undefined;
}

/** The slots an ask wants that are not known yet, in the ask's order. */
export function missingSlots(wanted: readonly SlotName[], state: DialogueState): SlotName[] {
  return wanted.filter((slot) => state.slots[slot] === undefined);
}

/**
 * All declared facts of a decision.
 *
 * @param state as it is at the moment the choice is run, this event's counts and slots included
 */
export function computeFacts(
  bundle: BundleContent,
  state: DialogueState,
  event: DialogueEvent,
  context: DecisionContext,
  understood: readonly Understood[],
): Facts {
  const node = state.position && compiledFlowOf(bundle.flow).nodes.get(state.position.nodeId);
  const ask = node?.kind === 'ask' ? node.config : null;
  const asked = ask && state.position ? state.position.asked : 0;
  return {
    'event.kind': event.kind,
    'message.text': state.lastMessage,
    'message.locale': state.locale,
    'client.messages': state.clientMessages,
    'slots.name.known': state.slots.name !== undefined,
    'slots.phone.known': state.slots.phone !== undefined,
    'slots.email.known': state.slots.email !== undefined,
    'ask.asked': asked,
    'ask.left': ask ? Math.max(0, ask.attempts - asked) : 0,
    'ask.missing': ask ? missingSlots(ask.slots, state) : [],
    'understood.any': understood.length > 0,
    'understood.slots': understood.map((part) => part.slot),
    stage: context.stageKey ?? '',
    tags: state.tags,
    score: state.score ?? 0,
    owner: state.owner,
    'contact.known': context.contactKnown,
    'lead.state': context.lead,
    'channel.name': context.channelName,
    episode: state.episode,
    'flow.completed': state.completed,
    'flow.handedOff': state.handedOff,
    'triggers.used': state.usedTriggers,
    now: context.now,
  } satisfies Record<FactName, FactValue>;
}
