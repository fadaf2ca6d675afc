/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from '../client/chat-state.ts';
import { lastPosition } from '../client/conversation.ts';
import type { KeyValueStore } from '../client/key-value-store.ts';
import { Icon } from './icons.tsx';
import { Linked, Message, type MessageActions } from './message.tsx';
import { findAnchor, readAnchor, restoreAnchor, writeAnchor } from './scroll-anchor.ts';
import type { Texts } from './texts.ts';
import { buildTimeline } from './timeline.ts';

/** Distance from the end, in px, within which the view follows new messages. */
const followPx = 60;

/** The messages: follows new ones at the end, keeps its place elsewhere and after a reload. */
export function ConversationView(
  props: {
    state: ChatState;
    words: Texts;
    /** Lives as long as the tab. */
    tabStore: KeyValueStore;
    /** The end of the conversation is on the screen. */
    onSeen: (position: number) => void;
  } & MessageActions,
): VNode {
  const { state, words, tabStore, onSeen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const placed = useRef(false);
  const [away, setAway] = useState(false);
  const [announces, setAnnounces] = useState(false);
  const items = buildTimeline(state.messages, state.outbox);
  const loaded = state.session === 'open';
  const ownCount = items.filter(({ from }) => from === 'client').length;
  const knownOwn = useRef(ownCount);
  const end = lastPosition(state.messages);

  const toEnd = (): void => {
    const view = scroller.current;
    if (view) view.scrollTop = view.scrollHeight;
  };

  const onScroll = (): void => {
    const view = scroller.current;
    if (!view || !placed.current) return;
    follows.current = view.scrollHeight - view.scrollTop - view.clientHeight <= followPx;
    setAway(!follows.current);
    writeAnchor(tabStore, follows.current ? null : findAnchor(view));
  };

  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view || !loaded) return;
    if (!placed.current) {
      placed.current = true;
      const anchor = readAnchor(tabStore);
      follows.current = !(anchor && restoreAnchor(view, anchor));
      setAway(!follows.current);
    }
    if (ownCount > knownOwn.current) follows.current = true; // what one writes oneself is always shown
    knownOwn.current = ownCount;
    if (follows.current) toEnd();
  });

  useEffect(() => setAnnounces(loaded), [loaded]);

  // The view also follows when only its room changes: the input grows, the keyboard opens.
  useEffect(() => {
    const view = scroller.current;
    if (!view || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (follows.current && placed.current) toEnd();
    });
    observer.observe(view);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const see = (): void => {
      if (loaded && !away && document.visibilityState === 'visible') onSeen(end);
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [loaded, away, end, onSeen]);

  const nowMs = Date.now();
  return (
    <div class="conversation">
      {/* A scrolled region must be reachable by keyboard. */}
      <div class="scroller" ref={scroller} onScroll={onScroll} tabIndex={0}>
        {state.profile?.greeting[state.locale] && (
          <div class="greeting">
            <Linked text={state.profile.greeting[state.locale]} />
          </div>
        )}
        {/* What was said before is not read out on opening, only what comes. */}
        <div role="log" aria-live={announces ? 'polite' : 'off'} aria-label={words.conversation}>
          {items.map((item) => (
            <Message
              key={item.id}
              item={item}
              locale={state.locale}
              words={words}
              nowMs={nowMs}
              onRetry={props.onRetry}
              onDiscard={props.onDiscard}
            />
          ))}
        </div>
        <TypingMark from={state.typing} words={words} />
      </div>
      {away && (
        <button
          type="button"
          class="to-end"
          onClick={() => {
            follows.current = true;
            toEnd();
          }}
        >
          <Icon name="down" size={16} />
          {end > state.readUpTo ? words.newMessages : <span class="hidden">{words.newMessages}</span>}
        </button>
      )}
    </div>
  );
}

function TypingMark({ from, words }: { from: ChatState['typing']; words: Texts }): VNode {
  return (
    <div class="typing" role="status">
      {from && (
        <>
          <span class={`dots ${from}`} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span>{from === 'manager' ? words.typingManager : words.typingAssistant}</span>
        </>
      )}
    </div>
  );
}
