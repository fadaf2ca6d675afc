import type { FindingKind } from './finding-kind.ts';
import { error, warning } from './finding-kind.ts';

/** How nodes and edges hang together. */
export const graphKinds = {
  'Flow.NoTrigger': error(
    () => 'У сценария нет начала',
    () => 'The flow has no start',
    { ru: 'Добавьте узел «Сообщение клиента».', en: 'Add a "Client message" node.' },
  ),
  'Flow.NoEnd': warning(
    () => 'Сценарий нигде не заканчивается',
    () => 'The flow ends nowhere',
    { ru: 'Добавьте узел «Конец» или «Передать менеджеру».', en: 'Add an "End" or a "Hand off to manager" node.' },
  ),
  'Flow.DuplicateId': error(
    (id) => `Идентификатор «${id}» занят дважды`,
    (id) => `The id "${id}" is used twice`,
    { ru: 'Дайте второму элементу другой идентификатор.', en: 'Give the second element another id.' },
  ),
  'Flow.ReservedId': error(
    (id) => `Идентификатор «${id}» занят системой`,
    (id) => `The id "${id}" is reserved`,
    { ru: 'Переименуйте узел.', en: 'Rename the node.' },
  ),
  'Flow.DanglingEdge': error(
    (id) => `Связь «${id}» ведёт в никуда`,
    (id) => `The edge "${id}" leads nowhere`,
    { ru: 'Удалите связь или проведите её к узлу.', en: 'Delete the edge or connect it with a node.' },
  ),
  'Flow.UnknownPort': error(
    (port) => `У узла нет выхода «${port}»`,
    (port) => `The node has no way out called "${port}"`,
    { ru: 'Удалите связь и проведите её от другого выхода.', en: 'Delete the edge and draw it from another way out.' },
  ),
  'Flow.DuplicateEdge': error(
    (port) => `Из выхода «${port}» ведут две связи`,
    (port) => `Two edges leave the way out "${port}"`,
    { ru: 'Оставьте одну.', en: 'Keep one of them.' },
  ),
  'Flow.MissingEdge': error(
    (port) => `Выход «${port}» никуда не ведёт`,
    (port) => `The way out "${port}" leads nowhere`,
    { ru: 'Соедините выход со следующим шагом.', en: 'Connect this way out with the next step.' },
  ),
  'Flow.EntersTrigger': error(
    (id) => `Связь «${id}» ведёт в начало сценария`,
    (id) => `The edge "${id}" leads into a trigger`,
    { ru: 'Проведите её к узлу после начала.', en: 'Lead it to the node after the trigger.' },
  ),
  'Flow.Unreachable': warning(
    () => 'До узла нельзя дойти',
    () => 'The node cannot be reached',
    { ru: 'Соедините его с началом или удалите.', en: 'Connect it with a start or delete it.' },
  ),
  'Flow.DeadEnd': error(
    (label) => `Отсюда не дойти ни до конца, ни до менеджера, ни до вопроса: путь обрывается на «${label}»`,
    (label) => `From here nothing leads to an end, to a manager or to a question: the way breaks off at "${label}"`,
    {
      ru: 'Соедините последний шаг с концом сценария или с вопросом.',
      en: "Connect the last step with the flow's end or with a question.",
    },
  ),
  'Flow.CycleWithoutWait': error(
    () => 'Узел стоит в круге, где никто не ждёт ответа',
    () => 'The node is on a cycle on which nothing waits',
    { ru: 'Поставьте в круг вопрос или разорвите его.', en: 'Put a question on the cycle or break it.' },
  ),
  'Flow.CycleThroughKnown': error(
    () => 'Узел стоит в круге, который на второй раз ничто не остановит: ответ уже известен',
    () => 'The node is on a cycle that nothing stops the second time: the answer is known by then',
    {
      ru: 'Пусть вопрос спрашивает и то, что известно, или разорвите круг.',
      en: 'Let the question ask for what is known, too, or break the cycle.',
    },
  ),
  'Flow.SideRunWaits': error(
    (label) => `Отсюда сценарий идёт рядом с разговором, а «${label}» заставит его ждать`,
    (label) => `From here the flow runs beside the conversation, and "${label}" would make it wait`,
    {
      ru: 'Рядом с разговором нельзя спрашивать и ждать: уберите вопрос или ожидание с этого пути.',
      en: 'Beside the conversation nothing may ask or wait: take the question or wait off this way.',
    },
  ),
  'Flow.TwoBranchesWait': error(
    (labels) => `Несколько выходов правила ведут к ожиданию: ${labels}`,
    (labels) => `Several ways out of the rule lead to a wait: ${labels}`,
    {
      ru: 'Ждать ответа может только одна ветка: остальные доведите до конца без вопросов.',
      en: 'Only one branch may wait: lead the others to an end without questions.',
    },
  ),
  'Flow.InterruptsAlways': error(
    () => 'Этот узел ответит на каждое сообщение вместо открытого вопроса',
    () => 'This node would answer every message in place of the open question',
    {
      ru: 'Задайте условие, при котором он вмешивается.',
      en: 'Give a condition on which it steps in.',
    },
  ),
  'Flow.EqualTriggerPriorities': warning(
    (priority) => `Несколько начал с приоритетом ${priority}: порядок решает идентификатор`,
    (priority) => `Several triggers have the priority ${priority}: their ids decide the order`,
    { ru: 'Задайте разные приоритеты.', en: 'Give them different priorities.' },
  ),
} as const satisfies Record<string, FindingKind>;
