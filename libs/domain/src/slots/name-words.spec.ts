import { capitaliseWord, capitalsTell, isCapitalised, isInCapitals, segmentsOf, wordsOf } from './name-words.ts';

const texts = (text: string): string[][] => segmentsOf(text).map(({ words }) => words.map((word) => word.text));

describe('words of a message', () => {
  it('end before dashes and apostrophes that close them', () => {
    expect(wordsOf("Анна-- Саша' O'Brien")).toMatchObject([
      { text: 'Анна', start: 0, end: 4 },
      { text: 'Саша', start: 7, end: 11 },
      { text: "O'Brien", start: 13, end: 20 },
    ]);
  });

  it('are taken together up to a mark of punctuation', () => {
    expect(texts('Анна \t Петрова, И.И.Иванов\nМосква')).toEqual([['Анна', 'Петрова'], ['И.И.', 'Иванов'], ['Москва']]);
  });

  it('know whether their piece is a question and ends a line', () => {
    expect(segmentsOf('Анна? Да\nПётр')).toMatchObject([
      { question: true, lineEnds: false, start: 0, end: 4 },
      { question: false, lineEnds: true },
      { question: false, lineEnds: false },
    ]);
  });

  it('are no more than three hundred', () => {
    expect(texts('раз '.repeat(400)).flat()).toHaveLength(300);
  });
});

describe('capitals', () => {
  it.each([
    ['Анна', true],
    ['анна', false],
    ['аННА', false],
  ])('%s begins with one: %s', (text, expected) => expect(isCapitalised(text)).toBe(expected));

  it.each([
    ['АНЯ', true],
    ['Аня', false],
    ['ИИ', false],
    ['李小龙', false],
  ])('%s is written in them: %s', (text, expected) => expect(isInCapitals(text)).toBe(expected));

  const isGrammar = (word: string): boolean => /^(?:меня|зовут|это)$/iu.test(word);

  it.each([
    ['меня зовут Анна', true],
    ['Анна Петрова', true],
    ['Это Анна', true],
    ['МЕНЯ ЗОВУТ АННА', false],
    ['Меня Зовут Анна. Пётр', false],
  ])('tell names from other words in «%s»: %s', (text, expected) =>
    expect(capitalsTell(segmentsOf(text), isGrammar)).toBe(expected),
  );

  it.each([
    ['анна', 'Анна'],
    ['АННА', 'Анна'],
    ['я', 'Я'],
    ["O'BRIEN", "O'Brien"],
    ['McDonald', 'McDonald'],
    ['И.И.', 'И.И.'],
    ['анна-мария', 'Анна-Мария'],
    ['чан-ю-ли', 'Чан-Ю-Ли'],
    ["d'arc", "D'Arc"],
    ["d'or", "D'or"],
    ["EMMA'S", "Emma's"],
  ])('%s is written %s', (text, written) => expect(capitaliseWord(text)).toBe(written));
});
