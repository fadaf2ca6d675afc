import type { LocalizedText } from '@voronka/domain';
import { errorTexts } from './error-texts.ts';
import { isErrorCode } from './errors.ts';

/** What the engine stops for by itself, where the words of an error answer would not fit or there are none. */
const ofTheEngine: Readonly<Record<string, LocalizedText>> = {
  'Flow.Invalid': {
    ru: 'Условие в сценарии не удалось проверить. Исправьте узел, опубликуйте сценарий и повторите.',
    en: 'A condition of the flow could not be checked. Correct the node, publish the flow and retry.',
  },
  'Flow.WaitNeverEnds': {
    ru: 'Ожидание в сценарии не может закончиться: рабочих часов впереди нет. Исправьте календарь или узел и повторите.',
    en: 'The wait in the flow can never end: there are no business hours ahead. Correct the calendar or the node and retry.',
  },
  'Flow.SubFlowMissing': {
    ru: 'Подсценарий не вошёл в эту версию сценария. Опубликуйте оба сценария и перенесите диалог на новую версию.',
    en: 'The sub-flow is not part of this version of the flow. Publish both and move the dialogue to the new version.',
  },
  'Flow.CircleOfEvents': {
    ru: 'Сигналы и этапы вызывают друг друга по кругу, цепочка остановлена. Разорвите круг в сценарии.',
    en: 'Signals and stages set off one another in a circle; the chain was stopped. Break the circle in the flow.',
  },
  'Flow.SideRunWaits': {
    ru: 'Ветка рядом с разговором дошла до вопроса или ожидания, ждать там нельзя. Она остановлена; исправьте сценарий.',
    en: 'A branch beside the conversation came to a question or a wait, where it cannot wait. Correct the flow.',
  },
  'Flow.TwoBranchesWait': {
    ru: 'Две ветки разом дошли до ожидания, а разговор один: вторая остановлена. Исправьте правило в сценарии.',
    en: 'Two branches came to a wait at once, but there is one conversation: the second was stopped. Correct the rule.',
  },
};

/** Somebody or something that an incident says is missing in the CRM. */
export interface MissingInCrm {
  /** Of a user or a field at the vendor; key of a stage of ours. */
  id: string;
  /** Of the person who was linked with the user, or of the stage; null: not known. */
  name: LocalizedText | null;
}

function named(name: string | undefined, user: string): string {
  return name === undefined ? user : `${name} (${user})`;
}

/** Texts that name what is missing. */
const naming: Readonly<Record<string, (missing: MissingInCrm) => LocalizedText>> = {
  'Crm.ResponsibleGone': ({ id, name }) => ({
    ru: `В CRM больше не работает ответственный: ${named(name?.ru, `пользователь CRM ${id}`)}. Новые карточки создаются без него. Свяжите менеджера с другим пользователем CRM и назначьте ответственных там, где их нет.`,
    en: `A responsible no longer works in the CRM: ${named(name?.en, `CRM user ${id}`)}. New cards are made without them. Link the manager to another CRM user, and give cards without a responsible one.`,
  }),
  'Crm.StageGone': ({ id, name }) => ({
    ru: `В CRM больше нет статуса, с которым сопоставлен этап «${name?.ru ?? id}». Карточка осталась на месте; сопоставьте этап заново и повторите.`,
    en: `The CRM no longer has the status that the stage “${name?.en ?? id}” is mapped to. The card stayed where it was; map the stage anew and retry.`,
  }),
  'Crm.FieldMissing': ({ id }) => ({
    ru: `В CRM нет поля для тегов (${id}), а добавить его нам нельзя: карточки остаются без тегов. Попросите администратора CRM добавить его или дать нам право.`,
    en: `The CRM has no field for tags (${id}) and lets us add none: cards stay without tags. Ask its administrator to add it or to let us.`,
  }),
};

/**
 * Why an incident was raised, in people's words. A code that nobody has words for yet is still told.
 *
 * @param missing what is missing in the CRM, where the incident is about that
 */
export function incidentText(code: string, missing: MissingInCrm | null = null): LocalizedText {
  const namingText = missing !== null && Object.hasOwn(naming, code) ? naming[code] : undefined;
  if (missing !== null && namingText) return namingText(missing);
  const known =
    (Object.hasOwn(ofTheEngine, code) ? ofTheEngine[code] : undefined) ??
    (isErrorCode(code) ? errorTexts[code] : undefined);
  if (known) return known;
  return {
    ru: `Диалог остановлен и ждёт решения (${code}). Повторите шаг, пропустите его или передайте диалог менеджеру.`,
    en: `The dialogue stopped and waits for a decision (${code}). Retry the step, skip it, or hand over to a manager.`,
  };
}
