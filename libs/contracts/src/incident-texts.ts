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

/** Why an incident was raised, in people's words. A code that nobody has words for yet is still told. */
export function incidentText(code: string): LocalizedText {
  const known =
    (Object.hasOwn(ofTheEngine, code) ? ofTheEngine[code] : undefined) ??
    (isErrorCode(code) ? errorTexts[code] : undefined);
  if (known) return known;
  return {
    ru: `Диалог остановлен и ждёт решения (${code}). Повторите шаг, пропустите его или передайте диалог менеджеру.`,
    en: `The dialogue stopped and waits for a decision (${code}). Retry the step, skip it, or hand over to a manager.`,
  };
}
