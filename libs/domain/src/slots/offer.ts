import { withoutFillers } from './fillers.ts';
import { isFunctionWord } from './lexicon/common-words.ts';
import { isFirstName } from './lexicon/first-names.ts';
import { holds, phrase } from './phrase.ts';
import type { Span } from './span.ts';

const window = 80;

/** The client speaks of himself, wants something, or asks for a call: what follows is his. */
const ofClient = phrase(
  'я|мы|мой|моя|мое|мне|меня|мною|свой|нас|нам|наш|есть|имя|фамилия|зовут|теперь|сменился|сменила|можно',
  'хочу|хотим|хотел[аи]?|нуж(?:ен|на|но|ны)|надо|ищу|ищем|жду|интересует|пишу|повторяю|говорил[аи]?|давал[аи]?|обещал[аи]?',
  'у (?:мужа|жены|мамы|папы|сына|дочери|брата|сестры|друга|подруги)|если не \\p{L}{3,12}|на (?:всякий|крайний|самый крайний) случай|остал(?:ся|ось) (?:только|лишь|один)|без проблем|не вопрос|стоп|лучше всего|удобнее всего',
  '\\p{L}{3,14}(?:ите|йте|ьте)|тел|номер|телефон|вайбер|вотсап|ватсап|whatsapp|viber|telegram|телеграм',
  "i|i'm|im|i'll|i'd|me|my|mine|we|us|our|need|want|looking|would like|please|call|ring|text|phone|reach|contact",
  'use|try|send|write|reply|forward|copy|email|name|surname|speak|now|changed|if no answer|no problem|no worries|should be|should read|it reads|the right one|just in case|promised',
);
/** Kinds of phones and addresses, whose they may be, and small words around them. */
const neutral = new Set(
  (
    'рабочий рабочая домашний домашняя мобильный сотовый городской личный личная основной запасной резервный ' +
    'первый второй третий раз еще другой новый новая этот эта тот это такой такая же и или а но не вот ' +
    'мужа жены мамы папы сына дочери друга партнера по номеру доставке связи звонка для также ' +
    'заказ заказу кв дом дома квартира подъезд этаж офис работа работе ' +
    'work home mobile office personal private main backup first second third time other another new this that it ' +
    'here you go not but and or also for the as delivery deliveries flat house order ref or better best preferably ' +
    'mum mom dad wife husband partner sister brother son daughter one last very good fine perfect mr mrs ms dr miss ' +
    'мама папа мать отец муж жена сын дочь дочка брат сестра бабушка тетя дядя ' +
    'утром днем вечером обеда часов до после шести семи восьми девяти ' +
    'until before after morning mornings afternoon afternoons evening evenings day days night nights weekdays weekends'
  ).split(' '),
);

/** Of whom the client speaks as of a third person: «прежний жилец …», "a lady on …". */
const ofStranger = phrase(
  '(?:прошл|прежн|бывш|предыдущ)\\p{L}{2,3} \\p{L}{3,14}|\\p{L}{3,14} пользовал(?:ся|ась|ись)',
  '(?:a|an|the|some|that|this|another|previous|former|old) (?:\\p{L}{2,12} )?(?:lady|guy|man|woman|girl|boy|chap|bloke|gentleman|person|tenant|owner|resident|caller|seller|builder|plumber|operator|receptionist|agent)',
);

/** «девушка по номеру … сказала писать сюда»: who has the number has spoken. */
const hasSpoken =
  /^[\s,]{1,3}(?:(?:мне|нам|вчера)\s)?(?:(?:сказал|ответил|велел|посоветовал|нахамил)[аи]?|told|said|advised|answered|promised)\s/u;

/** What stands before a value in its clause. */
function clauseBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - window), start);
  return before.slice(before.search(/[^.,!?\n;:()…]*$/u));
}

/**
 * Whether a phone or an address is offered by the client. It stands alone, behind a name, behind words that announce it,
 * or in a sentence in which the client speaks of himself; any other sentence («банк звонил с …», "the ad says …") may be
 * about somebody else's.
 *
 * @param text folded
 */
export function isOffered(text: string, { start, end: until }: Span): boolean {
  const before = clauseBefore(text, start);
  if (!/\p{L}/u.test(before) || holds(before, ofClient)) return true;
  if (holds(before, ofStranger) || hasSpoken.test(text.slice(until, until + window))) return false;
  const { start: from, end } = withoutFillers(before, true);
  const words = before.slice(from, Math.max(from, end)).match(/[\p{L}'-]+/gu) ?? [];
  const [first] = words;
  // Whoever begins with his name speaks of himself: «Пётр из ООО Ромашка 8 495 …».
  if (first !== undefined && isFirstName(first)) return true;
  return words.every((word) => neutral.has(word) || isFirstName(word) || !isFunctionWord(word));
}
