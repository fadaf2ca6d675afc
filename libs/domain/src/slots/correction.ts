import type { Clause } from './clauses.ts';
import type { Phrase } from './phrase.ts';
import { holds, phrase } from './phrase.ts';
import type { SlotDeclaration, SlotKey } from './slot-declaration.ts';
import { labelPhrase } from './slot-label.ts';

/** Words by which a message speaks of a built-in slot. */
const builtIn: readonly (readonly [SlotKey, Phrase])[] = [
  ['name', phrase('имя|имени|именем|зовут|фамили\\p{L}|name|surname')],
  ['phone', phrase('номер\\p{L}{0,2}|телефон\\p{L}{0,2}|тел|мобильн\\p{L}{2,3}|number|phone|mobile|cell')],
  ['email', phrase('почт\\p{L}{1,2}|имейл\\p{L}{0,2}|мейл\\p{L}{0,2}|мэйл\\p{L}{0,2}|e-?mail|mail')],
];

/** Says by itself that something said before is wrong. */
const plain = phrase(
  'ошиб(?:ся|лась)(?! (?!номер|телефон|почт|цифр|имен|адрес)\\p{L}{3,12}(?:ом|ем|ой|ей|ью|ами))',
  'ошибочка|опечатка|опечат(?:алась|ался)|описал(?:ась|ся)|а не на стар\\p{L}{2,3}|not the old one|typo',
  'my mistake|my bad|i made a mistake|i mistyped|i misspelled|i meant?|i gave you the wrong|correction',
);
/** Says so of the slot that is named in the same clause. */
const ofSlot = phrase(
  'не тот|не та|не то|не так|не мо[йяе]|друг(?:ой|ая|ое|ую)|нов(?:ый|ая|ое|ую)|неверн\\p{L}{1,3}',
  'неправильн\\p{L}{1,3}|ошибк\\p{L}{0,2}|с ошибкой|ошиб(?:ся|лась)|лишняя|не хватает|забудьте',
  'пропустил\\p{L}?|перепутал\\p{L}?',
  '(?<!не )(?:сменил\\p{L}{1,3}|поменял\\p{L}{1,3}|изменил\\p{L}{1,3})|(?:уже )?не актуал\\p{L}{1,3}',
  'неактуал\\p{L}{1,3}|устарел\\p{L}?|исправьте|замените|измените|поменяйте|(?<!nothing )wrong',
  "incorrect|not my|different|(?<!(?:hasn't|not|n't) )changed|has changed|mistake|mistyped|misspelled",
  'missing|typo|out of date|outdated|forget|ignore|change|update|replace|new',
);
/** Says that it serves no more; of the company's number that is no correction. */
const outOfUse = phrase(
  '(?:уже |больше )?не (?:действует|действител\\p{L}{1,3}|работает|обслуживается)|недействител\\p{L}{1,3}|отключ(?:ен|или)',
  "(?:doesn't|does not|no longer) (?:work|works|exist|exists)|(?:isn't|not) working|disconnected|scratch|disregard",
);
const ofCompany = phrase('у вас|ваш\\p{L}{0,3}|вы|сайт\\p{L}{0,2}|your?|website|site|link');
/** «…, он уже не действует»: of what the clause before names. */
const pronounFirst = /^(?:\p{L}{1,6}\s){0,2}(?:он|она|it)\s/u;
/** Announces another value; means something only beside one. */
const announces = phrase(
  'это (?:был )?(?:номер|телефон|почта) (?:\\p{L}{2,12})|that (?:was|is) my \\p{L}{2,12}|точнее|вернее',
  'верный|верная|верное|правильн(?:ый|ая|ое|о)|вообще-то|на самом деле|теперь|лучше|исправьте|замените',
  "измените|поменяйте|ой|ой нет|actually|instead|rather|should be|sorry|oops|now it's|better|use|i mean",
  'correct(?: one| number)? is|симк\\p{L}|sim',
);
/** The whole message. */
const alone =
  /^(?:нет |ой |да нет |извините |простите )?(?:это )?(?:ошибка|опечатка|неправильно|неверно|не так|ошибочка)$|^(?:no |oops |sorry )?(?:that's |that is |it's |it is )?(?:wrong|incorrect|a mistake|mistake|not right)$/u;
const otherwise = phrase('вопрос|цвет|размер|вариант|день|время|question|colou?r|size|item|one more');
const confirms = phrase(
  'правильный|верный|верно|правильно|correct|right|не изменил\\p{L}{1,3}|не поменял\\p{L}{1,3}',
  'не менял\\p{L}{1,3}',
);

/** What is known about the message when corrections are looked for. */
export interface CorrectionCircumstances {
  clauses: readonly Clause[];
  /** The message's words, joined by single spaces. */
  words: string;
  declarations: readonly SlotDeclaration[];
  known: Readonly<Record<SlotKey, string>>;
  /** Slots that the message gives another value than the known one, or an attempt at one. */
  given: readonly SlotKey[];
  /** Slots that the message gives a value for, be it the known one. */
  stated: readonly SlotKey[];
  /** A value is given and another one taken back: «не …, а …», two phones with «вернее» between. */
  contrast: boolean;
  /** The client says that the known name is not theirs. */
  deniesName: boolean;
}

/** What a message takes back. */
export interface Correction {
  correction: boolean;
  /** Slots whose known value is called wrong and not replaced. */
  retracted: SlotKey[];
}

/** Whether a message takes something back, and which slots it leaves without a value. */
export function readCorrection({
  clauses,
  words,
  declarations,
  known,
  given,
  stated,
  contrast,
  deniesName,
}: CorrectionCircumstances): Correction {
  const isKnown = (slots: readonly SlotKey[]): boolean => slots.some((slot) => Object.hasOwn(known, slot));
  const patterns = [
    ...builtIn,
    ...declarations.flatMap((slot): [SlotKey, Phrase][] => {
      const pattern = labelPhrase(slot);
      return pattern ? [[slot.key, pattern]] : [];
    }),
  ];
  const named = new Set<SlotKey>();
  clauses.forEach(({ text, mark }, at) => {
    const serves = !holds(text, outOfUse) || holds(text, ofCompany);
    if (mark.includes('?') || (!holds(text, ofSlot) && serves) || holds(text, otherwise)) return;
    const before = !serves && pronounFirst.test(text) ? (clauses[at - 1]?.text ?? '') : '';
    for (const [slot, pattern] of patterns) if (holds(text, pattern) || holds(before, pattern)) named.add(slot);
  });
  if (deniesName) named.add('name');
  const whole = clauses.map(({ text }) => text).join(', ');
  const slips = holds(whole, plain);
  if (slips) for (const [slot, pattern] of patterns) if (holds(whole, pattern)) named.add(slot);

  const replaces = given.length > 0 && (contrast || (holds(whole, announces) && isKnown(given)));
  const saysNo = isKnown(given) && /^(?:нет|no)(?=[\s,.!])/u.test(words) && !holds(whole, confirms);
  const correction = named.size > 0 || slips || replaces || saysNo || alone.test(words);
  return {
    correction,
    retracted: correction
      ? [...named].filter((slot) => isKnown([slot]) && !given.includes(slot) && !stated.includes(slot))
      : [],
  };
}
