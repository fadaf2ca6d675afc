/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Chat } from '../client/chat.ts';
import { countUnread } from '../client/conversation.ts';
import type { KeyValueStore } from '../client/key-value-store.ts';
import type { Locale } from '../protocol.ts';
import { Icon } from './icons.tsx';
import { Panel } from './panel.tsx';
import type { PanelVisibility } from './panel-visibility.ts';
import { texts } from './texts.ts';
import { useSnapshot } from './use-snapshot.ts';

/** The launcher, or the panel that it opened. */
export function App(props: {
  chat: Chat;
  visibility: PanelVisibility;
  /** Lives as long as the tab. */
  tabStore: KeyValueStore;
  onLocale: (locale: Locale) => void;
}): VNode {
  const { chat, visibility, tabStore, onLocale } = props;
  const state = useSnapshot(chat, () => chat.state);
  const isOpen = useSnapshot(visibility, () => visibility.isOpen);
  const words = texts[state.locale];
  const launcher = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  const unread = countUnread(state.messages, state.readUpTo);

  useEffect(() => {
    if (isOpen) chat.start();
  }, [isOpen, chat]);

  useLayoutEffect(() => {
    if (wasOpen.current && !isOpen) launcher.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  return (
    <div class="voronka" lang={state.locale}>
      {isOpen ? (
        <Panel
          chat={chat}
          state={state}
          words={words}
          visibility={visibility}
          tabStore={tabStore}
          onLocale={onLocale}
        />
      ) : (
        <button
          ref={launcher}
          type="button"
          class="launcher"
          aria-haspopup="dialog"
          aria-label={unread > 0 ? words.openUnread(unread) : words.open}
          onClick={() => visibility.open()}
        >
          <Icon name="chat" size={28} />
          {unread > 0 && <span class="badge">{unread > 99 ? '99+' : unread}</span>}
        </button>
      )}
    </div>
  );
}
