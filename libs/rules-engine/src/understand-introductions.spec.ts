import type { SlotKey } from '@voronka/domain';
import { read, valuesOf } from './testing/reading.ts';

/** The name that a message gives, asked for or not. */
const nameIn = (text: string, ...wanted: SlotKey[]): string | undefined => valuesOf(read(text, { wanted }))['name'];

describe('a name that nobody asked for counts where the client introduces himself', () => {
  it.each([
    ['меня зовут не Анна, а Ольга', 'Ольга'],
    ['меня зовут не Марина а Карина', 'Карина'],
    ['my name is not Anna but Olga', 'Olga'],
    ["my name is not Anna it's Olga", 'Olga'],
    ['меня зовут просто Гульчатай', 'Гульчатай'],
    ['my name is Dr Olga', 'Olga'],
    ['меня зовут зухра', 'Зухра'],
    ['my name is zanele', 'Zanele'],
    ['имя - Зухра', 'Зухра'],
    ['меня зовут Анна?', 'Анна'],
    ['называйте меня верой', 'Вера'],
    ['call me grace', 'Grace'],
    ['запишите Зухру', 'Зухра'],
    ['это Надежда', 'Надежда'],
    ['я Роман', 'Роман'],
    ['this is Grace', 'Grace'],
    ['Это ваш постоянный клиент Игорь', 'Игорь'],
    ["this is Gemma's husband Paul", 'Paul'],
  ])('%s', (text, name) => expect(nameIn(text)).toBe(name));

  it.each([
    ['a name that is denied', 'меня зовут не Марина'],
    ['a name that is denied in English', 'my name is not Anna'],
    ['a thing', 'меня зовут Диван'],
    ['a thing in English', 'my name is sofa'],
    ['a day', 'запишите меня на вторник'],
    ['a hope', 'это надежда умирает последней'],
    ['a novel', 'я роман написал'],
    ['a word that is also a name, in small letters', 'this is hope'],
    ['a question about somebody', 'это Анна?'],
    ['a question about a way to call somebody', 'называйте меня Анной?'],
    ['somebody else among clients', 'это новый клиент Игорь'],
    ['a name in brackets behind its label', 'имя (Зухра)'],
  ])('and not %s: %s', (_, text) => expect(nameIn(text)).toBeUndefined());

  it('takes an unlisted name where it was asked for and nothing else stands beside it', () => {
    expect(nameIn('это Зухра Ибрагимова', 'name', 'phone')).toBe('Зухра Ибрагимова');
    expect(nameIn('это Зухра Ибрагимова')).toBe('Зухра Ибрагимова');
  });
});

describe('an introduction around or behind the name', () => {
  it.each([
    ['меня, кстати, Полина зовут', 'Полина'],
    ['ну меня леной зовут если что', 'Лена'],
    ['меня Зухра зовут', 'Зухра'],
    ['Ирина меня зовут', 'Ирина'],
    ['Зухра меня зовут', 'Зухра'],
    ['просто Ирина меня зовут', 'Ирина'],
    ['Ian here', 'Ian'],
    ['ian here', 'Ian'],
    ['Hope here', 'Hope'],
    ['Zanele here', 'Zanele'],
    ['well Ian here', 'Ian'],
  ])('%s', (text, name) => expect(nameIn(text)).toBe(name));

  it.each([
    ['nobody has a name in it', 'меня как-то странно зовут'],
    ['a thing', 'меня стол зовут'],
    ['an invitation', 'меня уже давно никуда не зовут'],
    ['a word that is also a name, in small letters', 'надежда меня зовут'],
    ['a word that is also a name, in English', 'hope here'],
    ['a pronoun', 'nobody here'],
    ['a question', 'Ирина меня зовут?'],
    ['a question in English', 'is Ian here?'],
    ['somebody else', 'друга Ирина меня зовут'],
    ['somebody else in English', 'my friend Ian here'],
  ])('is none: %s, %s', (_, text) => expect(nameIn(text)).toBeUndefined());
});

describe('a surname by itself', () => {
  it.each([
    ['моя фамилия Кравченко', 'Кравченко'],
    ['Кравченко моя фамилия', 'Кравченко'],
    ['меня зовут Анна, фамилия Кравченко', 'Анна Кравченко'],
    ['surname Cooper', 'Cooper'],
    ['Cooper surname', 'Cooper'],
    ['вот данные. Кравченко моя фамилия', 'Кравченко'],
    ['Город Тверь. моя фамилия Кравченко', 'Кравченко'],
  ])('%s', (text, name) => expect(nameIn(text)).toBe(name));

  it.each([
    'моя фамилия простая',
    'фамилия у меня Кравченко',
    'surname cooper',
    'my surname is long',
    'простая фамилия',
  ])('is none: %s', (text) => expect(nameIn(text)).toBeUndefined());
});
