import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DecisionRecord, ReplayDifference } from '@voronka/domain';
import { useLocale } from '../../../i18n/use-locale.ts';
import type { Locale } from '../../../i18n/i18n.ts';
import { ru } from '../../../i18n/ru.ts';
import { knownKey } from '../../dialogues/timeline/timeline-model.ts';
import type { RecordedPlace } from '../flow-address.ts';

/** What a part of a decision says, as one line. */
function linesOf(
  record: DecisionRecord,
  part: ReplayDifference['part'],
  locale: Locale,
  stepTitle: (kind: string) => string,
): string {
  switch (part) {
    case 'path':
      return record.path.map(({ label }) => label[locale]).join(' → ');
    case 'commands':
      return record.commands
        .map((command) => ('text' in command && command.text ? `«${command.text}»` : stepTitle(command.kind)))
        .join(', ');
    case 'understood':
      return record.understood.map(({ slot, value }) => `${slot}: ${value}`).join(', ');
    case 'skipped':
      return record.skipped.map(({ kind }) => stepTitle(kind)).join(', ');
    case 'signals':
      return (record.signals ?? []).map(({ name }) => name).join(', ');
    case 'ignored':
      return record.ignored ?? '';
    case 'record':
      return '';
  }
}

/** Whether the recorded events led to the recorded decisions, and to what else the first time they did not. */
export function ReplayVerdict({
  difference,
  count,
  by,
  onShow,
}: {
  difference: ReplayDifference | null;
  /** How many decisions were compared. */
  count: number;
  by: RecordedPlace['by'];
  /** Opens the decision as it comes out now. */
  onShow: (turn: number) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const stepTitle = (kind: string) => {
    const known = knownKey(kind, ru.step);
    return known ? t(`step.${known}`) : kind;
  };
  if (difference === null) {
    return (
      <p className="v-sim-verdict" role="status">
        <IconCheck size={15} aria-hidden className="v-tone-ok" /> {t(`simulator.same.${by}`, { count })}
      </p>
    );
  }
  const { turn, part, recorded, now } = difference;
  const line = (record: DecisionRecord) => linesOf(record, part, locale, stepTitle) || t('simulator.nothing');
  return (
    <div className="v-sim-verdict" role="status">
      <p>
        <IconAlertTriangle size={15} aria-hidden className="v-tone-attention" />{' '}
        {t('simulator.differs', { turn, part: t(`simulator.part.${part}`) })}
      </p>
      {part === 'record' ? null : (
        <dl>
          <dt>{t('simulator.wasRecorded')}</dt>
          <dd>{line(recorded)}</dd>
          <dt>{t('simulator.isNow')}</dt>
          <dd>{line(now)}</dd>
        </dl>
      )}
      <button type="button" className="v-link" onClick={() => onShow(turn)}>
        {t('simulator.showDecision', { turn })}
      </button>
    </div>
  );
}
