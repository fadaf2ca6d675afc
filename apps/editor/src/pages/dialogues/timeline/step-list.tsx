import {
  IconBan,
  IconCheck,
  IconChecks,
  IconCircleDashed,
  IconCircleX,
  IconClockPause,
  IconX,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ru } from '../../../i18n/ru.ts';
import { clockWithSeconds } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { reasonInWords, useStepWords } from './step-words.ts';
import { knownKey } from './timeline-model.ts';
import type { StepView } from './timeline-model.ts';

const icons: Record<StepView['status'], Icon> = {
  planned: IconCircleDashed,
  done: IconCheck,
  alreadyDone: IconChecks,
  refused: IconBan,
  cancelled: IconX,
  failed: IconCircleX,
  delayed: IconClockPause,
};

function StepRow({ step }: { step: StepView }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = useStepWords();
  const StepIcon = icons[step.status];
  const kind = knownKey(step.kind, ru.step);
  return (
    <li className="v-step" data-status={step.status} data-step={step.kind}>
      <StepIcon size={14} stroke={2.2} aria-hidden className="v-step-icon" />
      <div className="v-step-body">
        <span className="v-step-name">{kind ? t(`step.${kind}`) : step.kind}</span>
        {step.details.length > 0 ? <span>{step.details.map(words).join(' · ')}</span> : null}
        {step.ruleTitle ? <span>{t('timeline.byRule', { title: step.ruleTitle })}</span> : null}
      </div>
      <span className="v-step-status">{t(`timeline.stepStatus.${step.status}`)}</span>
      <time className="v-step-time" dateTime={step.finishedAt ?? undefined}>
        {step.finishedAt ? clockWithSeconds(step.finishedAt, locale) : ''}
      </time>
    </li>
  );
}

/** What was done, in order, each with its state; then what was not done, each with the setting that says so. */
export function StepList({
  steps,
  skipped,
}: {
  steps: readonly StepView[];
  /** Codes of why. */
  skipped: readonly string[];
}) {
  const { t } = useTranslation();
  if (steps.length === 0 && skipped.length === 0) return null;
  return (
    <ul className="v-steps">
      {steps.map((step) => (
        <StepRow key={step.index} step={step} />
      ))}
      {skipped.map((reason) => (
        <li key={reason} className="v-step" data-status="refused">
          <IconBan size={14} stroke={2.2} aria-hidden className="v-step-icon" />
          <div className="v-step-body">
            <span className="v-step-name">{t('timeline.skipped')}</span>
            <span>{reasonInWords(reason, t)}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
