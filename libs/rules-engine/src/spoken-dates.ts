/**
 * Days of a month and years in words: «двадцать восьмого», "the fifteenth", «восемьдесят пятого года», "nineteen
 * eighty-five". Chrono reads a day beside its month, and passes over the year behind it.
 */

function numbered(first: number, words: string, step = 1): [string, number][] {
  return words.split(' ').map((word, at) => [word, first + at * step]);
}

const units = new Map([
  ...numbered(1, 'первого второго третьего четвертого пятого шестого седьмого восьмого девятого'),
  ...numbered(1, 'first second third fourth fifth sixth seventh eighth ninth'),
]);
const teens = new Map([
  ...numbered(10, 'десятого одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого'),
  ...numbered(17, 'семнадцатого восемнадцатого девятнадцатого'),
  ...numbered(10, 'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'),
]);
const roundTens = new Map([
  ...numbered(20, 'двадцатого тридцатого сорокового пятидесятого шестидесятого семидесятого', 10),
  ...numbered(80, 'восьмидесятого девяностого', 10),
  ...numbered(20, 'twentieth thirtieth', 10),
]);
const tens = new Map([
  ...numbered(20, 'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто', 10),
  ...numbered(20, 'twenty thirty forty fifty sixty seventy eighty ninety', 10),
]);
const cardinals = new Map([
  ...numbered(1, 'one two three four five six seven eight nine'),
  ...numbered(10, 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'),
]);
const centuries = new Map([
  ['тысяча девятьсот', 1900],
  ['две тысячи', 2000],
  ['nineteen', 1900],
  ['twenty', 2000],
  ['two thousand', 2000],
  ['two thousand and', 2000],
]);

const anyOf = (...tables: readonly ReadonlyMap<string, number>[]): string =>
  tables.flatMap((table) => [...table.keys()]).join('|');

/** Below ten such words mostly count other things: only «пятого числа» is a day. */
const day = new RegExp(
  `(?<!\\p{L})(?:the\\s)?(?:((?:(?:${anyOf(tens)})[\\s-](?:${anyOf(units)}))|${anyOf(teens, roundTens)})(?:\\sчисла)?|(${anyOf(units)})\\sчисла)(?!\\p{L})`,
  'gu',
);
/** Behind a day; a noun would be what is counted: «из двадцать пятого дома». */
const dayEnds =
  /^\s*(?:$|[^\p{L}\s]|(?:в|во|к|с|со|до|после|около|ближе|утром|днем|вечером|или|и|а|но|если|не|можно|подойдет|подходит|удобно|могу|смогу|сможем|буду|будем|приеду|приедем|пожалуйста|хорошо|только|at|around|in|after|before|or|and|but|if|not|would|works|is|will|please|then)(?!\p{L}))/u;
/** Without its century only an ordinal is a year: "5 December, ten people" names none. */
const year = new RegExp(
  `^,?\\s(?:in\\s)?(?:(${anyOf(centuries)})[\\s-])?((?:(?:${anyOf(tens)})[\\s-])?(?:${anyOf(units, teens, roundTens, cardinals, tens)}))(\\sгода?)?(?!\\p{L})`,
  'u',
);

function below100(words: string): number {
  const tables = [units, teens, roundTens, cardinals, tens];
  return words
    .split(/[\s-]/u)
    .reduce((sum, word) => sum + (tables.find((table) => table.has(word))?.get(word) ?? 0), 0);
}

/** A day of some month in words, and where it stands. */
export interface SpokenDay {
  start: number;
  end: number;
  /** 1 to 99: «тридцать пятого» is no day. */
  day: number;
}

/**
 * Days that no month is named with.
 *
 * @param text in lower case
 */
export function spokenDays(text: string): SpokenDay[] {
  const folded = text.replaceAll('ё', 'е');
  return [...folded.matchAll(day)]
    .filter((match) => dayEnds.test(folded.slice(match.index + match[0].length)))
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      day: below100(match[1] ?? match[2] ?? ''),
    }));
}

/**
 * The year in words right behind a day and month.
 *
 * @param behind what follows the month, in lower case
 * @returns null when no year is said there; `written` is the year in two or four figures, or null when it is unclear
 */
export function spokenYear(behind: string): { length: number; written: string | null } | null {
  const [whole, century, said = '', yearSaid] = year.exec(behind.replaceAll('ё', 'е')) ?? [];
  if (whole === undefined) return null;
  const value = below100(said);
  const base = century === undefined ? undefined : centuries.get(century);
  if (base !== undefined) {
    // "twenty five" may be 25 of something.
    return { length: whole.length, written: century === 'twenty' && value < 10 ? null : String(base + value) };
  }
  if (!said.endsWith('ого') && !said.endsWith('его')) return null;
  const unclear = value < 10 && yearSaid === undefined;
  return { length: whole.length, written: unclear ? null : String(value).padStart(2, '0') };
}
