import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StayingDialogue } from '@voronka/contracts';
import { useLocale } from '../../i18n/use-locale.ts';

/** Dialogues that keep what they run, each with the reason. */
export function StayingList({ title, dialogues }: { title: string; dialogues: readonly StayingDialogue[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <section>
      <p className="v-account-label">{title}</p>
      <ul className="v-choice-list" tabIndex={0} aria-label={title}>
        {dialogues.map(({ dialogueId, number, clientName, nodeLabel, reason }) => (
          <li key={dialogueId}>
            <Link className="v-link" to={`/dialogues/${dialogueId}`} target="_blank" rel="noopener">
              {clientName ?? t('dialogues.nameless', { number })}
            </Link>
            <span className="v-dim">{t(`versions.reason.${reason}`, { node: nodeLabel[locale] })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
