import type { NodeConfigs } from '@voronka/domain';
import type { FormSpecification } from './form-field.ts';
import { text } from './text.ts';

const when = {
  type: 'condition',
  title: text('Только при условии', 'Only if'),
  none: text('Всегда', 'Always'),
} as const;

const priority = {
  type: 'number',
  title: text('Приоритет', 'Priority'),
  help: text(
    'Если подошло несколько начал, сработает то, у которого число больше.',
    'If several starts fit, the one with the larger number is taken.',
  ),
} as const;

/** Forms of what starts the flow or runs beside it. */
export const triggerForms: { readonly [K in TriggerKind]: FormSpecification<NodeConfigs[K]> } = {
  newDialogueTrigger: { when, priority },
  clientMessageTrigger: {
    when: { ...when, none: text('Любое сообщение клиента', 'Any message of the client') },
    oncePerEpisode: {
      type: 'toggle',
      title: text('Только один раз за обращение', 'Only once per episode'),
    },
    interrupts: {
      type: 'toggle',
      title: text('Отвечать и посреди вопроса', 'Answer in the middle of a question too'),
      help: text('Потом ассистент вернётся к своему вопросу.', 'The assistant then comes back to its question.'),
      absent: false,
    },
    priority,
  },
  signalTrigger: { signal: { type: 'signal', title: text('Сигнал', 'Signal') }, when },
  stageMovedTrigger: {
    stageKeys: {
      type: 'stages',
      title: text('Карточка пришла на этап', 'The card came to the stage'),
      none: text('Любой этап', 'Any stage'),
    },
    by: {
      type: 'multiChoice',
      title: text('Кто передвинул', 'Moved by'),
      help: text('Ничего не отмечено: кто угодно.', 'Nothing ticked: anybody.'),
      options: {
        crm: text('Сотрудник в CRM', 'Somebody in the CRM'),
        operator: text('Сотрудник на доске', 'Somebody on the board'),
        assistant: text('Ассистент', 'The assistant'),
      },
    },
    when,
  },
  responsibleChangedTrigger: { when },
  timerTrigger: {
    afterMinutes: { type: 'minutes', title: text('Через сколько', 'After') },
    since: {
      type: 'choice',
      title: text('Считая от', 'Counted from'),
      options: {
        dialogueStart: text('Начала диалога', 'The start of the dialogue'),
        episodeStart: text('Начала обращения', 'The start of the episode'),
        lastClientMessage: text('Последнего сообщения клиента', "The client's last message"),
        handOff: text('Передачи менеджеру', 'The hand-off to a manager'),
      },
    },
    when,
  },
  silenceTrigger: {
    minutes: { type: 'minutes', title: text('Клиент молчит дольше, чем', 'The client is silent longer than') },
    times: { type: 'number', title: text('Сколько раз подряд, не больше', 'Times in a row, at most') },
    when,
  },
  manualTrigger: { when },
};

type TriggerKind =
  | 'newDialogueTrigger'
  | 'clientMessageTrigger'
  | 'signalTrigger'
  | 'stageMovedTrigger'
  | 'responsibleChangedTrigger'
  | 'timerTrigger'
  | 'silenceTrigger'
  | 'manualTrigger';
