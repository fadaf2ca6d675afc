import { englishEverydayWords } from './everyday-words.en.ts';
import { latinFirstNames } from './first-names.en.ts';
import { russianFirstNames } from './first-names.ru.ts';
import { foldWord } from './fold.ts';

/** Names that are everyday words too: among other words they need a capital or an introduction to count as names. */
const alsoWords = new Set(
  (
    'вера надежда любовь роза лев слава роман май марс алмаз весна лада рада мила мира лика нора серый султан ким рем тома ада ' +
    'ромашка верочка рим поля крис мина константа алеф вит гарик дик марин жасмин флора марк светик тема сон рахат самуил мотя ' +
    'will mark rose hope grace bill may april june summer joy art chase faith dawn prince pearl ruby frank rob sue pat guy dot ' +
    'grant drew miles mason cooper carter hunter jade amber ivy poppy daisy olive ginger iris violet crystal opal rich rod sky ' +
    'angel dean earl hazel melody misty norm penny reed sandy sterling wade autumn august austin charity clay cliff harmony ' +
    'honey israel jordan judge page patience peg royal willow winter max ferry basil brook brooke sage aurora odin lance chance ' +
    'gene gill heath robin holly jean carol bob an anh su wei ming min jun chen lin ling ali ana eve don ray lee kit'
  ).split(' '),
);

/** All listed Russian first names, lower case, `ё` as `е`. */
export const russianNames: readonly string[] = russianFirstNames.split(/\s+/).filter(Boolean);

const latinLetters = new Map<string, string>(
  'а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya'
    .split(' ')
    .map((pair): [string, string] => [pair.charAt(0), pair.slice(2)]),
);

const englishWords = new Set(englishEverydayWords.split(/\s+/));

/** How a Russian name is spelled in Latin letters; short ones would be taken for English words. */
const transliterated = russianNames
  .filter((name) => name.length > 3)
  .map((name) => [...name].map((letter) => latinLetters.get(letter) ?? letter).join(''))
  .filter((name) => !englishWords.has(name));

const known = new Set([...russianNames, ...transliterated, ...latinFirstNames.split(/\s+/).filter(Boolean)]);

/** Endings that people hang on a short name to make it tender: «Настюша», «Алёшенька». */
const tenderEnding = /(?:юша|уша|юшка|ушка|енька|онька|очка|ечка|уля|юля|уся|юся|юня|уня|унчик)$/u;
/** Short names without their last vowel: what tender endings hang on. */
const shortStems = new Set(
  [...known].filter((name) => /^[а-я]{3,5}[ая]$/u.test(name)).map((name) => name.slice(0, -1)),
);
/** Things, not people, although they are built alike. */
const tenderThings = new Set(
  'катушка полочка ленточка верхушка подушка игрушка ракушка макушка кормушка горбушка кадушка тонечка точка дочка бочка кочка ночка речка печка'.split(
    ' ',
  ),
);

/** Whether a word is a first name of the list, or a tender form of one. */
export function isFirstName(word: string): boolean {
  const folded = foldWord(word);
  if (known.has(folded)) return true;
  if (folded.includes('-')) return folded.split('-').every((part) => known.has(part));
  if (!tenderEnding.test(folded) || tenderThings.has(folded)) return false;
  return shortStems.has(folded.replace(tenderEnding, ''));
}

/** Whether a listed first name could as well be an everyday word: «Вера», «Слава», "Will", "Mark". */
export function isAlsoWord(word: string): boolean {
  return alsoWords.has(foldWord(word));
}
