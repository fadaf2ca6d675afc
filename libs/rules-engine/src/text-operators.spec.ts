import { checkPattern, cutText, hasAnyWord, hasPhrase, matchesPattern, textLimitBytes } from './text-operators.ts';

describe('hasAnyWord', () => {
  it.each<[string, string[], boolean]>([
    ['Сколько стоит доставка?', ['стоит'], true],
    ['СТОИТ', ['стоит'], true],
    ['какая оценка', ['цена'], false],
    ['цена', ['цена'], true],
    ['цена.', ['цена'], true],
    ['цена2', ['цена'], false],
    ['какие цены', ['цен*'], true],
    ['оцените', ['цен*'], false],
    ['какого цвета', ['цен*'], false],
    ['всё ещё', ['еще'], true],
    ['все еще', ['ещё'], true],
    ['сколько это стоит', ['сколько стоит'], false],
    ['Сколько, стоит?', ['сколько стоит'], true],
    ['how much is it', ['how much', 'price'], true],
    ['how  MUCH', ['how much'], true],
    ["what's the price-list", ['price'], false],
    ["what's the price-list", ['price*'], true],
    ['', ['a'], false],
    ['anything', ['*'], false],
    ['anything', [''], false],
  ])('"%s" against %j is %s', (text, words, expected) => expect(hasAnyWord(words)(text)).toBe(expected));

  it('takes one word as well as a list', () => expect(hasAnyWord('цена')('цена')).toBe(true));
});

describe('hasPhrase', () => {
  it.each<[string, string | string[], boolean]>([
    ['Я готов к звонку завтра', 'готов к звонку', true],
    ['готов, к — звонку', 'готов к звонку', true],
    ['готов ли к звонку', 'готов к звонку', false],
    ['неготов к звонку', 'готов к звонку', false],
    ['готовы к звонку', 'готов* к звонку', true],
    ['год до звонка', 'готов* до звонка', false],
    ['уже готов', 'готов к*', false],
    ['to be or not', ['x y', 'or not'], true],
    ['anything', '', false],
  ])('"%s" against %j is %s', (text, phrase, expected) => expect(hasPhrase(phrase)(text)).toBe(expected));
});

describe('matchesPattern', () => {
  it('finds a pattern anywhere, without regard to case', () => {
    expect(matchesPattern('ДОГОВОР № ?\\d+')('наш договор №15')).toBe(true);
    expect(matchesPattern('^да$')('ну да')).toBe(false);
    expect(matchesPattern(['x', 'y'])('только y')).toBe(true);
  });

  it('does not backtrack: a pattern that hangs other engines is quick', () => {
    expect(matchesPattern('^(a+)+$')(`${'a'.repeat(5000)}b`)).toBe(false);
  });

  it('looks at the first 8 kB only', () => {
    expect(matchesPattern('конец')(`${'я'.repeat(5000)} конец`)).toBe(false);
    expect(matchesPattern('конец')(`${'я'.repeat(4000)} конец`)).toBe(true);
  });
});

describe('checkPattern', () => {
  it('passes what compiles', () => expect(checkPattern('^[а-я]+\\s\\d{2,4}$')).toBeNull());

  it.each(['(', '[', 'a{2,1}', '(?=a)', '(a)\\1', ''])('says what is wrong with "%s"', (pattern) =>
    expect(checkPattern(pattern)).toEqual(expect.any(String)),
  );
});

describe('cutText', () => {
  it('leaves short texts as they are', () => {
    expect(cutText('я'.repeat(4096))).toBe('я'.repeat(4096));
    expect(cutText('a'.repeat(textLimitBytes))).toHaveLength(textLimitBytes);
  });

  it.each(['a', '\u0080', 'я', '\u0800', '€', '\u{10000}', '😀'])('never cuts inside "%s"', (character) => {
    const cut = cutText(character.repeat(9000));
    const bytes = new TextEncoder().encode(cut).length;
    expect(bytes).toBeLessThanOrEqual(textLimitBytes);
    expect(bytes).toBeGreaterThan(textLimitBytes - 4);
    expect(cut.endsWith(character)).toBe(true);
  });
});
