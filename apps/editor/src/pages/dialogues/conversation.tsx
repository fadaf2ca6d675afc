import { Fragment, useLayoutEffect, useRef } from 'react';
import { IconMessageDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DialogueDetail, DialogueMessage } from '@voronka/contracts';
import { useLive } from '../../app/live-updates.tsx';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { useNow } from '../../components/use-now.ts';
import { day } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { MessageBubble } from './message-bubble.tsx';
import { usePendingReplies } from './use-send-reply.ts';

/** Nearer to the end than this, px, the view follows new messages. */
const followWithin = 120;

/** What is shown: the stored messages, then the replies that are on their way and not stored yet. */
function useShown(dialogue: DialogueDetail): DialogueMessage[] {
  const { me } = useSession();
  const pending = usePendingReplies(dialogue.id);
  const stored = new Set(dialogue.messages.map((message) => message.id));
  const lastPosition = dialogue.messages.at(-1)?.position ?? 0;
  const onTheirWay = pending
    .filter((draft) => !stored.has(draft.id))
    .map((draft, index): DialogueMessage => ({
      id: draft.id,
      position: lastPosition + 1 + index,
      from: 'manager',
      author: me.name,
      text: draft.text,
      at: new Date().toISOString(),
      status: 'sending',
      turn: null,
    }));
  return [...dialogue.messages, ...onTheirWay];
}

/** The conversation as it was, newest at the bottom; the view stays at the end unless somebody scrolled up. */
export function Conversation({ dialogue }: { dialogue: DialogueDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const messages = useShown(dialogue);
  const { typing } = useLive();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const isTyping = typing.has(dialogue.id);
  const lastId = messages.at(-1)?.id;
  const own = messages.at(-1)?.status === 'sending';

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && (atEnd.current || own)) element.scrollTop = element.scrollHeight;
  }, [lastId, isTyping, own]);

  if (messages.length === 0) {
    return <EmptyPlace icon={IconMessageDots} title={t('dialogues.noMessages')} hint={t('timeline.emptyHint')} />;
  }
  return (
    <div
      className="v-conversation"
      ref={scroller}
      tabIndex={0}
      role="log"
      aria-label={t('dialogues.tabs.chat')}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        atEnd.current = scrollHeight - scrollTop - clientHeight < followWithin;
      }}
    >
      {messages.map((message, index) => {
        const before = messages[index - 1];
        const date = day(message.at, locale, t, now);
        const isNewDay = !before || day(before.at, locale, t, now) !== date;
        const continues = !isNewDay && before?.from === message.from && before.author === message.author;
        return (
          <Fragment key={message.id}>
            {isNewDay ? <div className="v-day">{date}</div> : null}
            <MessageBubble message={message} dialogueId={dialogue.id} continues={continues} />
          </Fragment>
        );
      })}
      <div aria-live="polite">{isTyping ? <div className="v-typing">{t('dialogues.typing')}</div> : null}</div>
    </div>
  );
}
