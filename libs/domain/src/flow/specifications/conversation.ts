import type { NodeSpecification } from './specification.ts';
import { next, otherwise, plain } from './specification.ts';

/** The nodes of the conversation itself. */
export const conversationSpecifications: {
  rule: NodeSpecification<'rule'>;
  ask: NodeSpecification<'ask'>;
  reply: NodeSpecification<'reply'>;
  qualify: NodeSpecification<'qualify'>;
  wait: NodeSpecification<'wait'>;
  raiseSignal: NodeSpecification<'raiseSignal'>;
  callWebhook: NodeSpecification<'callWebhook'>;
  subFlow: NodeSpecification<'subFlow'>;
} = {
  rule: {
    ...plain,
    kind: 'rule',
    family: 'rule',
    title: { ru: 'Правило', en: 'Rule' },
    help: {
      ru: 'Выбирает выход: первый по приоритету, условия которого выполнены, или все такие; иначе «Иначе».',
      en: 'Takes a way out: the first by priority whose conditions hold, or all such; else "Otherwise".',
    },
    ports: (config) => [...config.outputs.map(({ port, title }) => ({ port, title })), otherwise],
    conditions: (config) => config.outputs.map((output) => output.conditions),
  },
  ask: {
    ...plain,
    kind: 'ask',
    family: 'question',
    title: { ru: 'Вопрос', en: 'Question' },
    help: {
      ru: 'Спрашивает данные, переспрашивает только недостающее и ждёт ответа.',
      en: 'Asks for details, asks again only for what is missing, and waits for the answer.',
    },
    waits: () => true,
    ports: (config) => [
      { port: 'collected', title: { ru: 'Данные получены', en: 'Collected' } },
      { port: 'gaveUp', title: { ru: 'Не удалось', en: 'Gave up' } },
      ...(config.silence ? [{ port: 'silent', title: { ru: 'Клиент молчит', en: 'Client is silent' } }] : []),
    ],
    templates: (config) => [
      config.question,
      ...config.again.map((entry) => entry.text),
      ...(config.silence?.reminders ?? []),
    ],
  },
  reply: {
    ...plain,
    kind: 'reply',
    family: 'step',
    title: { ru: 'Ответ', en: 'Reply' },
    help: { ru: 'Отправляет клиенту сообщение.', en: 'Sends the client a message.' },
    templates: (config) => [config.text],
  },
  qualify: {
    ...plain,
    kind: 'qualify',
    family: 'step',
    title: { ru: 'Квалификация', en: 'Qualification' },
    help: {
      ru: 'Ставит обращению оценку: баллы складываются из выполненных условий.',
      en: 'Gives the enquiry a score: the points of the conditions that hold are added up.',
    },
    templates: (config) => [...config.reasons, ...(config.criteria ?? []).map((criterion) => criterion.reason)],
    conditions: (config) => (config.criteria ?? []).map((criterion) => criterion.when),
  },
  wait: {
    ...plain,
    kind: 'wait',
    family: 'event',
    title: { ru: 'Ожидание', en: 'Wait' },
    help: {
      ru: 'Ждёт заданное время, час дня, начало рабочего времени или событие.',
      en: 'Waits for a while, for an hour of the day, for business hours or for an event.',
    },
    waits: () => true,
    ports: (config) => [
      next,
      ...(config.for.kind === 'event' ? [{ port: 'timeout', title: { ru: 'Не дождались', en: 'Timed out' } }] : []),
      ...(config.onMessage === 'leave'
        ? [{ port: 'message', title: { ru: 'Клиент написал', en: 'The client wrote' } }]
        : []),
    ],
    signals: (config) => (config.for.kind === 'event' && config.for.signal !== null ? [config.for.signal] : []),
  },
  raiseSignal: {
    ...plain,
    kind: 'raiseSignal',
    family: 'step',
    title: { ru: 'Подать сигнал', en: 'Raise signal' },
    help: {
      ru: 'Подаёт сигнал из каталога, как если бы его подал ассистент.',
      en: 'Raises a signal of the catalogue, as an assistant would.',
    },
    signals: (config) => [config.signal],
  },
  callWebhook: {
    ...plain,
    kind: 'callWebhook',
    family: 'step',
    title: { ru: 'Вызвать вебхук', en: 'Call webhook' },
    help: {
      ru: 'Отправляет данные диалога в другую систему; может дождаться ответа.',
      en: "Sends the dialogue's data to another system; may wait for the answer.",
    },
    waits: (config) => config.waitForAnswer,
    ports: (config) =>
      config.waitForAnswer ? [next, { port: 'failed', title: { ru: 'Не получилось', en: 'Failed' } }] : [next],
  },
  subFlow: {
    ...plain,
    kind: 'subFlow',
    family: 'step',
    title: { ru: 'Подсценарий', en: 'Sub-flow' },
    help: {
      ru: 'Проходит другой опубликованный сценарий от его начала до конца.',
      en: 'Runs another published flow from its start to its end.',
    },
  },
};
