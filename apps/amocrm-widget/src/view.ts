import type { CrmWidgetMessage } from '@voronka/contracts';
import { actsAtText, momentText, ownerText, stageText, waitText } from './state-text.ts';
import type { CardDialogue } from './state-text.ts';
import { fill } from './texts.ts';
import type { CardTexts } from './texts.ts';

/** What a person can do in the card. */
export type Deed = 'take' | 'return';

/** Makes an element; texts are never markup. */
function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** The card as it is seen. Elements stay while what they say changes, so that nobody loses focus or place. */
export class CardView {
  private readonly notice: HTMLElement;
  private readonly fault: HTMLElement;
  private readonly body: HTMLElement;
  private readonly number: HTMLElement;
  private readonly owner: HTMLElement;
  private readonly facts: HTMLElement;
  private readonly older: HTMLElement;
  private readonly log: HTMLElement;
  private readonly link: HTMLAnchorElement;
  private readonly buttons: Readonly<Record<Deed, HTMLButtonElement>>;
  private busy = false;

  /** @param act called for a press of a button, never twice at once */
  constructor(
    root: HTMLElement,
    private readonly texts: CardTexts,
    act: (deed: Deed) => Promise<void>,
  ) {
    this.notice = make('p', 'voronka-notice', texts.loading, { role: 'status' });
    this.fault = make('p', 'voronka-error', '', { role: 'alert' });
    this.number = make('h3', '');
    this.owner = make('p', 'voronka-owner');
    this.facts = make('ul', 'voronka-facts', '', { 'aria-label': texts.state });
    this.older = make('p', 'voronka-note', texts.older);
    this.log = make('div', 'voronka-log', '', { role: 'log', 'aria-label': texts.conversation, tabindex: '0' });
    this.link = make('a', 'voronka-timeline', texts.timeline, {
      target: '_blank',
      rel: 'noopener noreferrer',
      'aria-label': `${texts.timeline} (${texts.newWindow})`,
    });
    const button = (deed: Deed): HTMLButtonElement => {
      const made = make('button', '', texts[deed], { type: 'button', 'data-deed': deed });
      made.addEventListener('click', () => void this.press(deed, act));
      return made;
    };
    this.buttons = { take: button('take'), return: button('return') };
    const actions = make('div', 'voronka-actions');
    actions.append(this.buttons.take, this.buttons.return);
    this.body = make('div', '');
    this.body.hidden = true;
    this.body.append(this.number, this.owner, this.facts, actions, this.older, this.log, this.link);
    root.lang = texts.language;
    root.replaceChildren(this.notice, this.fault, this.body);
  }

  /** Shows a dialogue, or that there is none. */
  show(dialogue: CardDialogue | null): void {
    const { texts } = this;
    this.body.hidden = dialogue === null;
    if (dialogue === null) {
      this.say(texts.empty);
      return;
    }
    if (this.notice.textContent === texts.loading || this.notice.textContent === texts.empty) this.say('');
    this.number.textContent = fill(texts.number, { number: dialogue.number });
    this.owner.textContent = ownerText(dialogue, texts);
    const facts = [stageText(dialogue, texts), waitText(dialogue, texts), actsAtText(dialogue, texts)];
    this.facts.replaceChildren(...facts.flatMap((fact) => (fact === null ? [] : [make('li', '', fact)])));
    this.buttons.take.hidden = !dialogue.canTake;
    this.buttons.return.hidden = !dialogue.canReturn;
    this.older.hidden = !dialogue.hasOlder;
    this.link.href = dialogue.timelineUrl;
    this.showMessages(dialogue.messages);
  }

  /** Tells what has been done, or nothing. */
  say(text: string): void {
    this.notice.textContent = text;
    this.notice.hidden = text === '';
  }

  /** Tells what went wrong, or that nothing is wrong any more. */
  complain(text: string | null): void {
    if (text !== null && this.notice.textContent === this.texts.loading) this.say('');
    if (this.fault.textContent !== (text ?? '')) this.fault.textContent = text ?? '';
    this.fault.hidden = text === null;
  }

  private async press(deed: Deed, act: (deed: Deed) => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.setBusy(true);
    const pressed = this.buttons[deed];
    const hadFocus = document.activeElement === pressed;
    try {
      await act(deed);
    } finally {
      this.setBusy(false);
      const other = this.buttons[deed === 'take' ? 'return' : 'take'];
      if (hadFocus && pressed.hidden) (other.hidden ? this.log : other).focus();
    }
  }

  private setBusy(busy: boolean): void {
    this.busy = busy;
    for (const button of Object.values(this.buttons)) button.setAttribute('aria-disabled', String(busy));
  }

  private showMessages(messages: readonly CrmWidgetMessage[]): void {
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 40;
    const before = new Map([...this.log.children].map((line) => [line.getAttribute('data-id'), line]));
    const lines = messages.map((message) => {
      const known = before.get(message.id);
      return known?.getAttribute('data-state') === message.state ? known : this.line(message);
    });
    const kept = new Set<Element>(lines);
    for (const line of before.values()) if (!kept.has(line)) line.remove();
    lines.forEach((line, place) => {
      if (this.log.children[place] !== line) this.log.insertBefore(line, this.log.children[place] ?? null);
    });
    if (atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  private line({ id, from, author, text, at, state }: CrmWidgetMessage): HTMLElement {
    const { texts } = this;
    const line = make('div', 'voronka-message', '', { 'data-id': id, 'data-from': from, 'data-state': state });
    line.append(
      make('span', 'voronka-author', `${author ?? texts[from]}, ${momentText(at, texts)}`),
      make('span', 'voronka-text', text),
    );
    const notes = { waiting: texts.messageWaiting, cancelled: texts.messageCancelled, failed: texts.messageFailed };
    if (state !== 'sent') line.append(make('span', 'voronka-note', notes[state]));
    return line;
  }
}
