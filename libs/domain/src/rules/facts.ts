import type { FlowGraph, LocalizedText } from '../flow/flow-graph.ts';
import { isBuiltInSlot } from '../flow/slot-titles.ts';
import type { SlotContent } from '../slots/slot-declaration.ts';
import type { FactValue } from './choice.ts';

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

/** Minutes since something that has not happened yet: larger than any limit. */
export const neverMinutes = 1_000_000;

function since(ru: string, en: string): FactDeclaration {
  return declare('number', neverMinutes, `Минут ${ru}`, `Minutes since ${en}`);
}

/** All facts of every flow, with type, default and name. A decision computes every one of them before any rule runs. */
export const factDeclarations = {
  'event.kind': declare('string', 'clientMessage', 'Событие', 'Event', [
    'clientMessage',
    'managerMessage',
    'takenOver',
    'returnedToAssistant',
    'stepFailed',
    'incidentRetried',
    'incidentSkipped',
    'incidentHandedOver',
    'signal',
    'cardMoved',
    'responsibleChanged',
    'timer',
    'proposal',
    'consultFailed',
    'webhookAnswered',
    'manualStart',
    'contactKnown',
    'fieldsChanged',
    'bundleMoved',
  ]),
  'message.text': declare('string', '', 'Текст сообщения', 'Message text'),
  'message.locale': declare('string', 'ru', 'Язык клиента', "Client's language", ['ru', 'en']),
  'message.question': declare('boolean', false, 'Клиент спрашивает', 'The client asks something'),
  'message.refusal': declare('boolean', false, 'Клиент не хочет отвечать', 'The client does not want to answer'),
  'message.correction': declare('boolean', false, 'Клиент исправляет данные', 'The client corrects details'),
  'message.notUnderstood': declare('string', '', 'Что не понято', 'What was not understood'),
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
  'manager.assigned': declare('boolean', false, 'Ответственный назначен', 'A responsible is assigned'),
  'contact.known': declare('boolean', false, 'Контакт есть в CRM', 'Contact is in the CRM'),
  'lead.state': declare('string', 'none', 'Состояние лида', 'State of the lead', ['none', 'open', 'won', 'lost']),
  'channel.name': declare('string', '', 'Канал', 'Channel'),
  episode: declare('number', 1, 'Номер обращения', 'Number of the episode'),
  'dialogue.isNew': declare('boolean', false, 'Первое сообщение обращения', 'First message of the episode'),
  'flow.started': declare('boolean', false, 'Сценарий начинался', 'The flow has begun'),
  'flow.completed': declare('boolean', false, 'Сценарий пройден', 'Flow is completed'),
  'flow.handedOff': declare('boolean', false, 'Передано менеджеру', 'Handed off to a manager'),
  'triggers.used': declare('stringList', [], 'Сработавшие триггеры', 'Triggers that fired'),
  'signal.name': declare('string', '', 'Сигнал', 'Signal'),
  'signal.source': declare('string', '', 'Источник сигнала', "Signal's source", [
    'rule',
    'assistant',
    'crm',
    'timer',
    'operator',
  ]),
  'signals.received': declare('stringList', [], 'Сигналы диалога', "Dialogue's signals"),
  'move.source': declare('string', '', 'Кто передвинул карточку', 'Who moved the card', [
    'crm',
    'operator',
    'assistant',
  ]),
  'move.previous': declare('string', '', 'Прежний этап', 'Previous stage'),
  'time.sinceStart': since('от начала диалога', 'the dialogue began'),
  'time.sinceClient': since('от сообщения клиента', "the client's last message"),
  'time.sinceAssistant': since('от ответа ассистента', "the assistant's last message"),
  'time.sinceManager': since('от ответа менеджера', "the manager's last message"),
  'time.sinceHandOff': since('от передачи менеджеру', 'the hand-off'),
  'time.hour': declare('number', 0, 'Час дня (местный)', 'Hour of the day (local)'),
  'time.weekday': declare('number', 1, 'День недели, 1 — понедельник', 'Day of the week, 1 is Monday'),
  'businessHours.open': declare('boolean', true, 'Рабочее время', 'Business hours'),
  now: declare('string', '', 'Время решения (UTC)', 'Time of the decision (UTC)'),
} as const satisfies Record<string, FactDeclaration>;

/** Name of a fact that every flow has. */
export type FactName = keyof typeof factDeclarations;

const slotTypes: Record<SlotContent['kind'], FactType> = {
  text: 'string',
  number: 'number',
  choice: 'string',
  date: 'string',
};

const emptyOf: Record<FactType, FactValue> = { string: '', number: 0, boolean: false, stringList: [] };

/** Facts that a flow adds by declaring slots and fields. */
export function declaredFactsOf(graph: Pick<FlowGraph, 'slots' | 'fields'>): Record<string, FactDeclaration> {
  const facts: Record<string, FactDeclaration> = {};
  for (const slot of graph.slots ?? []) {
    if (isBuiltInSlot(slot.key)) continue;
    const { ru, en } = slot.title;
    facts[`slots.${slot.key}.known`] = declare('boolean', false, `Известно: ${ru}`, `Known: ${en}`);
    const type = slotTypes[slot.kind];
    const values = slot.kind === 'choice' ? slot.options.map((option) => option.value) : undefined;
    facts[`slots.${slot.key}.value`] = declare(type, emptyOf[type], ru, en, values);
  }
  for (const field of graph.fields ?? []) {
    facts[`fields.${field.key}`] = { type: field.type, default: field.default, title: field.title };
  }
  return facts;
}

/**
 * The declaration of a fact, or undefined for a name nobody declared.
 *
 * @param graph adds the facts of the flow's own slots and fields
 */
export function factDeclaration(
  name: string,
  graph: Pick<FlowGraph, 'slots' | 'fields'> = {},
): FactDeclaration | undefined {
  if (Object.hasOwn(factDeclarations, name)) return factDeclarations[name as FactName];
  if (!name.startsWith('slots.') && !name.startsWith('fields.')) return undefined;
  const declared = declaredFactsOf(graph);
  return Object.hasOwn(declared, name) ? declared[name] : undefined;
}
