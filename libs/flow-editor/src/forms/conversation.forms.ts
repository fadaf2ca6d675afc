import type { NodeConfigs } from '@voronka/domain';
import type { FormSpecification } from './form-field.ts';
import { text } from './text.ts';

/** Forms of the conversation's own nodes. */
export const conversationForms: { readonly [K in ConversationKind]: FormSpecification<NodeConfigs[K]> } = {
  rule: {
    outputs: {
      type: 'outputs',
      title: text('Выходы', 'Ways out'),
      help: text(
        'Проверяются сверху вниз. Если ничего не подошло, диалог пойдёт выходом «Иначе».',
        'Looked at from top to bottom. If none fits, the dialogue goes by "Otherwise".',
      ),
    },
    policy: {
      type: 'choice',
      title: text('Если подошло несколько', 'If several fit'),
      options: {
        first: text('Только верхний', 'Only the topmost'),
        all: text('Все по очереди', 'All, one after another'),
      },
      absent: 'first',
    },
  },
  ask: {
    slots: { type: 'slots', title: text('Что узнать', 'What to find out') },
    question: { type: 'text', title: text('Вопрос', 'Question'), said: true, lines: true },
    again: {
      type: 'wordings',
      title: text('Переспросить', 'Ask again'),
      help: text(
        'Слова для случая, когда клиент назвал не всё. Без них вопрос повторится.',
        'Words for when the client has not told everything. Without them the question is repeated.',
      ),
    },
    attempts: {
      type: 'number',
      title: text('Сколько раз спросить', 'Times to ask'),
      help: text('Потом диалог пойдёт выходом «Не удалось».', 'After that the dialogue goes by "Gave up".'),
    },
    skipKnown: {
      type: 'toggle',
      title: text('Не спрашивать, что уже известно', 'Do not ask for what is known'),
      absent: true,
    },
    silence: { type: 'silence', title: text('Если клиент молчит', 'If the client is silent'), absent: null },
  },
  reply: { text: { type: 'text', title: text('Сообщение', 'Message'), said: true, lines: true } },
  qualify: {
    score: {
      type: 'number',
      title: text('Оценка для начала', 'Score to begin with'),
      help: text('К ней прибавятся баллы выполненных условий.', 'Points of the conditions that hold are added.'),
    },
    criteria: { type: 'criteria', title: text('Условия с баллами', 'Conditions with points'), absent: [] },
    reasons: {
      type: 'texts',
      title: text('Причины оценки', 'Reasons of the score'),
      help: text('Их увидит менеджер в карточке.', 'A manager sees them in the card.'),
      item: text('Причина', 'Reason'),
      add: text('Добавить причину', 'Add a reason'),
    },
  },
  wait: {
    for: { type: 'waitFor', title: text('Чего ждать', 'What to wait for') },
    onMessage: {
      type: 'choice',
      title: text('Если клиент напишет раньше', 'If the client writes before'),
      options: {
        stay: text('Ждать дальше', 'Go on waiting'),
        leave: text('Уйти выходом «Клиент написал»', 'Leave by "The client wrote"'),
      },
      absent: 'stay',
    },
  },
  raiseSignal: { signal: { type: 'signal', title: text('Сигнал', 'Signal') } },
  callWebhook: {
    webhookId: { type: 'webhook', title: text('Вебхук', 'Webhook') },
    waitForAnswer: {
      type: 'toggle',
      title: text('Дождаться ответа', 'Wait for the answer'),
      help: text(
        'Диалог постоит здесь; при ошибке пойдёт выходом «Не получилось».',
        'The dialogue stands here; on an error it goes by "Failed".',
      ),
    },
    answer: {
      type: 'answer',
      title: text('Взять из ответа', 'Take from the answer'),
      help: text(
        'Поле сценария получит значение из ответа другой системы.',
        "A field of the flow gets a value of the other system's answer.",
      ),
      shownIf: (config) => config.waitForAnswer,
    },
  },
  subFlow: { flowId: { type: 'subFlow', title: text('Какой сценарий пройти', 'Which flow to run') } },
};

type ConversationKind = 'rule' | 'ask' | 'reply' | 'qualify' | 'wait' | 'raiseSignal' | 'callWebhook' | 'subFlow';
