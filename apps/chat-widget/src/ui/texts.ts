/** All words of the interface. A language that lacks one does not compile. */
import type { Locale } from '../protocol.ts';

/** The words of one language. */
export interface Texts {
  /** Fallback of the panel's title until the channel's own is known. */
  chat: string;
  open: string;
  openUnread: (count: number) => string;
  close: string;
  /** Label of the switch to the other language, in that other language. */
  switchLanguage: string;
  conversation: string;
  yourMessage: string;
  placeholder: string;
  send: string;
  you: string;
  assistant: string;
  manager: string;
  notice: string;
  repliesAssistant: string;
  repliesManager: (name: string | null) => string;
  typingAssistant: string;
  typingManager: string;
  sending: string;
  sendingDelayed: string;
  accepted: string;
  delivered: string;
  read: string;
  held: string;
  failed: string;
  retry: string;
  retryNow: string;
  discard: string;
  consentTitle: string;
  consentAgree: string;
  consentSending: string;
  consentFailed: string;
  loading: string;
  offline: string;
  reconnecting: string;
  waiting: string;
  refused: string;
  tryAgain: string;
  today: string;
  yesterday: string;
  newMessages: string;
  size: (used: string, limit: string) => string;
  tooLong: (characters: string) => string;
}

const ru: Texts = {
  chat: 'Чат',
  open: 'Открыть чат',
  openUnread: (count) => `Открыть чат, непрочитанных сообщений: ${count}`,
  close: 'Закрыть чат',
  switchLanguage: 'Switch to English',
  conversation: 'Переписка',
  yourMessage: 'Ваше сообщение',
  placeholder: 'Напишите сообщение…',
  send: 'Отправить',
  you: 'Вы',
  assistant: 'Ассистент',
  manager: 'Менеджер',
  notice: 'Сообщение чата',
  repliesAssistant: 'Отвечает ассистент',
  repliesManager: (name) => (name ? `С вами ${name}, менеджер` : 'С вами менеджер'),
  typingAssistant: 'Ассистент печатает',
  typingManager: 'Менеджер печатает',
  sending: 'Отправляется',
  sendingDelayed: 'Не удалось отправить. Сообщение сохранено, пробуем ещё раз.',
  accepted: 'Принято',
  delivered: 'Доставлено',
  read: 'Прочитано',
  held: 'Слишком много сообщений подряд, поэтому это придержано. Оно сохранено, повторять не нужно: его посмотрит менеджер.',
  failed: 'Сообщение не принято.',
  retry: 'Повторить',
  retryNow: 'Отправить сейчас',
  discard: 'Удалить',
  consentTitle: 'Прежде чем начать',
  consentAgree: 'Согласен, начать чат',
  consentSending: 'Сохраняем согласие…',
  consentFailed: 'Не удалось сохранить согласие. Проверьте связь и попробуйте ещё раз.',
  loading: 'Открываем чат…',
  offline: 'Нет сети. Сообщения сохранятся и уйдут, когда связь вернётся.',
  reconnecting: 'Связь прервалась, подключаемся снова…',
  waiting: 'Чат пока не отвечает. Пробуем ещё раз…',
  refused: 'Чат на этом сайте сейчас недоступен.',
  tryAgain: 'Попробовать ещё раз',
  today: 'Сегодня',
  yesterday: 'Вчера',
  newMessages: 'К новым сообщениям',
  size: (used, limit) => `Занято ${used} из ${limit} байт`,
  tooLong: (characters) => `Сообщение слишком длинное. Сократите его примерно на ${characters} зн.`,
};

const en: Texts = {
  chat: 'Chat',
  open: 'Open chat',
  openUnread: (count) => `Open chat, unread messages: ${count}`,
  close: 'Close chat',
  switchLanguage: 'Переключить на русский',
  conversation: 'Conversation',
  yourMessage: 'Your message',
  placeholder: 'Write a message…',
  send: 'Send',
  you: 'You',
  assistant: 'Assistant',
  manager: 'Manager',
  notice: 'Chat notice',
  repliesAssistant: 'The assistant replies',
  repliesManager: (name) => (name ? `${name}, manager, is with you` : 'A manager is with you'),
  typingAssistant: 'The assistant is typing',
  typingManager: 'The manager is typing',
  sending: 'Sending',
  sendingDelayed: 'Could not be sent. The message is kept and we are trying again.',
  accepted: 'Accepted',
  delivered: 'Delivered',
  read: 'Read',
  held: 'Too many messages in a row, so this one is on hold. It is kept, no need to repeat it: a manager will look at it.',
  failed: 'The message was not accepted.',
  retry: 'Try again',
  retryNow: 'Send now',
  discard: 'Delete',
  consentTitle: 'Before we start',
  consentAgree: 'I agree, start the chat',
  consentSending: 'Saving your consent…',
  consentFailed: 'Your consent could not be saved. Check the connection and try again.',
  loading: 'Opening the chat…',
  offline: 'You are offline. Messages are kept and will leave when the network is back.',
  reconnecting: 'The connection was lost, reconnecting…',
  waiting: 'The chat does not answer yet. Trying again…',
  refused: 'The chat is not available on this site right now.',
  tryAgain: 'Try again',
  today: 'Today',
  yesterday: 'Yesterday',
  newMessages: 'To new messages',
  size: (used, limit) => `${used} of ${limit} bytes used`,
  tooLong: (characters) => `The message is too long. Shorten it by about ${characters} characters.`,
};

/** The words of every language. */
export const texts: Record<Locale, Texts> = { ru, en };
