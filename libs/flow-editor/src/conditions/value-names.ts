import type { LocalizedText } from '@voronka/domain';
import { text } from '../forms/text.ts';

const movers = {
  crm: text('сотрудник в CRM', 'somebody in the CRM'),
  operator: text('сотрудник на доске', 'somebody on the board'),
  assistant: text('ассистент', 'the assistant'),
};

/** Names of the values that facts of every flow have. */
const valueNames: Readonly<Record<string, Readonly<Record<string, LocalizedText>>>> = {
  'event.kind': {
    clientMessage: text('сообщение клиента', 'message of the client'),
    managerMessage: text('сообщение менеджера', 'message of a manager'),
    takenOver: text('менеджер взял диалог', 'a manager took the dialogue'),
    returnedToAssistant: text('диалог вернули ассистенту', 'the dialogue was given back to the assistant'),
    stepFailed: text('шаг не удался', 'a step failed'),
    incidentRetried: text('сбой: шаг повторён', 'incident: the step was retried'),
    incidentSkipped: text('сбой: шаг пропущен', 'incident: the step was skipped'),
    incidentHandedOver: text('сбой: передано менеджеру', 'incident: handed over to a manager'),
    signal: text('сигнал', 'signal'),
    cardMoved: text('карточку передвинули', 'the card was moved'),
    responsibleChanged: text('сменился ответственный', 'the responsible changed'),
    timer: text('подошло время', 'the time came'),
    proposal: text('предложение ассистента', "the assistant's proposal"),
    consultFailed: text('ассистент не ответил', 'the assistant did not answer'),
    webhookAnswered: text('ответ вебхука', "the webhook's answer"),
    manualStart: text('нажата кнопка', 'a button was pressed'),
    contactKnown: text('контакт нашёлся в CRM', 'the contact was found in the CRM'),
    fieldsChanged: text('поля изменились', 'fields changed'),
    bundleMoved: text('диалог перешёл на новую версию', 'the dialogue moved to a new version'),
  },
  'message.locale': { ru: text('русский', 'Russian'), en: text('английский', 'English') },
  owner: { assistant: text('ассистент', 'the assistant'), manager: text('менеджер', 'a manager') },
  'lead.state': {
    none: text('нет', 'none'),
    open: text('открыт', 'open'),
    won: text('успешно закрыт', 'won'),
    lost: text('закрыт без успеха', 'lost'),
  },
  'signal.source': {
    rule: text('правило на текст', 'a rule on the text'),
    assistant: text('ассистент', 'the assistant'),
    crm: text('CRM', 'CRM'),
    timer: text('таймер', 'a timer'),
    operator: text('сотрудник', 'a person'),
  },
  'move.source': movers,
};

/** What a fact's value is called; null where it is its own name. */
export function valueName(fact: string, value: string): LocalizedText | null {
  const names = new Map(Object.entries(valueNames[fact] ?? {}));
  return names.get(value) ?? null;
}
