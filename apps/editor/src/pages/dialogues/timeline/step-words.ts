import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ru } from '../../../i18n/ru.ts';
import { useStageNames } from '../../../components/use-stage-names.ts';
import { knownKey } from './timeline-model.ts';
import type { StepDetail } from './timeline-model.ts';

/** Why a step was not done, by its code (`Permission.ModeTooLow`, `Step.NotForward`, …); the code itself where unknown. */
export function reasonInWords(code: string, t: TFunction): string {
  const known = knownKey(code.replace(/^(Permission|Step|Policy)\./, ''), ru.timeline.denied);
  return known ? t(`timeline.denied.${known}`) : code;
}

/**
 * One part of a step's result as people say it: "lead #41", "stage «First contact»", "no manager is mapped".
 *
 * @param stageName the name of a stage by its key
 */
export function detailInWords({ key, value }: StepDetail, t: TFunction, stageName: (key: string) => string): string {
  switch (key) {
    case 'contactId':
    case 'leadId':
    case 'dealId':
    case 'score':
      return t(`timeline.detail.${key}`, { value });
    case 'tags':
    case 'messages':
      return t(`timeline.detail.${key}`, { count: Number(value) });
    case 'stageKey':
    case 'keptStage':
      return t(`timeline.detail.${key}`, { value: stageName(value) });
    case 'how': {
      const how = knownKey(value, ru.timeline.how);
      return how ? t(`timeline.how.${how}`) : value;
    }
    case 'delivery': {
      const delivery = knownKey(value, ru.message);
      return delivery ? t(`message.${delivery}`).toLowerCase() : value;
    }
    case 'reason':
      return reasonInWords(value, t);
    case 'code':
      return value;
  }
}

/** {@link detailInWords} in the reader's language. */
export function useStepWords(): (detail: StepDetail) => string {
  const { t } = useTranslation();
  const stages = useStageNames();
  return (detail) => detailInWords(detail, t, (key) => stages.get(key) ?? key);
}
