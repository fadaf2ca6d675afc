import type { Phrase } from './phrase.ts';
import { phrase } from './phrase.ts';

/**
 * How far the words of an introduction can be trusted:
 * `sure`: the next word is the name, in any spelling;
 * `told`: a name follows, perhaps in another case («называйте меня Анной»), but also anything else;
 * `weak`: anything may follow («это …», "I'm …").
 */
export type Trust = 'sure' | 'told' | 'weak';

/** Words before a name. */
export interface Introduction {
  trust: Trust;
  words: Phrase;
}

const me = '(?:меня|миня|мена)';
const called = '(?:зовут|завут|зовуть|звать|кличут)';
/** Nothing before it, or a small word: «мою собаку зовут Рекс» is about another. */
const alone = '(?:(?<!\\p{L} )|(?<=(?<!\\p{L})(?:а|и|ну|но|все|обычно|просто|так) ))';

/** In the order of trust; the first that leads to a name counts. */
export const introductions: readonly Introduction[] = [
  { trust: 'told', words: phrase('но можно(?: просто)?|можно просто|лучше просто|для друзей(?: просто)?') },
  { trust: 'told', words: phrase('i go by|i prefer|but(?=\\s\\p{L}{2,20} is (?:fine|ok|okay|better|enough))') },
  { trust: 'sure', words: phrase(`${me} ${called}|${alone}${called}(?: ${me})?`) },
  {
    trust: 'sure',
    words: phrase(
      "(?:my|mi) (?:full |first )?name(?: is|'?s)|(?:the |full |first )name(?: is|'s)",
      "(?<!\\p{L} )name(?: is|'s)",
    ),
  },
  { trust: 'sure', words: phrase('мо[ея] (?:полное )?имя|фио|представлюсь') },
  {
    trust: 'told',
    words: phrase("имя|(?:my |first |full )name|(?<!(?:'s|his|her|their|company|brand|user|file) )name"),
  },
  {
    trust: 'told',
    words: phrase(
      `(?:зовите|называйте|величайте) ${me}(?: просто)?|(?:называть|звать|величать) ${me}(?: просто)?`,
      'обращайтесь(?: ко мне)?|запишите(?: меня)?(?: как| на(?: имя)?| под именем)?|записывайте(?: меня)?',
      'спросить|спросите|спрашивайте|с уважением',
    ),
  },
  {
    trust: 'told',
    words: phrase(
      "i'?m called|i am called|(?:you can |just )?call me|they call me|everyone calls me",
      '(?:people|friends) call me|put me down as|put it under|ask for',
      "you(?:'re| are) (?:talking|speaking) (?:to|with)|speaking with you is|(?:best |kind |warm )?regards",
      'yours|cheers|sincerely',
    ),
  },
  {
    trust: 'weak',
    words: phrase('это(?: снова| опять)?(?: я)?|я|пишет(?: вам)?|(?:вас )?беспокоит|с вами|на связи|говорит'),
  },
  { trust: 'weak', words: phrase("i'?m|i am|this is|it'?s|it is") },
];

/** After the name: "Ian here", «Анна меня зовут». */
export const trailers = phrase(`here|speaking|${me} ${called}|на связи|на проводе`);

/** Around the name: «меня Серёгой зовут». */
export const embracing = { before: phrase(me), after: phrase(called) };

/** Beside the surname alone. */
export const surnameLabels = phrase('(?:моя )?фам(?:илия)?|(?:my )?(?:last name|surname|family name)(?: is)?');
