import { Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAlertCircle,
  IconBan,
  IconCheck,
  IconChecks,
  IconClock,
  IconHandStop,
  IconHelpHexagon,
  IconSparkles,
  IconUser,
  IconUserCircle,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DialogueMessage } from '@voronka/contracts';
import { useSession } from '../../app/session.tsx';
import { clock } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useView } from './use-view.ts';
import { Why } from './why.tsx';

type Status = DialogueMessage['status'];

const marks: Record<Status, { icon: Icon; tone: 'quiet' | 'read' | 'attention' | 'failed'; inWords: boolean }> = {
  accepted: { icon: IconCheck, tone: 'quiet', inWords: false },
  held: { icon: IconHandStop, tone: 'attention', inWords: true },
  planned: { icon: IconClock, tone: 'quiet', inWords: false },
  sending: { icon: IconClock, tone: 'quiet', inWords: true },
  sent: { icon: IconCheck, tone: 'quiet', inWords: false },
  sentBeforeTakeover: { icon: IconCheck, tone: 'attention', inWords: true },
  delivered: { icon: IconChecks, tone: 'quiet', inWords: false },
  read: { icon: IconChecks, tone: 'read', inWords: false },
  perhaps: { icon: IconHelpHexagon, tone: 'attention', inWords: true },
  cancelled: { icon: IconBan, tone: 'attention', inWords: true },
  failed: { icon: IconAlertCircle, tone: 'failed', inWords: true },
};

/** How far a message got: an icon for the usual, words as well for what a person should know. */
function DeliveryMark({ status }: { status: Status }) {
  const { t } = useTranslation();
  const { icon: MarkIcon, tone, inWords } = marks[status];
  const word = t(`message.${status}`);
  const hint =
    status === 'perhaps' || status === 'sentBeforeTakeover' ? t(`message.${status}Hint`) : inWords ? null : word;
  return (
    <Tooltip label={hint} disabled={hint === null} multiline maw={280}>
      <span className="v-delivery" data-tone={tone} tabIndex={hint !== null && inWords ? 0 : undefined}>
        <MarkIcon size={14} stroke={1.9} aria-hidden />
        <span className={inWords ? undefined : 'v-hidden'}>{word}</span>
      </span>
    </Tooltip>
  );
}

const speakerIcons: Record<'client' | 'assistant' | 'manager', Icon> = {
  client: IconUserCircle,
  assistant: IconSparkles,
  manager: IconUser,
};

/** One message: who said it, what, when, how far it got, and for the assistant why. */
export function MessageBubble({
  message,
  dialogueId,
  continues,
}: {
  message: DialogueMessage;
  dialogueId: string;
  /** The same person went on speaking: the name is not repeated. */
  continues: boolean;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { view, change } = useView();
  const { me } = useSession();
  const { from, author, text, at, status, turn, id } = message;
  if (from === 'system') {
    return (
      <p className="v-system">
        {text} <time dateTime={at}>{clock(at, locale)}</time>
      </p>
    );
  }
  const SpeakerIcon = speakerIcons[from];
  const name = from === 'manager' && author === me.name ? t('speaker.you') : (author ?? t(`speaker.${from}`));
  const isOpen = view.why === id;
  return (
    <article className="v-message" data-from={from} data-status={status} data-continues={continues || undefined}>
      {continues ? (
        <span className="v-hidden">{name}</span>
      ) : (
        <div className="v-speaker">
          <SpeakerIcon size={14} stroke={1.8} aria-hidden />
          {name}
        </div>
      )}
      <div className="v-bubble">{text}</div>
      <div className="v-message-foot">
        <time dateTime={at}>{clock(at, locale)}</time>
        {from === 'client' && status === 'accepted' ? null : <DeliveryMark status={status} />}
        {turn !== null ? (
          <UnstyledButton
            className="v-why-button"
            aria-expanded={isOpen}
            onClick={() => change({ why: isOpen ? null : id }, true)}
          >
            {isOpen ? t('message.hideWhy') : t('message.why')}
          </UnstyledButton>
        ) : null}
      </div>
      {isOpen && turn !== null ? <Why dialogueId={dialogueId} turn={turn} /> : null}
    </article>
  );
}
