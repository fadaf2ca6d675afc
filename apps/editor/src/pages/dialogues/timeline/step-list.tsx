import {
  IconBan,
  IconCheck,
  IconChecks,
  IconCircleDashed,
  IconClockPause,
  IconCircleX,
  IconX,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ru } from '../../../i18n/ru.ts';
import { clockWithSeconds } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useStepWords } from './step-words.ts';
import { knownKey } from './timeline-model.ts';
import type { DecisionView, StepView } from './timeline-model.ts';

const icons: Record<StepView['status'], Icon> = {
  planned: IconCircleDashed,
  done: IconCheck,
  alreadyDone: IconChecks,
  refused: IconBan,
  cancelled: IconX,
  failed: IconCircleX,
  delayed: IconClockPause,
};

/** What the decision had done, in order, each with its state. */
export function StepList({ steps, dialogueId }: { steps: readonly StepView[]; dialogueId: string }) {
  const { t } = useTranslation();
  const words = useStepWords(dialogueId);
  const locale = useLocale();
  return (
    <ol className="v-steps">
      {steps.map((step) => {
        const StepIcon = icons[step.status];
        const kind = knownKey(step.kind, ru.step);
        return (
          <li key={step.index} className="v-step" data-status={step.status}>
            <StepIcon size={15} stroke={2} aria-hidden className="v-step-icon" />
            <div className="v-step-body">
              <span className="v-step-name">{kind ? t(`step.${kind}`) : step.kind}</span>
              {step.details.length > 0 ? (
                <span className="v-step-detail">{step.details.map(words).join(' · ')}</span>
              ) : null}
              {step.ruleTitle ? (
                <span className="v-step-rule">{t('timeline.byRule', { title: step.ruleTitle })}</span>
              ) : null}
            </div>
            <span className="v-step-status">{t(`timeline.stepStatus.${step.status}`)}</span>
            <time className="v-step-time" dateTime={step.finishedAt ?? undefined}>
              {step.finishedAt ? clockWithSeconds(step.finishedAt, locale) : ''}
            </time>
          </li>
        );
      })}
    </ol>
  );
}

/** Steps that the flow asked for and a setting refused, each with the setting. */
export function SkippedList({ skipped }: { skipped: DecisionView['skipped'] }) {
  const { t } = useTranslation();
  return (
    <ul className="v-steps">
      {skipped.map((step) => {
        const kind = knownKey(step.kind, ru.step);
        const reason = knownKey(step.reason.replace('Permission.', ''), ru.timeline.denied);
        return (
          <li key={step.nodeId} className="v-step" data-status="refused">
            <IconBan size={15} stroke={2} aria-hidden className="v-step-icon" />
            <div className="v-step-body">
              <span className="v-step-name">{kind ? t(`step.${kind}`) : step.kind}</span>
              <span className="v-step-detail">{reason ? t(`timeline.denied.${reason}`) : step.reason}</span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
