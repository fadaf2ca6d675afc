/** Words for numbers in the forms that people use for amounts, times that they multiply, and vague amounts. */

function table(entries: Record<string, string>): [string, number][] {
  return Object.entries(entries).flatMap(([value, words]) =>
    words.split(' ').map((word): [string, number] => [word, Number(value)]),
  );
}

/** Word → value below a thousand. */
export const smallNumbers = new Map<string, number>(
  table({
    0: 'ноль нуль нуля zero',
    1: 'один одна одно одного одной одну one',
    2: 'два две двух двое двоих вдвоем two',
    3: 'три трех трое троих втроем three',
    4: 'четыре четырех четверо четверых вчетвером four',
    5: 'пять пяти пятеро пятерых впятером five',
    6: 'шесть шести шестеро шестерых six',
    7: 'семь семи семеро семерых seven',
    8: 'восемь восьми восьмеро eight',
    9: 'девять девяти девятеро nine',
    10: 'десять десяти десяток десятка ten',
    11: 'одиннадцать одиннадцати eleven',
    12: 'двенадцать двенадцати дюжина twelve dozen',
    13: 'тринадцать тринадцати thirteen',
    14: 'четырнадцать четырнадцати fourteen',
    15: 'пятнадцать пятнадцати fifteen',
    16: 'шестнадцать шестнадцати sixteen',
    17: 'семнадцать семнадцати seventeen',
    18: 'восемнадцать восемнадцати eighteen',
    19: 'девятнадцать девятнадцати nineteen',
    20: 'двадцать двадцати twenty',
    30: 'тридцать тридцати thirty',
    40: 'сорок сорока forty fourty',
    50: 'пятьдесят пятидесяти полтинник fifty',
    60: 'шестьдесят шестидесяти sixty',
    70: 'семьдесят семидесяти seventy',
    80: 'восемьдесят восьмидесяти eighty',
    90: 'девяносто девяноста ninety',
    100: 'сто ста сотня сотню сотни',
    200: 'двести двухсот',
    300: 'триста трехсот',
    400: 'четыреста четырехсот',
    500: 'пятьсот пятисот',
    600: 'шестьсот шестисот',
    700: 'семьсот семисот',
    800: 'восемьсот восьмисот',
    900: 'девятьсот девятисот',
    1.5: 'полтора полторы полутора',
  }),
);

/** Word → what it multiplies the number before it with. */
export const multipliers = new Map<string, number>(
  table({
    100: 'hundred',
    1000: 'тысяча тысячи тысяч тысячу тыщ тыща тыщи тыщу тыс тр т.р косарь косаря косарей к k thousand thousands grand',
    1000000: 'миллион миллиона миллионов млн мильон мильонов лям ляма лямов mln million millions mio',
    1000000000: 'миллиард миллиарда миллиардов млрд billion billions bn',
  }),
);

/** Half of what follows: «полмиллиона», "half a million". */
export const halves = new Map<string, number>(
  table({ 500: 'полтысячи полтыщи', 500000: 'полмиллиона пол-миллиона полумиллиона поллимона', 50: 'полсотни' }),
);

/** Words that make an amount vague: better asked again. */
export const vagueWords = new Set('пара пару пары парочка парочку несколько couple few several some'.split(' '));

/** «тысяч двести»: only this form before a number multiplies it; «тысяча двести» is 1,200. */
export const invertible = new Set('тысяч тыщ миллионов лямов'.split(' '));
