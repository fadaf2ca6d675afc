import type { FindingKind } from './finding-kind.ts';
import { error, warning } from './finding-kind.ts';

/** How a flow goes with the place it runs in: funnel, CRM, signals, webhooks, other flows. */
export const surroundingsKinds = {
  'Flow.UnknownStage': error(
    (key) => `В воронке нет этапа «${key}»`,
    (key) => `The funnel has no stage "${key}"`,
    { ru: 'Выберите этап воронки.', en: 'Choose a stage of the funnel.' },
  ),
  'Flow.UnmappedStage': error(
    (key) => `Этап «${key}» не связан со статусом CRM`,
    (key) => `The stage "${key}" is not bound to a CRM status`,
    {
      ru: 'Свяжите его в Воронки → Настройки → Интеграция CRM.',
      en: 'Bind it in Funnels → Settings → CRM integration.',
    },
  ),
  'Flow.StepNotPermitted': warning(
    (reason) => `Шаг CRM не будет выполняться: ${reason}`,
    (reason) => `This CRM step will not run: ${reason}`,
    {
      ru: 'Сценарий пройдёт мимо этого шага и продолжится.',
      en: 'The flow passes this step by and goes on.',
    },
  ),
  'Flow.CapabilityMissing': warning(
    (deed) => `Подключённая CRM не умеет ${deed}`,
    (deed) => `The joined CRM cannot ${deed}`,
    {
      ru: 'Сценарий пройдёт мимо этого шага и продолжится.',
      en: 'The flow passes this step by and goes on.',
    },
  ),
  'Flow.NoCardYet': warning(
    () => 'Шагу нужна карточка CRM, а на пути к нему её никто не создаёт',
    () => 'The step needs a card in the CRM, and nothing on the way to it makes one',
    {
      ru: 'Без карточки CRM откажет. Поставьте перед шагом «Создать лид» или проверьте условием, что лид открыт.',
      en: 'Without a card the CRM refuses it. Put "Create lead" before it, or check by a condition that a lead is open.',
    },
  ),
  'Flow.UnknownSignal': error(
    (name) => `В каталоге нет сигнала «${name}»`,
    (name) => `The catalogue has no signal "${name}"`,
    { ru: 'Выберите сигнал из каталога или добавьте его.', en: 'Choose a signal of the catalogue or add it.' },
  ),
  'Flow.SignalRefused': warning(
    (name) => `Сигнал «${name}» сценарий подать не сможет`,
    (name) => `The flow will not be able to raise the signal "${name}"`,
    {
      ru: 'По каталогу его подают другие или с данными, которых у сценария нет.',
      en: 'By the catalogue others raise it, or it carries data that the flow does not have.',
    },
  ),
  'Flow.NoCalendar': warning(
    () => 'У воронки нет календаря: рабочим считается всё время',
    () => 'The funnel has no calendar: all time counts as business hours',
    { ru: 'Задайте рабочее время воронки.', en: "Set the funnel's business hours." },
  ),
  'Flow.UnknownWebhook': error(
    (id) => `Вебхук «${id}» не настроен`,
    (id) => `The webhook "${id}" is not set up`,
    { ru: 'Выберите настроенный вебхук.', en: 'Choose a webhook that is set up.' },
  ),
  'Flow.SubFlowUnknown': error(
    () => 'Подсценария больше нет',
    () => 'The sub-flow does not exist',
    { ru: 'Выберите другой сценарий.', en: 'Choose another flow.' },
  ),
  'Flow.SubFlowUnpublished': error(
    () => 'Подсценарий не опубликован',
    () => 'The sub-flow is not published',
    { ru: 'Сначала опубликуйте его.', en: 'Publish it first.' },
  ),
  'Flow.SubFlowArchived': warning(
    () => 'Подсценарий в архиве',
    () => 'The sub-flow is archived',
    {
      ru: 'Сценарий пройдёт по его последней публикации. Верните его из архива или выберите другой.',
      en: 'The flow runs what was last published of it. Take it out of the archive or choose another one.',
    },
  ),
  'Flow.SubFlowRecursive': error(
    () => 'Подсценарий вызывает сам себя',
    () => 'The sub-flow runs itself',
    {
      ru: 'Сценарий не может проходить сам себя, даже через другой.',
      en: 'A flow cannot run itself, not even through another one.',
    },
  ),
  'Flow.SubFlowTooDeep': error(
    (depth) => `Подсценарии вложены глубже, чем на ${depth}`,
    (depth) => `Sub-flows are nested deeper than ${depth}`,
    { ru: 'Соберите вложенные сценарии в один.', en: 'Join the nested flows into one.' },
  ),
  'Flow.SubFlowTooLarge': error(
    (nodes) => `Вместе с подсценариями больше ${nodes} узлов`,
    (nodes) => `With its sub-flows the flow has more than ${nodes} nodes`,
    { ru: 'Разделите сценарий или уберите часть подсценариев.', en: 'Split the flow or take some sub-flows out.' },
  ),
  'Flow.SubFlowWithoutStart': error(
    () => 'У подсценария нет начала, с которого его пройти',
    () => 'The sub-flow has no start to run it from',
    {
      ru: 'Добавьте в него узел «Кнопка менеджера» или «Сообщение клиента».',
      en: 'Add a "Manager\'s button" or a "Client message" node to it.',
    },
  ),
  'Flow.SubFlowConflict': error(
    (key) => `«${key}» в подсценарии объявлено иначе, чем здесь`,
    (key) => `"${key}" is declared otherwise in the sub-flow than here`,
    { ru: 'Сделайте объявления одинаковыми или смените ключ.', en: 'Make the declarations equal or change the key.' },
  ),
} as const satisfies Record<string, FindingKind>;
