import { canBeSurname, isInitials, isPatronymic, isPronounceable, isSurnameLike, readsLikeName } from './name-shape.ts';

describe('letters that could be spoken', () => {
  it.each(['Ян', 'Мстислав', 'José', 'Óls', 'Łucja', '李明', 'Али'.repeat(8) + 'я'])('%s can', (text) => {
    expect(isPronounceable(text)).toBe(true);
  });

  it.each([
    ['one letter', 'Я'],
    ['more letters than any name has', 'Али'.repeat(8) + 'ян'],
    ['three equal letters', 'Аннна'],
    ['laughter', 'хахаха'],
    ['neighbours on a keyboard', 'йцукена'],
    ['two alphabets at once', 'Aнна'],
    ['no vowel', 'Брт'],
    ['no Latin vowel', 'Brt'],
    ['five consonants in a row', 'Констплан'],
  ])('%s cannot', (_, text) => {
    expect(isPronounceable(text)).toBe(false);
  });
});

describe('unlisted words', () => {
  it.each(['Цой', 'Чхой', 'Мчедлишвили', 'Зухра'])('%s reads like a name', (text) => {
    expect(readsLikeName(text)).toBe(true);
  });

  it.each(['Бойкая', 'Зычной', 'Брт'])('%s does not', (text) => {
    expect(readsLikeName(text)).toBe(false);
  });

  it.each([
    ['Крук', true],
    ['Кравченко', true],
    ['Ман', false],
    ['Магазин', false],
    ['Зухра', false],
  ])('%s ends like a surname: %s', (text, expected) => {
    expect(isSurnameLike(text)).toBe(expected);
  });

  it.each([
    ['Ильич', true],
    ['Ивановна', true],
    ['Луич', false],
    ['Ивановский', false],
  ])('%s is a patronymic: %s', (text, expected) => {
    expect(isPatronymic(text)).toBe(expected);
  });

  it.each([
    ['J.', true],
    ['И.И.', true],
    ['А.Б.В.', true],
    ['АнИ.', false],
    ['И.Ив', false],
    ['и.', false],
  ])('%s are initials: %s', (text, expected) => {
    expect(isInitials(text)).toBe(expected);
  });

  it.each([
    ['Brown', true],
    ['The', false],
    ['Moscow', false],
    ['Brt', false],
  ])('%s can be a surname behind a first name: %s', (text, expected) => {
    expect(canBeSurname(text)).toBe(expected);
  });
});
