import type { Consent, Locale, Localized, WidgetMessage } from '../protocol.ts';
import type { LinkState } from './live-link.ts';
import type { OutboxEntry } from './outbox.ts';

/** What the channel shows of itself. */
export interface ChannelProfile {
  readonly title: Localized;
  readonly greeting: Localized;
  readonly consent: Consent;
}

/** Everything the interface draws; a new object after every change. */
export interface ChatState {
  readonly locale: Locale;
  /** `waiting`: opening failed and is tried again. `refused`: this site may not use this channel. */
  readonly session: 'none' | 'opening' | 'waiting' | 'open' | 'refused';
  /** Why the session was refused; null: no reason given. */
  readonly refusal: Localized | null;
  readonly profile: ChannelProfile | null;
  /** `needed`: ask before the first message. `failed`: giving it did not succeed. */
  readonly consent: 'unknown' | 'needed' | 'sending' | 'failed' | 'given';
  /** Ordered by position. */
  readonly messages: readonly WidgetMessage[];
  /** Own messages on their way, oldest first; none of them is in `messages`. */
  readonly outbox: readonly OutboxEntry[];
  readonly link: LinkState;
  /** What the browser says about the network. */
  readonly online: boolean;
  readonly typing: 'assistant' | 'manager' | null;
  /** Position up to which the visitor has seen the conversation. */
  readonly readUpTo: number;
}

/** The state before anything happened. */
export function initialState(locale: Locale, outbox: readonly OutboxEntry[], readUpTo: number): ChatState {
  return {
    locale,
    session: 'none',
    refusal: null,
    profile: null,
    consent: 'unknown',
    messages: [],
    outbox,
    link: 'idle',
    online: true,
    typing: null,
    readUpTo,
  };
}
