import type { FindingKind } from './finding-kind.ts';
import { error, warning } from './finding-kind.ts';

/** What a single node can get wrong by itself. */
export const nodeKinds = {
  'Flow.EmptyCondition': error(
    () => 'Пустая группа условий сработала бы всегда',
    () => 'An empty group of conditions would always hold',
    { ru: 'Добавьте условие или удалите группу.', en: 'Add a condition or delete the group.' },
  ),
  'Flow.UndeclaredFact': error(
    (fact) => `Неизвестный факт «${fact}»`,
    (fact) => `Unknown fact "${fact}"`,
    { ru: 'Выберите факт из списка.', en: 'Choose a fact from the list.' },
  ),
  'Flow.OperatorNotForType': error(
    (comparison) => `Сравнение не подходит: ${comparison}`,
    (comparison) => `This comparison does not fit: ${comparison}`,
    { ru: 'Выберите другое сравнение.', en: 'Choose another comparison.' },
  ),
  'Flow.ValueNotForOperator': error(
    (fact) => `Значение не подходит к факту «${fact}»`,
    (fact) => `The value does not go with the fact "${fact}"`,
    { ru: 'Укажите значение нужного вида.', en: 'Give a value of the right kind.' },
  ),
  'Flow.ValueNeverOccurs': warning(
    (value) => `Такого значения не бывает: ${value}`,
    (value) => `This value never occurs: ${value}`,
    { ru: 'Выберите значение из списка.', en: 'Choose a value from the list.' },
  ),
  'Flow.PatternInvalid': error(
    (problem) => `Ошибка в шаблоне: ${problem}`,
    (problem) => `The pattern is wrong: ${problem}`,
    {
      ru: 'Исправьте шаблон; обратные ссылки и просмотр вперёд не поддерживаются.',
      en: 'Correct the pattern; back references and look-around are not supported.',
    },
  ),
  'Flow.RuleWithoutOutputs': error(
    () => 'У правила нет ни одного условия',
    () => 'The rule has no output of its own',
    { ru: 'Добавьте выход с условием.', en: 'Add an output with a condition.' },
  ),
  'Flow.DuplicatePort': error(
    (port) => `Выход «${port}» назван дважды`,
    (port) => `The way out "${port}" is named twice`,
    { ru: 'Дайте выходам разные имена.', en: 'Give the ways out different names.' },
  ),
  'Flow.EqualPriorities': error(
    (priority) => `Два выхода с приоритетом ${priority}`,
    (priority) => `Two ways out have the priority ${priority}`,
    { ru: 'Задайте разные приоритеты.', en: 'Give them different priorities.' },
  ),
  'Flow.CriterionEmpty': warning(
    (reason) => `Условие оценки «${reason}» не даёт баллов`,
    (reason) => `The criterion "${reason}" gives no points`,
    { ru: 'Укажите баллы или удалите условие.', en: 'Give it points or delete it.' },
  ),
  'Flow.UnknownVariable': error(
    (name) => `Неизвестная переменная {{${name}}}`,
    (name) => `Unknown variable {{${name}}}`,
    { ru: 'Выберите переменную из списка.', en: 'Choose a variable from the list.' },
  ),
  'Flow.EmptyText': error(
    () => 'Нет текста на одном из языков',
    () => 'A text is missing in one of the languages',
    { ru: 'Заполните текст на русском и английском.', en: 'Fill in the text in Russian and English.' },
  ),
  'Flow.AskWithoutSlots': error(
    () => 'Вопрос ничего не собирает',
    () => 'The question collects nothing',
    { ru: 'Выберите, что спросить.', en: 'Choose what to ask for.' },
  ),
  'Flow.AskWithoutLimit': error(
    () => 'У вопроса нет предела попыток',
    () => 'The question has no limit of attempts',
    { ru: 'Задайте число попыток от 1.', en: 'Set the number of attempts, 1 or more.' },
  ),
  'Flow.UndeclaredSlot': error(
    (slot) => `Вопрос собирает «${slot}», а таких данных в сценарии нет`,
    (slot) => `The question collects "${slot}", which the flow does not know`,
    { ru: 'Выберите данные из списка или добавьте свои.', en: 'Choose a detail from the list or add your own.' },
  ),
  'Flow.WordingNeverUsed': warning(
    (text) => `Этот переспрос никогда не прозвучит: «${text}»`,
    (text) => `These words will never be said: "${text}"`,
    {
      ru: 'Он подобран к данным, о которых вопрос не спрашивает.',
      en: 'They are meant for details that the question does not ask for.',
    },
  ),
  'Flow.SilenceContradicts': error(
    () => 'Вопрос закроется раньше, чем дойдёт до напоминания',
    () => 'The question is given up before its reminder is due',
    {
      ru: 'Ждать ответа нужно дольше, чем до напоминания.',
      en: 'Wait for the answer longer than until the reminder.',
    },
  ),
  'Flow.TimeMissing': error(
    (what) => `Не задано время: ${what}`,
    (what) => `No time is given: ${what}`,
    { ru: 'Укажите хотя бы одну минуту.', en: 'Give at least one minute.' },
  ),
  'Flow.WaitTimeInvalid': error(
    (time) => `Нет такого времени суток: «${time}»`,
    (time) => `There is no such time of day: "${time}"`,
    { ru: 'Укажите время от 00:00 до 23:59.', en: 'Give a time from 00:00 to 23:59.' },
  ),
  'Flow.WaitDaysInvalid': error(
    (days) => `Нет таких дней недели: ${days}`,
    (days) => `There are no such days of the week: ${days}`,
    { ru: 'Дни считаются от 1 (понедельник) до 7.', en: 'Days are counted from 1 (Monday) to 7.' },
  ),
  'Flow.WaitForNothing': error(
    () => 'Не сказано, какого события ждать',
    () => 'It is not said which event is waited for',
    { ru: 'Выберите хотя бы одно событие.', en: 'Choose at least one event.' },
  ),
  'Flow.UndeclaredField': error(
    (field) => `Ответ вебхука кладётся в «${field}», а такого поля в сценарии нет`,
    (field) => `The webhook's answer goes into "${field}", which the flow does not know`,
    { ru: 'Выберите поле из списка или добавьте его.', en: 'Choose a field from the list or add it.' },
  ),
} as const satisfies Record<string, FindingKind>;
