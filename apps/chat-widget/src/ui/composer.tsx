/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { KeyValueStore } from '../client/key-value-store.ts';
import { measureDraft } from '../client/text.ts';
import { maxMessageBytes, type Locale } from '../protocol.ts';
import { Icon } from './icons.tsx';
import type { Texts } from './texts.ts';

/** Height in px at which the input stops growing and scrolls. */
const maxInputHeightPx = 132;

/** The input: grows with the text, keeps the draft over a reload, Enter sends and Shift+Enter breaks the line. */
export function Composer(props: {
  locale: Locale;
  words: Texts;
  /** Lives as long as the tab. */
  tabStore: KeyValueStore;
  focusOnMount: boolean;
  onSend: (text: string) => void;
  onType: () => void;
}): VNode {
  const { words, tabStore, locale } = props;
  const [draft, setDraft] = useState(() => tabStore.get('draft') ?? '');
  const input = useRef<HTMLTextAreaElement>(null);
  const size = measureDraft(draft);
  const tooLong = size.bytes > maxMessageBytes;
  const number = (value: number): string => value.toLocaleString(locale);

  useLayoutEffect(() => {
    if (props.focusOnMount) input.current?.focus();
  }, []);

  useLayoutEffect(() => {
    const element = input.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, maxInputHeightPx)}px`;
  }, [draft]);

  const change = (text: string): void => {
    setDraft(text);
    if (text) tabStore.set('draft', text);
    else tabStore.remove('draft');
  };

  const send = (): void => {
    if (size.bytes === 0 || tooLong) return;
    props.onSend(draft);
    change('');
    input.current?.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class={tooLong ? 'field invalid' : 'field'}>
        <textarea
          ref={input}
          rows={1}
          value={draft}
          placeholder={words.placeholder}
          aria-label={words.yourMessage}
          aria-invalid={tooLong}
          aria-describedby="voronka-size"
          enterkeyhint="send"
          autocomplete="off"
          onInput={(event) => {
            change(event.currentTarget.value);
            if (event.currentTarget.value.trim()) props.onType();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send" aria-label={words.send} disabled={size.bytes === 0 || tooLong}>
          <Icon name="send" />
        </button>
      </div>
      <p id="voronka-size" class={tooLong ? 'size over' : 'size'} role="status">
        {size.near && words.size(number(size.bytes), number(maxMessageBytes))}
        {tooLong && <strong>{words.tooLong(number(size.surplusCharacters))}</strong>}
      </p>
    </form>
  );
}
