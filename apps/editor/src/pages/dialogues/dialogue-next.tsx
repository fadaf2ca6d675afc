import { useTranslation } from 'react-i18next';
import type { DialogueDetail } from '@voronka/contracts';
import { useNow } from '../../components/use-now.ts';
import { clock, moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';

/** A wake-up later than this by now is told as late, in ms. */
const lateMs = 120_000;

/** Under the name: whether it is closed, whether a manager is late, and what the dialogue does next by itself. */
export function DialogueNext({ dialogue }: { dialogue: DialogueDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const { nextWakeUp: next, closed, escalationLevel, answerDeadlineAt } = dialogue;
  const isToday = (at: string) => new Date(at).toDateString() === now.toDateString();
  const when = (at: string) => (isToday(at) ? clock(at, locale) : moment(at, locale, t, now));
  const what = next ? t(`byHand.timer.${next.timer}`, { label: next.nodeLabel?.[locale] ?? '' }) : '';
  const isLate = next !== null && now.getTime() - Date.parse(next.at) > lateMs;
  if (!closed && escalationLevel === 0 && answerDeadlineAt === null && !next) return null;
  return (
    <p className="v-dialogue-next v-dim">
      {closed ? <span>{t(`byHand.closed.${closed}`)}</span> : null}
      {answerDeadlineAt ? <span>{t('byHand.answerBy', { at: when(answerDeadlineAt) })}</span> : null}
      {escalationLevel > 0 ? (
        <span className="v-tone-attention">{t('byHand.escalated', { level: escalationLevel })}</span>
      ) : null}
      {next ? (
        <span className={isLate ? 'v-tone-attention' : undefined}>
          {t(isLate ? 'byHand.nextLate' : 'byHand.next', { at: when(next.at), what })}
        </span>
      ) : null}
    </p>
  );
}
