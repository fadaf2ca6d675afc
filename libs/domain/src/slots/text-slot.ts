import { foldWord } from './lexicon/fold.ts';
import { freeTextOf } from './remainder.ts';
import type { SlotDeclaration, SlotKey } from './slot-declaration.ts';
import { labelStems } from './slot-label.ts';
import type { SlotReading } from './slot-reading.ts';
import { noReading } from './slot-reading.ts';

type TextSlot = Extract<SlotDeclaration, { kind: 'text' }>;

const longestText = 1000;
/** Nothing but one of these is no text. */
const saysNothing =
  /^(?:ок|окей|хорошо|ладно|спасибо|понятно|ясно|привет|здравствуйте|не знаю|хз|позже|потом|сейчас|минутку|секунду|добрый день|ok|okay|fine|thanks|thank you|hello|hi|i don'?t know|idk|later|one sec(?:ond)?|wait)[.!)]*$/iu;
/** Slots whose answer may be a question: "Your question". */
const asksForQuestion = /вопрос|запрос|сообщени|question|request|message|enquiry|inquiry/iu;

/** Where a message names a text slot and gives it: «Адрес: Садовая 3», with a colon or a capital or digit behind the title. */
function labelledText(original: string, slot: TextSlot): { start: number; end: number; value: string } | null {
  const stems = labelStems(slot).map((stem) => stem.replace(/[^\p{L}\d]/gu, '.'));
  if (stems.length === 0) return null;
  const pattern = new RegExp(
    `(?:^|[\\n.;!,])[ \\t]{0,3}((?:${stems.join('|')})\\p{L}{0,3}(?:[ \\t]{0,2}[:=—–-][ \\t]{0,3}|[ \\t]{1,3}(?=[\\p{Lu}\\d])))([^\\n;]{1,${longestText}})`,
    'u',
  );
  // The title is compared without case, the capital behind it is not.
  const match = pattern.exec(maskTitle(original, stems));
  const [whole = '', , body = ''] = match ?? [];
  if (!match || /\?/u.test(body)) return null;
  const end = match.index + whole.length;
  return { start: end - body.length, end, value: original.slice(end - body.length, end).trim() };
}

/** Makes the title's words small where they stand, and leaves the rest. */
function maskTitle(original: string, stems: readonly string[]): string {
  const folded = foldWord(original);
  const title = new RegExp(`(?<!\\p{L})(?:${stems.join('|')})\\p{L}{0,3}`, 'gu');
  let masked = original;
  for (const match of folded.matchAll(title)) {
    masked = masked.slice(0, match.index) + match[0] + masked.slice(match.index + match[0].length);
  }
  return masked;
}

function valueOf(slot: TextSlot, span: { start: number; end: number }, value: string): SlotReading {
  return value.length > (slot.maxLength ?? longestText)
    ? { ...noReading, doubtful: [{ slot: slot.key, ...span, reason: 'tooLong' }] }
    : { ...noReading, values: [{ slot: slot.key, ...span, value }] };
}

/** What a message must be known to be before its rest is taken as free text. */
export interface TextCircumstances {
  wanted: readonly SlotKey[];
  asksSomething: boolean;
  /** Refuses, asks to stop, advertises, or takes something back. */
  saysSomethingElse: boolean;
}

/**
 * Reads free text. A title in the message says whose it is («Комментарий: код 12»); what is left belongs to the one text
 * slot that was asked for. With two of them and no titles nobody can tell.
 *
 * @param covered folded, with everything else that was understood covered
 */
export function readTexts(
  original: string,
  covered: string,
  slots: readonly TextSlot[],
  { wanted, asksSomething, saysSomethingElse }: TextCircumstances,
): SlotReading[] {
  if (slots.length === 0) return [];
  const readings: SlotReading[] = [];
  const open: TextSlot[] = [];
  for (const slot of slots) {
    const labelled = labelledText(original, slot);
    if (labelled) readings.push(valueOf(slot, labelled, labelled.value));
    else if (wanted.includes(slot.key)) open.push(slot);
  }
  const [slot] = open;
  if (!slot || readings.length > 0 || saysSomethingElse) return readings;
  if (asksSomething && !open.some(({ title }) => asksForQuestion.test(`${title.ru} ${title.en}`))) return readings;
  const text = freeTextOf(original, covered);
  if (text === null || saysNothing.test(text)) return readings;
  const whole = { start: 0, end: original.length };
  if (open.length === 1) return [valueOf(slot, whole, text)];
  return [{ ...noReading, doubtful: open.map(({ key }) => ({ slot: key, ...whole, reason: 'ambiguous' as const })) }];
}
