import { useTranslation } from 'react-i18next';
import type { DialogueSummary } from '@voronka/contracts';
import { StatusMark } from '../../components/status-mark.tsx';
import { ago } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';

/** Statuses that wait for a person say so in words; the usual ones are an icon. */
const loud = new Set(['needsManager', 'incident', 'delayed']);

/** One row: who, what was said last, when, and whether anything waits. */
export function DialogueRow({ dialogue, now }: { dialogue: DialogueSummary; now: Date }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { clientName, number, lastMessage, unread, status, stage, channel, manager } = dialogue;
  const said = lastMessage && lastMessage.from !== 'client' ? `${t(`speaker.${lastMessage.from}`)}: ` : '';
  const quiet = [status === 'manager' ? manager?.name : null, stage?.name[locale], channel.name].filter(Boolean);
  return (
    <div className="v-row-body" data-unread={unread > 0 || undefined}>
      <div className="v-row-line">
        <StatusMark status={status} />
        <span className="v-row-name">{clientName ?? t('dialogues.nameless', { number })}</span>
        <time className="v-row-time" dateTime={dialogue.updatedAt}>
          {ago(lastMessage?.at ?? dialogue.updatedAt, locale, t, now)}
        </time>
      </div>
      <div className="v-row-line">
        <span className="v-row-text">
          {said ? <span className="v-row-said">{said}</span> : null}
          {lastMessage?.text ?? t('dialogues.noMessages')}
        </span>
        {unread > 0 ? (
          <span className="v-row-unread" title={t('dialogues.unread', { count: unread })}>
            <span aria-hidden>{unread}</span>
            <span className="v-hidden">{t('dialogues.unread', { count: unread })}</span>
          </span>
        ) : null}
      </div>
      <div className="v-row-line v-row-quiet">
        {loud.has(status) ? (
          <span className="v-row-loud" data-status={status} aria-hidden>
            {t(`status.${status}`)}
          </span>
        ) : null}
        <span className="v-row-where">{quiet.join(' · ')}</span>
      </div>
    </div>
  );
}
