import type { NodeSpecification } from './specification.ts';
import { conditionOf, plain } from './specification.ts';

/** The nodes that start something. */
export const triggerSpecifications: {
  newDialogueTrigger: NodeSpecification<'newDialogueTrigger'>;
  clientMessageTrigger: NodeSpecification<'clientMessageTrigger'>;
  signalTrigger: NodeSpecification<'signalTrigger'>;
  stageMovedTrigger: NodeSpecification<'stageMovedTrigger'>;
  responsibleChangedTrigger: NodeSpecification<'responsibleChangedTrigger'>;
  timerTrigger: NodeSpecification<'timerTrigger'>;
  silenceTrigger: NodeSpecification<'silenceTrigger'>;
  manualTrigger: NodeSpecification<'manualTrigger'>;
} = {
  newDialogueTrigger: {
    ...plain,
    kind: 'newDialogueTrigger',
    family: 'event',
    starts: 'token',
    title: { ru: 'Новый диалог', en: 'New dialogue' },
    help: {
      ru: 'Начинает сценарий, когда клиент пишет впервые или обращается заново после закрытого лида.',
      en: 'Starts the flow when the client writes for the first time, or anew after a closed lead.',
    },
    conditions: conditionOf,
  },
  clientMessageTrigger: {
    ...plain,
    kind: 'clientMessageTrigger',
    family: 'event',
    starts: 'token',
    title: { ru: 'Сообщение клиента', en: 'Client message' },
    help: {
      ru: 'Начинает сценарий, когда клиент пишет. Без условия подходит любое сообщение.',
      en: 'Starts the flow when the client writes. Without a condition any message fits.',
    },
    conditions: conditionOf,
  },
  signalTrigger: {
    ...plain,
    kind: 'signalTrigger',
    family: 'event',
    starts: 'beside',
    title: { ru: 'Сигнал', en: 'Signal' },
    help: {
      ru: 'Срабатывает на сигнал из каталога и проходит до конца рядом с разговором, не прерывая его.',
      en: 'Fires on a signal of the catalogue and runs to its end beside the conversation, without interrupting it.',
    },
    conditions: conditionOf,
    signals: (config) => [config.signal],
  },
  stageMovedTrigger: {
    ...plain,
    kind: 'stageMovedTrigger',
    family: 'event',
    starts: 'beside',
    title: { ru: 'Смена этапа', en: 'Stage moved' },
    help: {
      ru: 'Срабатывает, когда карточку передвинули: в CRM, на доске или ассистентом.',
      en: 'Fires when the card was moved: in the CRM, on the board or by the assistant.',
    },
    conditions: conditionOf,
    stageKeys: (config) => config.stageKeys,
  },
  responsibleChangedTrigger: {
    ...plain,
    kind: 'responsibleChangedTrigger',
    family: 'event',
    starts: 'beside',
    title: { ru: 'Смена ответственного', en: 'Responsible changed' },
    help: {
      ru: 'Срабатывает, когда ответственным стал другой менеджер.',
      en: 'Fires when another manager became responsible.',
    },
    conditions: conditionOf,
  },
  timerTrigger: {
    ...plain,
    kind: 'timerTrigger',
    family: 'event',
    starts: 'beside',
    title: { ru: 'Таймер', en: 'Timer' },
    help: {
      ru: 'Срабатывает один раз за обращение через заданное время.',
      en: 'Fires once per episode after the given time.',
    },
    conditions: conditionOf,
  },
  silenceTrigger: {
    ...plain,
    kind: 'silenceTrigger',
    family: 'event',
    starts: 'beside',
    title: { ru: 'Клиент молчит', en: 'Client is silent' },
    help: {
      ru: 'Срабатывает, когда клиент давно не отвечает на последнее сообщение.',
      en: 'Fires when the client has not answered the last message for a long time.',
    },
    conditions: conditionOf,
  },
  manualTrigger: {
    ...plain,
    kind: 'manualTrigger',
    family: 'event',
    starts: 'beside',
    title: { ru: 'Кнопка менеджера', en: "Manager's button" },
    help: {
      ru: 'Запускается кнопкой в диалоге; в подсценарии — его начало.',
      en: 'Started by a button in the dialogue; in a sub-flow, its start.',
    },
    conditions: conditionOf,
  },
};
