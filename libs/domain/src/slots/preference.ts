import type { Phrase } from './phrase.ts';
import { holds, phrase } from './phrase.ts';
import type { Span } from './span.ts';

const window = 40;

const favouredBefore = phrase(
  'основн\\p{L}{2,3}|главн\\p{L}{2,3}|лучше|удобнее|предпочтительн\\p{L}{1,3}|желательно|main|primary',
  'preferably|preferred|better|best',
);
const favouredAfter =
  /^[\s(—–-]{0,4}(?:основн\p{L}{2,3}|главн\p{L}{2,3}|лучше|main|primary|preferred|is better|is best|better)(?!\p{L})/u;
const spareBefore = phrase(
  'запасн\\p{L}{2,3}|резервн\\p{L}{2,3}|дополнительн\\p{L}{2,3}|если не \\p{L}{2,12}|или|backup|spare',
  "secondary|alternative|if no answer|if i don't answer",
);
/** «вайбер …, а звонить на …»: one is for writing, the other for calls. */
const forWriting = phrase(
  'вайбер\\p{L}?|в[оа]тсап\\p{L}?|телеграм\\p{L}{0,2}|тг|смс|whatsapp|viber|telegram|sms|texts?',
);
const forCalls = phrase('звонить|звоните|для звонков|звонки|звоните мне|calls?|to call|for calls|ring');
/** «номер мамы …, мой …»: the client's own comes before others'. */
const own =
  /(?<!\p{L})(?:мой|моя|mine)(?:\s(?:номер|телефон|личный|сотовый|мобильный|тел|почта|адрес|is)){0,2}[\s:—–-]{0,4}$/u;
/** Words after all values that point at one of them by its place. */
const byPlace: readonly (readonly [Phrase, (count: number) => number])[] = [
  [
    phrase(
      '(?:лучше|удобнее|звоните|пишите|набирайте|на|по) (?:на |по |в )?перв\\p{L}{2,3}',
      'перв\\p{L}{2,3} (?:лучше|удобнее|предпочтительн\\p{L}{1,3})',
      'first(?: one)?(?: is)? (?:better|best|please|preferred)|(?:use|call|better|prefer) (?:the )?first',
    ),
    () => 0,
  ],
  [
    phrase(
      '(?:лучше|удобнее|звоните|пишите|набирайте|на|по) (?:на |по |во? )?втор\\p{L}{2,3}',
      'втор\\p{L}{2,3} (?:лучше|удобнее|предпочтительн\\p{L}{1,3})',
      'second(?: one)?(?: is)? (?:better|best|please|preferred)|(?:use|call|better|prefer) (?:the )?second',
    ),
    () => 1,
  ],
  [
    phrase(
      '(?:лучше|удобнее|звоните|пишите|на|по) (?:на |по )?(?:последн\\p{L}{2,3}|трет\\p{L}{2,3})',
      'last(?: one)?(?: is)? (?:better|best|please|preferred)|(?:use|call|better|prefer) (?:the )?last',
    ),
    (count) => count - 1,
  ],
];
/** Kinds of phones and addresses; what they are called when they are given and when one of them is chosen. */
const kinds = [
  'мобильн|сотов|моб|mobile|cell',
  'городск|стационарн|landline',
  'рабоч|служебн|work|office|business',
  'личн|персональн|personal|private',
  'домашн|дом|home',
].map((words) =>
  phrase(
    words
      .split('|')
      .map((word) => `${word}\\p{L}{0,3}`)
      .join('|'),
  ),
);
const choosing = phrase(
  '(?:лучше|удобнее|звоните|пишите|звонить|писать|набирайте)(?: на| по)?',
  '(?:use|prefer|call|text)(?: the| my)?|(?:is|works) (?:best|better)',
);

/**
 * Puts the value that the client prefers first: «лучше на второй», «основной», "mobile is best"; else they stay in order.
 *
 * @param text folded
 */
export function byPreference<T extends Span>(text: string, values: readonly T[]): T[] {
  if (values.length < 2) return [...values];
  const around = values.map((value, at) => {
    const from = Math.max(values[at - 1]?.end ?? 0, value.start - window);
    const until = Math.min(values[at + 1]?.start ?? text.length, value.end + window);
    return { before: text.slice(from, value.start), after: text.slice(value.end, until) };
  });
  const ahead = text.slice(Math.max(0, (values[0]?.start ?? 0) - window), values[0]?.start);
  const tail = text.slice(values.at(-1)?.end ?? 0).slice(0, 4 * window);
  const chosen = preferred(around, ahead, tail);
  const first = values[chosen];
  return first ? [first, ...values.filter((value) => value !== first)] : [...values];
}

function preferred(around: readonly { before: string; after: string }[], ahead: string, tail: string): number {
  for (const [pattern, place] of byPlace) {
    if (holds(tail, pattern) || holds(ahead, pattern)) return place(around.length);
  }
  if (holds(tail, choosing)) {
    const kind = kinds.find((pattern) => holds(tail, pattern));
    const labelled = around.findIndex(
      ({ before, after }) => kind !== undefined && holds(nearBefore(before) + nearest(after), kind),
    );
    if (labelled >= 0) return labelled;
  }
  const favoured = around.findIndex(
    ({ before, after }) => holds(nearBefore(before), favouredBefore) || favouredAfter.test(after),
  );
  if (favoured >= 0) return favoured;
  const called = around.findIndex(({ before }) => holds(nearBefore(before), forCalls));
  const written = around.some(
    ({ before, after }, at) => at !== called && holds(nearBefore(before) + nearest(after), forWriting),
  );
  if (called >= 0 && written) return called;
  const mine = around.findIndex(({ before }) => own.test(before));
  if (mine >= 0) return mine;
  const plain = around.findIndex(({ before }) => !holds(nearBefore(before), spareBefore));
  return Math.max(plain, 0);
}

/** What stands right after a value, up to the next mark of punctuation. */
function nearest(after: string): string {
  return after.slice(0, Math.max(after.search(/[,.;\n]/u), 0));
}

/** What stands right before a value, from the last mark of punctuation on. */
function nearBefore(before: string): string {
  return before.slice(before.search(/[^,.;\n]*$/u));
}

const takesBack = phrase(
  'вернее|точнее|ошибся|ошиблась|ой|ой нет|то есть|тьфу|исправляю|правильно|sorry|oops|i mean|i meant',
  'wait|no wait|correction|rather|or rather',
);
const offersBoth = phrase('или|либо|и еще|а еще|or|and|also|if');

/** Drops values that the client corrects in the same message: «… 34, ой, … 33». */
export function lastWord<T extends Span>(text: string, values: readonly T[]): T[] {
  return values.filter((value, at) => {
    const next = values[at + 1];
    const between = next ? text.slice(value.end, next.start).slice(0, 2 * window) : '';
    return !holds(between, takesBack) || holds(between, offersBoth);
  });
}
