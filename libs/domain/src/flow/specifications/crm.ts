import type { NodeSpecification } from './specification.ts';
import { plain } from './specification.ts';

/** The nodes that touch the CRM. */
export const crmSpecifications: {
  findOrCreateContact: NodeSpecification<'findOrCreateContact'>;
  updateContact: NodeSpecification<'updateContact'>;
  createLead: NodeSpecification<'createLead'>;
  moveStage: NodeSpecification<'moveStage'>;
  addTags: NodeSpecification<'addTags'>;
  removeTags: NodeSpecification<'removeTags'>;
  addNote: NodeSpecification<'addNote'>;
  attachHistory: NodeSpecification<'attachHistory'>;
  assignResponsible: NodeSpecification<'assignResponsible'>;
} = {
  findOrCreateContact: {
    ...plain,
    kind: 'findOrCreateContact',
    family: 'crm',
    title: { ru: 'Найти или создать контакт', en: 'Find or create contact' },
    help: {
      ru: 'Ищет клиента в CRM по телефону и почте и создаёт контакт, если его нет.',
      en: 'Looks the client up in the CRM by phone and e-mail and creates the contact if there is none.',
    },
  },
  updateContact: {
    ...plain,
    kind: 'updateContact',
    family: 'crm',
    title: { ru: 'Дополнить контакт', en: 'Update contact' },
    help: {
      ru: 'Дописывает в контакт то, что узнали: для каждого поля — заполнить пустое, заменить или добавить.',
      en: 'Writes what was learned to the contact: per field, fill it when empty, replace it or add to it.',
    },
  },
  createLead: {
    ...plain,
    kind: 'createLead',
    family: 'crm',
    title: { ru: 'Создать лид или сделку', en: 'Create lead or deal' },
    help: {
      ru: 'Создаёт карточку на указанном этапе или присоединяется к открытой карточке клиента.',
      en: "Creates a card in the given stage, or joins the client's open one.",
    },
    templates: (config) => [config.title],
    stageKeys: (config) => [config.stageKey],
  },
  moveStage: {
    ...plain,
    kind: 'moveStage',
    family: 'crm',
    title: { ru: 'Передвинуть по этапу', en: 'Move stage' },
    help: {
      ru: 'Двигает карточку вперёд по воронке; назад — только если это разрешено здесь.',
      en: 'Moves the card forwards in the funnel; backwards only where that is allowed here.',
    },
    stageKeys: (config) => [config.stageKey],
  },
  addTags: {
    ...plain,
    kind: 'addTags',
    family: 'crm',
    title: { ru: 'Добавить теги', en: 'Add tags' },
    help: { ru: 'Добавляет теги диалогу и лиду.', en: 'Adds tags to the dialogue and the lead.' },
  },
  removeTags: {
    ...plain,
    kind: 'removeTags',
    family: 'crm',
    title: { ru: 'Убрать теги', en: 'Remove tags' },
    help: { ru: 'Убирает теги с диалога и лида.', en: 'Takes tags off the dialogue and the lead.' },
  },
  addNote: {
    ...plain,
    kind: 'addNote',
    family: 'crm',
    title: { ru: 'Добавить примечание', en: 'Add note' },
    help: { ru: 'Пишет примечание на карточке лида.', en: "Writes a note on the lead's card." },
    templates: (config) => [config.text],
  },
  attachHistory: {
    ...plain,
    kind: 'attachHistory',
    family: 'crm',
    title: { ru: 'Приложить переписку', en: 'Attach conversation' },
    help: {
      ru: 'Кладёт всю переписку на карточку лида и дальше её дополняет.',
      en: "Puts the whole conversation on the lead's card and keeps it up to date.",
    },
  },
  assignResponsible: {
    ...plain,
    kind: 'assignResponsible',
    family: 'crm',
    title: { ru: 'Назначить ответственного', en: 'Assign responsible' },
    help: {
      ru: 'Ставит карточке ответственного менеджера; может выбрать его по распределению воронки.',
      en: "Sets the card's responsible manager; the funnel's distribution may choose one.",
    },
  },
};
