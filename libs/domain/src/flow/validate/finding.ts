import type { LocalizedText } from '../flow-graph.ts';

/** Whether a finding stops publishing. */
export type FindingSeverity = 'error' | 'warning';

interface FindingKind {
  severity: FindingSeverity;
  message: (subject: string | LocalizedText) => LocalizedText;
  hint: LocalizedText;
}

function kind(
  severity: FindingSeverity,
  ru: (subject: string) => string,
  en: (subject: string) => string,
  hint: LocalizedText,
): FindingKind {
  return {
    severity,
    message: (subject) =>
      typeof subject === 'string' ? { ru: ru(subject), en: en(subject) } : { ru: ru(subject.ru), en: en(subject.en) },
    hint,
  };
}

const drawEdge = { ru: 'Соедините выход со следующим шагом.', en: 'Connect this way out with the next step.' };

/** Everything the check knows to find. */
const findingKinds = {
  'Flow.NoTrigger': kind(
    'error',
    () => 'У сценария нет начала',
    () => 'The flow has no start',
    { ru: 'Добавьте узел «Сообщение клиента».', en: 'Add a "Client message" node.' },
  ),
  'Flow.DuplicateId': kind(
    'error',
    (id) => `Идентификатор «${id}» занят дважды`,
    (id) => `The id "${id}" is used twice`,
    { ru: 'Дайте второму элементу другой идентификатор.', en: 'Give the second element another id.' },
  ),
  'Flow.ReservedId': kind(
    'error',
    (id) => `Идентификатор «${id}» занят системой`,
    (id) => `The id "${id}" is reserved`,
    { ru: 'Переименуйте узел.', en: 'Rename the node.' },
  ),
  'Flow.DanglingEdge': kind(
    'error',
    (id) => `Связь «${id}» ведёт в никуда`,
    (id) => `The edge "${id}" leads nowhere`,
    { ru: 'Удалите связь или проведите её к узлу.', en: 'Delete the edge or connect it with a node.' },
  ),
  'Flow.UnknownPort': kind(
    'error',
    (port) => `У узла нет выхода «${port}»`,
    (port) => `The node has no way out called "${port}"`,
    { ru: 'Удалите связь и проведите её от другого выхода.', en: 'Delete the edge and draw it from another way out.' },
  ),
  'Flow.DuplicateEdge': kind(
    'error',
    (port) => `Из выхода «${port}» ведут две связи`,
    (port) => `Two edges leave the way out "${port}"`,
    { ru: 'Оставьте одну.', en: 'Keep one of them.' },
  ),
  'Flow.MissingEdge': kind(
    'error',
    (port) => `Выход «${port}» никуда не ведёт`,
    (port) => `The way out "${port}" leads nowhere`,
    drawEdge,
  ),
  'Flow.EntersTrigger': kind(
    'error',
    (id) => `Связь «${id}» ведёт в начало сценария`,
    (id) => `The edge "${id}" leads into a trigger`,
    { ru: 'Проведите её к узлу после начала.', en: 'Lead it to the node after the trigger.' },
  ),
  'Flow.Unreachable': kind(
    'warning',
    () => 'До узла нельзя дойти',
    () => 'The node cannot be reached',
    { ru: 'Соедините его с началом или удалите.', en: 'Connect it with a start or delete it.' },
  ),
  'Flow.CycleWithoutWait': kind(
    'error',
    () => 'Узел стоит в круге, где никто не ждёт ответа',
    () => 'The node is on a cycle on which nothing waits',
    { ru: 'Поставьте в круг вопрос или разорвите его.', en: 'Put a question on the cycle or break it.' },
  ),
  'Flow.EmptyCondition': kind(
    'error',
    () => 'Пустая группа условий сработала бы всегда',
    () => 'An empty group of conditions would always hold',
    { ru: 'Добавьте условие или удалите группу.', en: 'Add a condition or delete the group.' },
  ),
  'Flow.UndeclaredFact': kind(
    'error',
    (fact) => `Неизвестный факт «${fact}»`,
    (fact) => `Unknown fact "${fact}"`,
    { ru: 'Выберите факт из списка.', en: 'Choose a fact from the list.' },
  ),
  'Flow.OperatorNotForType': kind(
    'error',
    (operator) => `Сравнение «${operator}» не подходит к этому факту`,
    (operator) => `The comparison "${operator}" does not go with this fact`,
    { ru: 'Выберите другое сравнение.', en: 'Choose another comparison.' },
  ),
  'Flow.ValueNotForOperator': kind(
    'error',
    (fact) => `Значение не подходит к факту «${fact}»`,
    (fact) => `The value does not go with the fact "${fact}"`,
    { ru: 'Укажите значение нужного вида.', en: 'Give a value of the right kind.' },
  ),
  'Flow.PatternInvalid': kind(
    'error',
    (problem) => `Ошибка в шаблоне: ${problem}`,
    (problem) => `The pattern is wrong: ${problem}`,
    {
      ru: 'Исправьте шаблон; обратные ссылки и просмотр вперёд не поддерживаются.',
      en: 'Correct the pattern; back references and look-around are not supported.',
    },
  ),
  'Flow.RuleWithoutOutputs': kind(
    'error',
    () => 'У правила нет ни одного условия',
    () => 'The rule has no output of its own',
    { ru: 'Добавьте выход с условием.', en: 'Add an output with a condition.' },
  ),
  'Flow.DuplicatePort': kind(
    'error',
    (port) => `Выход «${port}» назван дважды`,
    (port) => `The way out "${port}" is named twice`,
    { ru: 'Дайте выходам разные имена.', en: 'Give the ways out different names.' },
  ),
  'Flow.EqualPriorities': kind(
    'error',
    (priority) => `Два выхода с приоритетом ${priority}`,
    (priority) => `Two ways out have the priority ${priority}`,
    { ru: 'Задайте разные приоритеты.', en: 'Give them different priorities.' },
  ),
  'Flow.EqualTriggerPriorities': kind(
    'warning',
    (priority) => `Несколько начал с приоритетом ${priority}: порядок решает идентификатор`,
    (priority) => `Several triggers have the priority ${priority}: their ids decide the order`,
    { ru: 'Задайте разные приоритеты.', en: 'Give them different priorities.' },
  ),
  'Flow.AskWithoutSlots': kind(
    'error',
    () => 'Вопрос ничего не собирает',
    () => 'The question collects nothing',
    { ru: 'Выберите, что спросить.', en: 'Choose what to ask for.' },
  ),
  'Flow.AskWithoutLimit': kind(
    'error',
    () => 'У вопроса нет предела попыток',
    () => 'The question has no limit of attempts',
    { ru: 'Задайте число попыток от 1.', en: 'Set the number of attempts, 1 or more.' },
  ),
  'Flow.UnknownVariable': kind(
    'error',
    (name) => `Неизвестная переменная {{${name}}}`,
    (name) => `Unknown variable {{${name}}}`,
    { ru: 'Выберите переменную из списка.', en: 'Choose a variable from the list.' },
  ),
  'Flow.EmptyText': kind(
    'error',
    () => 'Нет текста на одном из языков',
    () => 'A text is missing in one of the languages',
    { ru: 'Заполните текст на русском и английском.', en: 'Fill in the text in Russian and English.' },
  ),
  'Flow.UnknownStage': kind(
    'error',
    (key) => `В воронке нет этапа «${key}»`,
    (key) => `The funnel has no stage "${key}"`,
    { ru: 'Выберите этап воронки.', en: 'Choose a stage of the funnel.' },
  ),
  'Flow.UnmappedStage': kind(
    'error',
    (key) => `Этап «${key}» не связан со статусом CRM`,
    (key) => `The stage "${key}" is not bound to a CRM status`,
    {
      ru: 'Свяжите его в Воронки → Настройки → Интеграция CRM.',
      en: 'Bind it in Funnels → Settings → CRM integration.',
    },
  ),
  'Flow.StepNotPermitted': kind(
    'warning',
    (reason) => `Шаг CRM не будет выполняться (${reason})`,
    (reason) => `This CRM step will not run (${reason})`,
    {
      ru: 'Проверьте режим ассистента, настройки канала и возможности интеграции.',
      en: "Check the assistant's mode, the channel's settings and what the integration can do.",
    },
  ),
} as const satisfies Record<string, FindingKind>;

/** Code of a finding. */
export type FindingCode = keyof typeof findingKinds;

/** One finding of the check before publishing. */
export interface FlowFinding {
  code: FindingCode;
  severity: FindingSeverity;
  /** null when it is about the flow as a whole. */
  nodeId: string | null;
  message: LocalizedText;
  hint: LocalizedText;
}

/** Makes a finding. `subject` is what the message names: a way out by its title, a fact, a stage … */
export function finding(
  code: FindingCode,
  nodeId: string | null,
  subject: string | LocalizedText = '',
  severity?: FindingSeverity,
): FlowFinding {
  const { severity: usual, message, hint } = findingKinds[code];
  return { code, severity: severity ?? usual, nodeId, message: message(subject), hint };
}
