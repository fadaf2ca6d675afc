import type { NodeConfigs } from '@voronka/domain';
import type { FormSpecification } from './form-field.ts';
import { text } from './text.ts';

const policy = {
  type: 'choice',
  options: {
    fillEmpty: text('Заполнить, если пусто', 'Fill in when empty'),
    overwrite: text('Заменить', 'Replace'),
    append: text('Добавить к прежнему', 'Add to what is there'),
  },
} as const;

const tags = {
  type: 'tags',
  title: text('Теги', 'Tags'),
  help: text('Впишите тег и нажмите Enter.', 'Type a tag and press Enter.'),
} as const;

/** Forms of what is done in the CRM and with people. */
export const crmForms: { readonly [K in CrmKind]: FormSpecification<NodeConfigs[K]> } = {
  findOrCreateContact: {},
  updateContact: {
    name: { ...policy, title: text('Имя', 'Name') },
    phone: { ...policy, title: text('Телефон', 'Phone') },
    email: { ...policy, title: text('Почта', 'E-mail') },
  },
  createLead: {
    title: { type: 'text', title: text('Название карточки', 'Title of the card') },
    stageKey: { type: 'stage', title: text('Этап', 'Stage') },
    card: {
      type: 'choice',
      title: text('Какая карточка', 'Kind of card'),
      options: {
        channel: text('Как задано в канале', 'As the channel says'),
        lead: text('Лид', 'Lead'),
        deal: text('Сделка', 'Deal'),
      },
      absent: 'channel',
    },
  },
  moveStage: {
    stageKey: { type: 'stage', title: text('На этап', 'To the stage') },
    allowBack: {
      type: 'toggle',
      title: text('Можно и назад по воронке', 'Backwards in the funnel too'),
      absent: false,
    },
  },
  addTags: { tags },
  removeTags: { tags },
  addNote: { text: { type: 'text', title: text('Примечание', 'Note'), lines: true } },
  attachHistory: {},
  assignResponsible: {
    choose: {
      type: 'toggle',
      title: text('Сначала выбрать менеджера', 'Choose a manager first'),
      help: text('Выбирает распределение воронки.', "The funnel's distribution chooses."),
      absent: false,
    },
  },
  returnToAssistant: {},
  handOff: {
    reason: {
      type: 'text',
      title: text('Почему передаётся', 'Why it is handed off'),
      help: text('Увидит менеджер.', 'A manager sees it.'),
    },
    text: { type: 'optionalText', title: text('Сказать клиенту', 'Tell the client'), said: true, lines: true },
    answerWithinMinutes: {
      type: 'optionalMinutes',
      title: text('Ответить за рабочее время', 'Answer within working time'),
      help: text('Не задано: как в воронке.', "Not set: the funnel's own."),
      absent: null,
    },
    task: { type: 'toggle', title: text('Поставить дело в CRM', 'Put a to-do into the CRM'), absent: false },
  },
  end: {
    close: {
      type: 'toggle',
      title: text('Закрыть диалог', 'Close the dialogue'),
      help: text('Он откроется снова, когда клиент напишет.', 'It opens again when the client writes.'),
      absent: false,
    },
  },
};

type CrmKind =
  | 'findOrCreateContact'
  | 'updateContact'
  | 'createLead'
  | 'moveStage'
  | 'addTags'
  | 'removeTags'
  | 'addNote'
  | 'attachHistory'
  | 'assignResponsible'
  | 'returnToAssistant'
  | 'handOff'
  | 'end';
