/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { splitLinks } from '../client/text.ts';
import type { Locale } from '../protocol.ts';
import { Icon, type IconName } from './icons.tsx';
import type { Texts } from './texts.ts';
import { formatDay, formatTime, type Mark, type TimelineItem } from './timeline.ts';

/** What a message may ask for. */
export interface MessageActions {
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

const markIcons: Partial<Record<Mark, IconName>> = {
  sending: 'clock',
  late: 'clock',
  accepted: 'check',
  delivered: 'checks',
  read: 'checks',
  held: 'pause',
  failed: 'alert',
};

/** One message with its day, author, time and mark. */
export function Message(
  props: { item: TimelineItem; locale: Locale; words: Texts; nowMs: number } & MessageActions,
): VNode {
  const { item, locale, words } = props;
  const classes = ['message', item.from, item.startsRun && 'starts', item.endsRun && 'ends', item.mark];
  return (
    <div class={classes.filter(Boolean).join(' ')} data-id={item.id} data-mark={item.mark}>
      {item.startsDay && <p class="day">{formatDay(item.atMs, props.nowMs, locale, words)}</p>}
      {item.from === 'system' ? (
        <p class="notice">
          <Linked text={item.text} />
        </p>
      ) : (
        <div class="row">
          {item.from !== 'client' && <Avatar item={item} />}
          <div class="stack">
            <span class={item.startsRun && item.from !== 'client' ? 'author' : 'hidden'}>
              {authorName(item, words)}
              {item.startsRun ? '' : ':'}
            </span>
            <div class="bubble">
              <Linked text={item.text} />
            </div>
            <Foot {...props} />
          </div>
        </div>
      )}
    </div>
  );
}

/** Text as text; http and https addresses can be opened. */
export function Linked({ text }: { text: string }): VNode {
  return (
    <>
      {splitLinks(text).map((part) =>
        part.href === null ? (
          part.text
        ) : (
          <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </>
  );
}

function Avatar({ item }: { item: TimelineItem }): VNode {
  const initial = item.from === 'manager' && item.author ? [...item.author.trim()][0]?.toUpperCase() : undefined;
  return (
    <span class="avatar" aria-hidden="true">
      {item.endsRun && (initial ?? <Icon name={item.from === 'manager' ? 'chat' : 'assistant'} size={16} />)}
    </span>
  );
}

function Foot({ item, locale, words, onRetry, onDiscard }: Parameters<typeof Message>[0]): VNode | null {
  const explanation = explain(item, locale, words);
  const icon = item.from === 'client' ? markIcons[item.mark] : undefined;
  if (!item.endsRun && !explanation && item.mark !== 'sending') return null;
  return (
    <div class="foot">
      {explanation && <p class="explanation">{explanation}</p>}
      {item.mark === 'late' && (
        <button type="button" class="link" onClick={() => onRetry(item.id)}>
          {words.retryNow}
        </button>
      )}
      {item.mark === 'failed' && (
        <>
          <button type="button" class="link" onClick={() => onRetry(item.id)}>
            {words.retry}
          </button>
          <button type="button" class="link" onClick={() => onDiscard(item.id)}>
            {words.discard}
          </button>
        </>
      )}
      <span class="stamp">
        <time dateTime={new Date(item.atMs).toISOString()}>{formatTime(item.atMs, locale)}</time>
        {icon && <Icon name={icon} size={15} label={markName(item.mark, words)} />}
      </span>
    </div>
  );
}

function explain({ mark, reason }: TimelineItem, locale: Locale, words: Texts): string | null {
  if (mark === 'held') return words.held;
  if (mark === 'late') return words.sendingDelayed;
  if (mark === 'failed') return reason?.[locale] ?? words.failed;
  return null;
}

function markName(mark: Mark, words: Texts): string {
  if (mark === 'late') return words.sending;
  return mark === 'sent' ? words.delivered : words[mark];
}

function authorName({ from, author }: TimelineItem, words: Texts): string {
  if (from === 'client') return words.you;
  if (from === 'manager') return author ? `${author}, ${words.manager.toLowerCase()}` : words.manager;
  return author ?? words.assistant;
}
