import { foldWord } from './fold.ts';

const endings = (
  'иями ями ами иях ях ах ием ией иям ям ам иев ого его ому ему ыми ими ой ей ый ий ая яя ое ее ую юю ом ем ов ев ым им ых их ью ия ие ии ию ' +
  'ы и а я у ю е о ь й'
).split(' ');
const shortestStem = 3;

/**
 * A word without its Russian ending, so that forms of one word meet: «курьером», «курьера» → «курьер». Words in other
 * letters stay; an English plural loses its s.
 */
export function stemOf(word: string): string {
  const folded = foldWord(word);
  if (/^[a-z]{4,}s$/u.test(folded) && !folded.endsWith('ss')) return folded.slice(0, -1);
  if (!/^[а-я-]+$/u.test(folded)) return folded;
  const ending = endings.find((end) => folded.endsWith(end) && folded.length - end.length >= shortestStem);
  return ending === undefined ? folded : folded.slice(0, -ending.length);
}
