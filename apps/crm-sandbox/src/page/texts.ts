/** Languages of the page. */
export type Language = 'ru' | 'en';

/** Every text of the page, in both languages. */
const texts = {
  portal: { ru: 'Песочница Bitrix24', en: 'Bitrix24 sandbox' },
  portalNote: {
    ru: 'Учебный портал. Данные не покидают этот компьютер.',
    en: 'A practice portal. No data leave this computer.',
  },
  leads: { ru: 'Лиды', en: 'Leads' },
  deals: { ru: 'Сделки', en: 'Deals' },
  contacts: { ru: 'Контакты', en: 'Contacts' },
  otherLanguage: { ru: 'English', en: 'Русский' },
  funnel: { ru: 'Воронка', en: 'Funnel' },
  empty: { ru: 'Пусто', en: 'Empty' },
  noContacts: { ru: 'Контактов пока нет.', en: 'There are no contacts yet.' },
  moreCards: { ru: 'ещё', en: 'more' },
  stage: { ru: 'Стадия', en: 'Stage' },
  responsible: { ru: 'Ответственный', en: 'Responsible' },
  dismissed: { ru: 'уволен', en: 'dismissed' },
  actAs: { ru: 'Изменяет', en: 'Changed by' },
  save: { ru: 'Сохранить', en: 'Save' },
  saved: { ru: 'Сохранено.', en: 'Saved.' },
  contact: { ru: 'Контакт', en: 'Contact' },
  noContact: { ru: 'не привязан', en: 'none linked' },
  noName: { ru: 'Без имени', en: 'No name' },
  phone: { ru: 'Телефон', en: 'Phone' },
  email: { ru: 'E-mail', en: 'E-mail' },
  source: { ru: 'Источник', en: 'Source' },
  amount: { ru: 'Сумма', en: 'Amount' },
  created: { ru: 'Создан', en: 'Created' },
  changed: { ru: 'Изменён', en: 'Changed' },
  externalKey: { ru: 'Внешний ключ', en: 'External key' },
  note: { ru: 'Комментарий', en: 'Comment' },
  linkedCards: { ru: 'Лиды и сделки', en: 'Leads and deals' },
  timeline: { ru: 'История', en: 'Timeline' },
  noTimeline: { ru: 'Пока ничего не происходило.', en: 'Nothing has happened yet.' },
  todos: { ru: 'Дела', en: 'To-dos' },
  dueBy: { ru: 'до', en: 'by' },
  movedTo: { ru: 'Стадия', en: 'Stage' },
  createdAt: { ru: 'Создан на стадии', en: 'Created at stage' },
  name: { ru: 'Имя', en: 'Name' },
  notFound: { ru: 'Такой страницы нет', en: 'There is no such page' },
  foreignForm: { ru: 'Форма отправлена с другого сайта', en: 'The form was sent from another site' },
  badForm: { ru: 'Такой стадии или сотрудника нет', en: 'There is no such stage or person' },
  numberSign: { ru: '№', en: '#' },
  amoAccount: { ru: 'Песочница amoCRM', en: 'amoCRM sandbox' },
  amoNote: {
    ru: 'Учебный аккаунт. Данные не покидают этот компьютер.',
    en: 'A practice account. No data leave this computer.',
  },
  amoLeads: { ru: 'Сделки', en: 'Leads' },
  pipeline: { ru: 'Воронка', en: 'Pipeline' },
  status: { ru: 'Статус', en: 'Status' },
  title: { ru: 'Название', en: 'Title' },
  tags: { ru: 'Теги', en: 'Tags' },
  tasks: { ru: 'Задачи', en: 'Tasks' },
  taskDone: { ru: 'выполнена', en: 'done' },
  closed: { ru: 'Закрыта', en: 'Closed' },
  lossReason: { ru: 'Причина отказа', en: 'Reason of loss' },
  linkedLeads: { ru: 'Сделки', en: 'Leads' },
  robot: { ru: 'Робот', en: 'Robot' },
  toBin: { ru: 'В корзину', en: 'Move to the bin' },
  duplicateControl: { ru: 'Контроль дублей', en: 'Duplicate control' },
  on: { ru: 'включён', en: 'on' },
  off: { ru: 'выключен', en: 'off' },
  switchOn: { ru: 'Включить', en: 'Switch on' },
  switchOff: { ru: 'Выключить', en: 'Switch off' },
  listHint: { ru: 'несколько — через запятую', en: 'several separated by commas' },
  consentTitle: { ru: 'Доступ к аккаунту', en: 'Access to the account' },
  consentAsk: {
    ru: 'Интеграция просит доступ к данным этого учебного аккаунта от имени сотрудника:',
    en: 'An integration asks for access to this practice account on behalf of:',
  },
  allow: { ru: 'Разрешить', en: 'Allow' },
  unknownIntegration: { ru: 'Такой интеграции в аккаунте нет', en: 'The account has no such integration' },
  badAmoForm: { ru: 'Изменение не принято: проверьте поля', en: 'The change was not accepted: check the fields' },
  back: { ru: 'К списку', en: 'Back to the list' },
} as const;

export type TextKey = keyof typeof texts;

/** What every part of a page needs to speak and to link. */
export interface PageVoice {
  readonly language: Language;
  readonly say: (key: TextKey) => string;
  /** Keeps the language in a link. */
  readonly link: (path: string) => string;
}

/** @param requested the query's `lang`; anything but `en` is Russian */
export function voiceFor(requested: string | undefined): PageVoice {
  const language: Language = requested === 'en' ? 'en' : 'ru';
  return {
    language,
    say: (key) => texts[key][language],
    link: (path) => linkIn(language, path),
  };
}

/** The address of a path in a language. */
export function linkIn(language: Language, path: string): string {
  return language === 'en' ? `${path}${path.includes('?') ? '&' : '?'}lang=en` : path;
}

/** `2026-03-05T18:18:25+03:00` → `05.03.2026 18:18`, in English `2026-03-05 18:18`. */
export function shortTime(portalTime: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(portalTime);
  if (!match) return '';
  const [, year, month, day, time] = match;
  return language === 'ru' ? `${day}.${month}.${year} ${time}` : `${year}-${month}-${day} ${time}`;
}
