import { isCommonWord, isFunctionWord, isPlaceOrBrand } from './lexicon/common-words.ts';
import { isFirstName } from './lexicon/first-names.ts';
import { foldWord } from './lexicon/fold.ts';

const surnameEnding =
  /(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|цкая|енко|чук|юк|ук|ян|дзе|швили|вич|вна|чна|их|ых|ко|ман|берг|штейн|son|man|ski|sky|ova|ova|ev|ov|enko|sson|sen)$/iu;
/** Endings of Russian verbs, adjectives and abstract nouns: an unlisted word with one of them is hardly a name. */
const notANameEnding =
  /(?:ть|ться|тся|ешь|ишь|ете|ите|йте|ает|яет|ует|еет|дет|дёт|ают|яют|уют|ала|али|ило|или|лся|лась|аюсь|юсь|ого|его|ому|ыми|ый|ой|ая|ое|ые|ую|ение|ание|ость|тесь|ция|ство|изм|[уюы]|но|то|го|во|шо|ован|[ео]ван|ing|[st]ion|ese|ment|ness|ful|less|ous|able|ible|ished|ted|ly|est)$/iu;
const smallParticles = new Set(
  'van de der den la le von bin bint ap ab du ter ten zu al el da di dos del ibn оглы кызы угли фон ван де ла дер'.split(
    ' ',
  ),
);
const generations = new Set('jr jr. sr ii iii мл ст'.split(' '));
const patronymic = /(?:ич|овна|евна|ична)$/u;

/** Three equal letters, laughter, neighbours on a keyboard. */
const mash = /(.)\1\1|^(..?)\2{2,}|^(?:asdf|qwer|zxcv|йцук|фыва|ывап|ячсм)/iu;

/** Whether letters could be spoken as a name at all: filters keyboard mash. */
export function isPronounceable(text: string): boolean {
  if (text.length < 2 || text.length > 25 || mash.test(text)) return false;
  const cyrillic = /\p{Script=Cyrillic}/u.test(text);
  const latin = /\p{Script=Latin}/u.test(text);
  if (cyrillic && latin) return false;
  if (!cyrillic && !latin) return true;
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return /[аеиоуыэюяaeiouyїієў]/u.test(plain) && !/[бвгджзклмнпрстфхцчшщbcdfghjklmnpqrstvwxz]{5}/u.test(plain);
}

/** Whether a word can be a name at all. */
export function canBeName(text: string): boolean {
  return isFirstName(text) || (isPronounceable(text) && !isCommonWord(text));
}

/** An unlisted word that reads like a name rather than like a verb or an adjective. */
export function readsLikeName(text: string): boolean {
  // «Цой», «Чой»: too short for an adjective.
  if (/^\p{Lu}\p{L}{0,2}ой$/u.test(text) && canBeName(text)) return true;
  return isFirstName(text) || (canBeName(text) && (!notANameEnding.test(text) || isSurnameLike(text)));
}

/** Whether a word ends like a surname or a patronymic. */
export function isSurnameLike(text: string): boolean {
  return text.length > 3 && surnameEnding.test(text) && !isCommonWord(text);
}

/** Whether a word is a patronymic: «Ивановна». */
export function isPatronymic(text: string): boolean {
  return text.length > 4 && patronymic.test(foldWord(text));
}

/** Initials: «И.И.», "J.". */
export function isInitials(text: string): boolean {
  return /^(?:\p{Lu}\.){1,3}$/u.test(text);
}

/** Small words inside a name: "van", "de la", «оглы». */
export function isNameParticle(text: string): boolean {
  return smallParticles.has(foldWord(text));
}

/** "Jr". */
export function isGeneration(text: string): boolean {
  return generations.has(foldWord(text));
}

/** A capitalised everyday word after a first name is a surname ("John Brown"), unless it is a place. */
export function canBeSurname(text: string): boolean {
  return isPronounceable(text) && !isFunctionWord(text) && !isPlaceOrBrand(text);
}
