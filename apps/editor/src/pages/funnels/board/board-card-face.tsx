import { IconAlertTriangle, IconClockPause, IconMessageCircle, IconWebhook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusMark } from '../../../components/status-mark.tsx';
import { moment } from '../../../i18n/time.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import type { ShownCard } from './board-state.ts';
import { timeSpent } from './time-spent.ts';

/** Statuses that ask for a person; the others say nothing new on a board. */
const loud = new Set(['needsManager', 'incident', 'delayed']);

/** Whether a card has a third line. */
export function hasNote({ isWaiting, outside }: ShownCard): boolean {
  return isWaiting || outside;
}

/** What waits, and for what: shown under the rest of the card. */
function Note({ card }: { card: ShownCard }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (card.isWaiting) {
    const why = card.move?.message?.[locale];
    return (
      <span className="v-board-note" data-tone={why ? 'attention' : undefined} title={why}>
        <IconClockPause size={13} aria-hidden />
        {t('board.waiting')}
        {why ? <span className="v-hidden">: {why}</span> : null}
      </span>
    );
  }
  if (!card.outside) return null;
  return (
    <span className="v-board-note" data-tone="attention">
      <IconAlertTriangle size={13} aria-hidden />
      {t('board.outside')}
    </span>
  );
}

/** What a card shows: the client, the channel, who is responsible, for how long it stands there, and what waits. */
export function BoardCardFace({ card, now }: { card: ShownCard; now: Date }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { clientName, number, channel, responsible, stageSince, unread, status } = card;
  const ChannelIcon = channel.kind === 'widget' ? IconMessageCircle : IconWebhook;
  return (
    <span className="v-board-face">
      <span className="v-board-line">
        <ChannelIcon size={14} stroke={1.7} aria-hidden className="v-dim" />
        <span className="v-hidden">{channel.name}: </span>
        <span className="v-board-name" title={channel.name}>
          {clientName ?? t('dialogues.nameless', { number })}
        </span>
        {loud.has(status) ? <StatusMark status={status} /> : null}
        {unread > 0 ? (
          <span className="v-row-unread" title={t('dialogues.unread', { count: unread })}>
            <span aria-hidden>{unread}</span>
            <span className="v-hidden">{t('dialogues.unread', { count: unread })}</span>
          </span>
        ) : null}
      </span>
      <span className="v-board-line v-dim">
        <span className="v-board-who">{responsible?.name ?? t('board.nobodyYet')}</span>
        <time
          className="v-board-spent"
          dateTime={stageSince}
          title={t('board.since', { at: moment(stageSince, locale, t, now) })}
        >
          {timeSpent(stageSince, now, t)}
        </time>
      </span>
      <Note card={card} />
    </span>
  );
}
