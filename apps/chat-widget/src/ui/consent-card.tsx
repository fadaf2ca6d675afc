/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { ChatState } from '../client/chat-state.ts';
import { Linked } from './message.tsx';
import type { Texts } from './texts.ts';

/** Asks for consent in place of the input; nothing can be sent before it is given. */
export function ConsentCard(props: { state: ChatState; words: Texts; onAgree: () => void }): VNode | null {
  const { state, words, onAgree } = props;
  if (!state.profile) return null;
  const sending = state.consent === 'sending';
  return (
    <section class="consent" aria-labelledby="voronka-consent-title">
      <h3 id="voronka-consent-title">{words.consentTitle}</h3>
      <p class="consent-text" data-version={state.profile.consent.version}>
        <Linked text={state.profile.consent.text[state.locale]} />
      </p>
      {/* Not `disabled` while saving: that would drop the focus. A second click does nothing. */}
      <button type="button" class="primary" aria-disabled={sending} onClick={onAgree}>
        {sending ? words.consentSending : words.consentAgree}
      </button>
      <p class="problem" role="alert">
        {state.consent === 'failed' && words.consentFailed}
      </p>
    </section>
  );
}
