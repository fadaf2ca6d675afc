/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import type { Chat } from '../client/chat.ts';
import type { ChatState } from '../client/chat-state.ts';
import type { KeyValueStore } from '../client/key-value-store.ts';
import type { Locale } from '../protocol.ts';
import { Composer } from './composer.tsx';
import { ConsentCard } from './consent-card.tsx';
import { ConversationView } from './conversation-view.tsx';
import { Icon } from './icons.tsx';
import type { PanelVisibility } from './panel-visibility.ts';
import type { Texts } from './texts.ts';

/** The open chat. */
export function Panel(props: {
  chat: Chat;
  state: ChatState;
  words: Texts;
  visibility: PanelVisibility;
  tabStore: KeyValueStore;
  onLocale: (locale: Locale) => void;
}): VNode {
  const { chat, state, words, visibility, tabStore } = props;
  const panel = useRef<HTMLElement>(null);
  const other: Locale = state.locale === 'ru' ? 'en' : 'ru';
  const onSeen = useCallback((position: number) => chat.markRead(position), [chat]);
  const subtitle = whoReplies(state, words);

  // Until the input is there, the panel itself holds the focus, so that Escape and the screen reader are in the right place.
  useLayoutEffect(() => {
    const inside = (panel.current?.getRootNode() as ShadowRoot | undefined)?.activeElement;
    if (visibility.wantsFocus && !inside) panel.current?.focus();
  }, []);

  return (
    <section
      ref={panel}
      class="panel"
      role="dialog"
      aria-label={state.profile?.title[state.locale] ?? words.chat}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        visibility.close();
      }}
    >
      <div class="head">
        <div class="titles">
          <h2>{state.profile?.title[state.locale] ?? words.chat}</h2>
          {subtitle && <p>{subtitle}</p>}
        </div>
        <button
          type="button"
          class="language"
          lang={other}
          aria-label={`${other.toUpperCase()}: ${words.switchLanguage}`}
          title={words.switchLanguage}
          onClick={() => props.onLocale(other)}
        >
          {other.toUpperCase()}
        </button>
        <button
          type="button"
          class="close"
          aria-label={words.close}
          title={words.close}
          onClick={() => visibility.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <LineState state={state} words={words} />
      {state.session === 'refused' ? (
        <div class="blank" role="alert">
          <p>{state.refusal?.[state.locale] ?? words.refused}</p>
          <button type="button" class="primary" onClick={() => chat.start()}>
            {words.tryAgain}
          </button>
        </div>
      ) : state.profile ? (
        <>
          <ConversationView
            state={state}
            words={words}
            tabStore={tabStore}
            onSeen={onSeen}
            onRetry={(id) => chat.retry(id)}
            onDiscard={(id) => chat.discard(id)}
          />
          {state.consent === 'given' ? (
            <Composer
              locale={state.locale}
              words={words}
              tabStore={tabStore}
              focusOnMount={visibility.wantsFocus}
              onSend={(text) => chat.send(text)}
              onType={() => chat.noteTyping()}
            />
          ) : (
            <ConsentCard
              state={state}
              words={words}
              onAgree={() => {
                visibility.open(); // from here on the focus belongs to the input
                void chat.acceptConsent();
              }}
            />
          )}
        </>
      ) : (
        <div class="blank loading" aria-busy="true">
          <p>{words.loading}</p>
        </div>
      )}
    </section>
  );
}

/** Says that the line is broken; says nothing while it works. */
function LineState({ state, words }: { state: ChatState; words: Texts }): VNode {
  const text = !state.online
    ? words.offline
    : state.session === 'waiting'
      ? words.waiting
      : state.session === 'open' && state.link === 'reconnecting'
        ? words.reconnecting
        : null;
  return (
    <div class="line" role="status">
      {text && <p>{text}</p>}
    </div>
  );
}

function whoReplies({ messages }: ChatState, words: Texts): string | null {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message?.from === 'manager') return words.repliesManager(message.author);
    if (message?.from === 'assistant') return words.repliesAssistant;
  }
  return null;
}
