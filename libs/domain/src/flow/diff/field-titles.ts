import type { LocalizedText, NodeKind } from '../flow-graph.ts';
import type { NodeConfigs } from '../node-configs.ts';
import { isObject } from './values.ts';

type KeyOf<T> = string extends keyof T ? never : keyof T & string;
/** Every setting that a node kind can have. */
type SettingKey = { [K in NodeKind]: KeyOf<NodeConfigs[K]> }[NodeKind];

const text = (ru: string, en: string): LocalizedText => ({ ru, en });

/** What people call the settings of nodes. A new setting without a name does not compile. */
const settingTitles: Readonly<Record<SettingKey, LocalizedText>> = {
  when: text('условие', 'condition'),
  priority: text('приоритет', 'priority'),
  oncePerEpisode: text('один раз за обращение', 'once per episode'),
  interrupts: text('отвечает при открытом вопросе', 'answers beside an open question'),
  signal: text('сигнал', 'signal'),
  stageKeys: text('этапы', 'stages'),
  by: text('кто передвинул', 'moved by'),
  afterMinutes: text('через сколько минут', 'after so many minutes'),
  since: text('считая от', 'counted from'),
  minutes: text('сколько минут', 'minutes'),
  times: text('не больше раз подряд', 'times in a row, at most'),
  outputs: text('выход', 'way out'),
  policy: text('сколько выходов', 'how many ways out'),
  slots: text('что узнаёт', 'what is collected'),
  attempts: text('попыток спросить', 'attempts to ask'),
  question: text('вопрос', 'question'),
  again: text('повторный вопрос', 're-ask'),
  skipKnown: text('известное не спрашивать', 'skip what is known'),
  silence: text('молчание клиента', "the client's silence"),
  text: text('текст', 'text'),
  score: text('оценка', 'score'),
  reasons: text('причина оценки', 'reason of the score'),
  criteria: text('баллы', 'points'),
  name: text('имя', 'name'),
  phone: text('телефон', 'phone'),
  email: text('почта', 'e-mail'),
  title: text('название', 'title'),
  stageKey: text('этап', 'stage'),
  card: text('вид карточки', 'kind of card'),
  allowBack: text('назад по воронке', 'backwards in the funnel'),
  tags: text('теги', 'tags'),
  choose: text('выбирает распределение', 'chosen by distribution'),
  for: text('ожидание', 'wait'),
  onMessage: text('если клиент напишет', 'if the client writes'),
  webhookId: text('вебхук', 'webhook'),
  waitForAnswer: text('ждать ответа', 'wait for the answer'),
  answer: text('что взять из ответа', 'what to take from the answer'),
  flowId: text('сценарий', 'flow'),
  reason: text('причина', 'reason'),
  answerWithinMinutes: text('срок ответа, минут', 'time to answer, in minutes'),
  task: text('дело в CRM', 'to-do in the CRM'),
  close: text('закрыть диалог', 'close the dialogue'),
};

/** Names of what stands deeper, or beside the settings. */
const otherTitles: Readonly<Record<string, LocalizedText>> = {
  ru: text('по-русски', 'in Russian'),
  en: text('по-английски', 'in English'),
  label: text('название узла', 'name of the node'),
  kind: text('вид', 'kind'),
  conditions: text('условие', 'condition'),
  missing: text('чего не хватает', 'what is missing'),
  remindAfterMinutes: text('напомнить через, минут', 'remind after, in minutes'),
  reminders: text('напоминание', 'reminder'),
  closeAfterMinutes: text('ждать не дольше, минут', 'wait no longer than, in minutes'),
  points: text('баллы', 'points'),
  time: text('время', 'time'),
  days: text('дни недели', 'days of the week'),
  events: text('события', 'events'),
  timeoutMinutes: text('не дольше, минут', 'no longer than, in minutes'),
  target: text('куда ведёт', 'where it leads'),
  type: text('тип', 'type'),
  default: text('значение по умолчанию', 'default'),
  options: text('вариант', 'option'),
  value: text('значение', 'value'),
  words: text('слова', 'words'),
  min: text('не меньше', 'at least'),
  max: text('не больше', 'at most'),
  maxLength: text('длина, знаков', 'length, in characters'),
  past: text('прошедшая дата', 'a date in the past'),
  order: text('порядок', 'order'),
};

const titles: Readonly<Record<string, LocalizedText | undefined>> = { ...otherTitles, ...settingTitles };

/** A text in both languages, if the value is one. */
function localized(value: unknown): LocalizedText | null {
  if (!isObject(value)) return null;
  const { ru, en } = value;
  return typeof ru === 'string' && typeof en === 'string' ? { ru, en } : null;
}

/** One step of the way to a value. */
export interface PathStep {
  /** Key of an object, name of a named item, or place in a list counted from 0. */
  key: string | number;
  /** The item's own title, for a named item of a list. */
  title?: LocalizedText | undefined;
}

/** The step to an item of a list that has its own name. */
export function namedStep(key: string, item: unknown): PathStep {
  return { key, title: (isObject(item) ? localized(item['title']) : null) ?? { ru: key, en: key } };
}

function stepTitle({ key, title }: PathStep): LocalizedText {
  if (title) return { ru: `«${title.ru}»`, en: `"${title.en}"` };
  if (typeof key === 'number') return { ru: String(key + 1), en: String(key + 1) };
  return titles[key] ?? { ru: key, en: key };
}

/** The way to a value as people say it: "re-ask 2 › text › in English". */
export function pathInWords(steps: readonly PathStep[]): LocalizedText {
  const words = steps.map(stepTitle);
  const joined = (locale: keyof LocalizedText): string =>
    words.reduce((said, word, at) => {
      if (at === 0) return word[locale];
      const step = steps[at];
      // What is counted or named belongs to the word before it.
      const isItem = step !== undefined && (step.title !== undefined || typeof step.key === 'number');
      return `${said}${isItem ? ' ' : ' › '}${word[locale]}`;
    }, '');
  const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
  return { ru: capitalised(joined('ru')), en: capitalised(joined('en')) };
}
