import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Distribution, PersonSetup } from '@voronka/contracts';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';

function Next({ distribution, people }: { distribution: Distribution; people: readonly PersonSetup[] }) {
  const { t } = useTranslation();
  const { now, settings } = distribution;
  const next = people.find(({ id }) => id === now.managerId);
  if (!settings.enabled) return <p className="v-dim">{t('distribution.off')}</p>;
  if (next) {
    return (
      <>
        <p className="v-dim">
          {t(settings.strategy === 'crmResponsible' ? 'distribution.nextByCrm' : 'distribution.next')}
        </p>
        <p className="v-next-name">{next.name}</p>
      </>
    );
  }
  const { reason } = now;
  const isKnown = reason === 'noMembers' || reason === 'outsideHours';
  return (
    <>
      <p className="v-tone-attention v-next-name">{t('distribution.nobody')}</p>
      <p className="v-dim">{t(`distribution.why.${isKnown ? reason : 'nobodyFree'}`)}</p>
    </>
  );
}

/** By the saved settings: who would get a dialogue now, and which dialogues wait for somebody. */
export function NowPanel({ distribution, people }: { distribution: Distribution; people: readonly PersonSetup[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const { total, dialogues } = distribution.waiting;
  return (
    <aside aria-label={t('distribution.now')}>
      <section className="v-section">
        <header>
          <h2>{t('distribution.now')}</h2>
        </header>
        <div className="v-next">
          <Next distribution={distribution} people={people} />
        </div>
      </section>
      <section className="v-section">
        <header>
          <h2>{t('distribution.waiting')}</h2>
          {total > 0 ? <span className="v-tab-count">{total}</span> : null}
        </header>
        {total === 0 ? <p className="v-dim">{t('distribution.waitingNone')}</p> : null}
        <ul className="v-waiting">
          {dialogues.map((dialogue) => (
            <li key={dialogue.id}>
              <Link className="v-link" to={`/dialogues/${dialogue.id}`}>
                {dialogue.clientName ?? t('dialogues.nameless', { number: dialogue.number })}
              </Link>
              <time className="v-dim" dateTime={dialogue.since}>
                {moment(dialogue.since, locale, t, now)}
              </time>
            </li>
          ))}
        </ul>
        {total > dialogues.length ? (
          <p className="v-dim">{t('distribution.waitingMore', { count: total - dialogues.length })}</p>
        ) : null}
      </section>
    </aside>
  );
}
