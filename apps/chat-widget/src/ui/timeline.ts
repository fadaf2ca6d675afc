/** Turns messages and outbox into what is drawn: days, runs of one author, marks. Pure. */
import type { OutboxEntry } from '../client/outbox.ts';
import type { Locale, Localized, MessageAuthor, MessageStatus, WidgetMessage } from '../protocol.ts';

/** Mark of a message; `late`: not sent yet after failures. */
export type Mark = MessageStatus | 'sending' | 'late' | 'failed';

/** One line of the conversation. */
export interface TimelineItem {
  /** The message's id, the same before and after it was acknowledged. */
  readonly id: string;
  readonly from: MessageAuthor;
  readonly author: string | null;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly mark: Mark;
  readonly reason: Localized | null;
  /** Null: not acknowledged. */
  readonly position: number | null;
  /** Begins a day: the day is written above. */
  readonly startsDay: boolean;
  /** First and last of a run of one author: author above, time below. */
  readonly startsRun: boolean;
  readonly endsRun: boolean;
}

/** Longest pause inside a run of one author, in ms. */
const runPauseMs = 5 * 60_000;
/** Failed attempts after which a message is shown as late. */
const lateAfterFailures = 2;

type Line = Omit<TimelineItem, 'startsDay' | 'startsRun' | 'endsRun'>;

/** Acknowledged messages in their order, then what is on its way. */
export function buildTimeline(messages: readonly WidgetMessage[], outbox: readonly OutboxEntry[]): TimelineItem[] {
  const lines = [...messages.map(fromMessage), ...outbox.map(fromEntry)];
  return lines.map((line, index) => {
    const startsRun = !sameRun(lines[index - 1], line);
    const endsRun = !sameRun(line, lines[index + 1]);
    return { ...line, startsDay: dayOf(lines[index - 1]) !== dayOf(line), startsRun, endsRun };
  });
}

/** The hour and minute, as the language writes them. */
export function formatTime(atMs: number, locale: Locale): string {
  const hour = locale === 'ru' ? '2-digit' : 'numeric'; // 09:05, but 9:05 AM
  return new Intl.DateTimeFormat(locale, { hour, minute: '2-digit' }).format(atMs);
}

/** "Today", "Yesterday" or the date; the year only when it is another. */
export function formatDay(
  atMs: number,
  nowMs: number,
  locale: Locale,
  words: { today: string; yesterday: string },
): string {
  const date = new Date(atMs);
  const now = new Date(nowMs);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) return words.today;
  if (date.toDateString() === yesterday.toDateString()) return words.yesterday;
  const sameYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(date);
}

function fromMessage({ id, from, author, text, at, status, position }: WidgetMessage): Line {
  return { id, from, author, text, atMs: Date.parse(at), mark: status, reason: null, position };
}

function fromEntry({ id, text, createdAt, state, failures, reason }: OutboxEntry): Line {
  const mark = state === 'failed' ? 'failed' : failures >= lateAfterFailures ? 'late' : 'sending';
  return { id, from: 'client', author: null, text, atMs: createdAt, mark, reason, position: null };
}

function sameRun(before: Line | undefined, after: Line | undefined): boolean {
  if (!before || !after || before.from === 'system') return false;
  return (
    before.from === after.from &&
    before.author === after.author &&
    dayOf(before) === dayOf(after) &&
    after.atMs - before.atMs < runPauseMs
  );
}

function dayOf(line: Line | undefined): string | null {
  return line ? new Date(line.atMs).toDateString() : null;
}
