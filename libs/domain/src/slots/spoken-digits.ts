/**
 * Numbers that people dictate in words: «восемь девятьсот шестнадцать», "nine one six", "double seven".
 * Only what phone numbers are dictated with: up to 999 per group.
 */

interface NumberWord {
  value: number;
  /** 100 for hundreds, 10 for tens, 1 for units; what a following word must stay below to join the group. */
  scale: 1 | 10 | 100;
}

function table(scale: 1 | 10 | 100, entries: Record<number, string>): [string, NumberWord][] {
  return Object.entries(entries).flatMap(([value, words]) =>
    words.split(' ').map((word): [string, NumberWord] => [word, { value: Number(value), scale }]),
  );
}

const numberWords = new Map<string, NumberWord>([
  ...table(1, {
    0: 'ноль нуль нолик нол zero oh',
    1: 'один одна one',
    2: 'два две two',
    3: 'три three',
    4: 'четыре читыре four',
    5: 'пять five',
    6: 'шесть шесь six',
    7: 'семь сем seven',
    8: 'восемь восем eight',
    9: 'девять девить nine',
    10: 'десять ten',
    11: 'одиннадцать одинадцать eleven',
    12: 'двенадцать twelve',
    13: 'тринадцать thirteen',
    14: 'четырнадцать четырнацать fourteen',
    15: 'пятнадцать fifteen',
    16: 'шестнадцать sixteen',
    17: 'семнадцать seventeen',
    18: 'восемнадцать eighteen',
    19: 'девятнадцать nineteen',
  }),
  ...table(10, {
    20: 'двадцать twenty',
    30: 'тридцать тридцадь thirty',
    40: 'сорок forty fourty',
    50: 'пятьдесят пятдесят fifty',
    60: 'шестьдесят шестдесят шисят шейсят sixty',
    70: 'семьдесят семдесят seventy',
    80: 'восемьдесят восемдесят eighty',
    90: 'девяносто девяноста девеносто ninety ninty',
  }),
  ...table(100, {
    100: 'сто',
    200: 'двести',
    300: 'триста трыста',
    400: 'четыреста четыресто',
    500: 'пятьсот пятсот',
    600: 'шестьсот шестсот шессот',
    700: 'семьсот семсот',
    800: 'восемьсот восемсот',
    900: 'девятьсот девятсот девяцот',
  }),
]);

const repeats = new Map<string, number>([
  ['double', 2],
  ['triple', 3],
]);

/** Digits of a run of number words, and how many words it took. */
export interface SpokenDigits {
  digits: string;
  words: number;
}

/**
 * Reads one spoken group («сто двадцать три» → 123, "nine hundred sixteen" → 916, "double seven" → 77) at the start of
 * the words.
 *
 * @param words lower case, `ё` as `е`
 * @returns null when the first word is no number word
 */
export function readSpokenGroup(words: readonly string[]): SpokenDigits | null {
  const [first, second] = words;
  const times = first === undefined ? undefined : repeats.get(first);
  if (times !== undefined) {
    const digit = second === undefined ? undefined : numberWords.get(second);
    return digit && digit.value < 10 ? { digits: String(digit.value).repeat(times), words: 2 } : null;
  }
  const start = first === undefined ? undefined : numberWords.get(first);
  if (!start) return null;

  let { value, scale } = start;
  let taken = 1;
  if (scale === 1 && value > 0 && value < 10 && second === 'hundred') {
    value *= 100;
    scale = 100;
    taken = 2;
  }
  while (scale > 1) {
    const word = words[taken];
    const following = word === undefined ? undefined : numberWords.get(word);
    if (!following || following.value === 0 || following.scale >= scale) break;
    // After tens only units join: «сорок пять», not «сорок пятнадцать».
    if (following.value >= scale) break;
    value += following.value;
    scale = following.value >= 10 && following.scale === 1 ? 1 : following.scale;
    taken += 1;
  }
  return { digits: String(value), words: taken };
}
