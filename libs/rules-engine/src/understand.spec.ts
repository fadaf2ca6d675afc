import type { SlotKey } from '@voronka/domain';
import { read as understood, valuesOf } from './testing/reading.ts';

type Expected = Partial<Record<SlotKey, string>>;

function read(text: string, wanted: readonly SlotKey[], defaultCountry = 'RU'): Expected {
  return valuesOf(understood(text, { wanted, defaultCountry }));
}

const phone = '+79161234567';
const both = ['name', 'phone'] as const;

/** Answers to «Как вас зовут и номер для связи?». */
const answers: [string, Expected][] = [
  ['Анна, 8 (916) 123-45-67', { name: 'Анна', phone }],
  ['анна 89161234567', { name: 'Анна', phone }],
  ['АННА +7 916 123 45 67', { name: 'Анна', phone }],
  ['8 916 123-45-67 Анна', { name: 'Анна', phone }],
  ['8(916)1234567, Анна', { name: 'Анна', phone }],
  ['Меня зовут Анна, мой номер +7 (916) 123-45-67.', { name: 'Анна', phone }],
  ['меня зовут анна петрова, 9161234567', { name: 'Анна Петрова', phone }],
  ['меня Анна зовут, звоните на восемь девятьсот шестнадцать 123 45 67 после шести', { name: 'Анна', phone }],
  ['Анна меня зовут. 79161234567', { name: 'Анна', phone }],
  ['Зовут Анна, тел. 8-916-123-45-67', { name: 'Анна', phone }],
  ['это Олег Петров, 8.916.123.45.67', { name: 'Олег Петров', phone }],
  ['Здравствуйте! Я Олег, номер 8 916 123 45 67', { name: 'Олег', phone }],
  ['Привет, Олег\n+79161234567', { name: 'Олег', phone }],
  ['Добрый день. Иванов Иван Иванович. 8 916 123 45 67', { name: 'Иванов Иван Иванович', phone }],
  ['Имя: Мария, телефон: 8 916 123 45 67', { name: 'Мария', phone }],
  ['Мария Сергеевна 8916 123-45-67 звоните после 18:00', { name: 'Мария Сергеевна', phone }],
  ['меня зовут илья ильич и я жду звонка', { name: 'Илья Ильич' }],
  ['меня зовут вера кузьминична и мне нужен кран', { name: 'Вера Кузьминична' }],
  ['никита фомич, 8 916 123 45 67', { name: 'Никита Фомич', phone }],
  ['гульчатай 8 916 123 45 67', { name: 'Гульчатай', phone }],
  ['Гульчатай', { name: 'Гульчатай' }],
  ['Анна', { name: 'Анна' }],
  ['анна', { name: 'Анна' }],
  ['Анна.', { name: 'Анна' }],
  ['Ну, Анна', { name: 'Анна' }],
  ['Анна-Мария', { name: 'Анна-Мария' }],
  ['Пётр', { name: 'Пётр' }],
  ['Моё имя — Пётр', { name: 'Пётр' }],
  ['меня зовут не Анна, а Ольга', { name: 'Ольга' }],
  ['Меня зовут Анна и я хочу узнать цену', { name: 'Анна' }],
  ['8 (916) 123-45-67', { phone }],
  ['+7(916)123-45-67', { phone }],
  ['+7 916 1234567 ватсап', { phone }],
  ['мой номер 8 916 123 45 67, пишите', { phone }],
  ['восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь', { phone }],
  ['плюс семь девятьсот шестнадцать один два три четыре пять шесть семь', { phone }],
  ['8 9 1 6 1 2 3 4 5 6 7', { phone }],
  ['восемь восемьсот пятьсот пятьдесят пять тридцать пять тридцать пять', { phone: '+78005553535' }],
  ['не 8 903 765-43-21, а 8 916 123-45-67', { phone }],
  ['8 916 123-45-67 или 8 903 765-43-21', { phone }],
  ['8 495 123-45-67', { phone: '+74951234567' }],
  ['+380 67 123 45 67', { phone: '+380671234567' }],
  ['0044 20 7946 0958', { phone: '+442079460958' }],
  ["I'm John Smith, +44 20 7946 0958", { name: 'John Smith', phone: '+442079460958' }],
  ['My name is Kate and my number is +1 650 253 0000', { name: 'Kate', phone: '+16502530000' }],
  ["my name's john", { name: 'John' }],
  ['John', { name: 'John' }],
  ['john smith', { name: 'John Smith' }],
  ['This is Mary', { name: 'Mary' }],
  ["It's Zanele", { name: 'Zanele' }],
  ["Patrick O'Neil", { name: "Patrick O'Neil" }],
  ['Ronald McDonald', { name: 'Ronald McDonald' }],
  ['Hi, José here', { name: 'José' }],
  ['Name: John, phone: +1 (650) 253-0000', { name: 'John', phone: '+16502530000' }],
  ['call me Anna, plus seven nine one six one two three four five six seven', { name: 'Anna', phone }],
  ['Добрый день, Гульчатай', { name: 'Гульчатай' }],
  ['Конечно! Меня Лена зовут', { name: 'Лена' }],
  ['Mr. Smith, +44 7911 123456', { name: 'Smith', phone: '+447911123456' }],
  ['Sure, my number is 8 916 123-45-67', { phone }],
  ['My number is 916 123-45-67', { phone }],
  ['8903-555-1212 доб 123', { phone: '+79035551212' }],
  ['заказ 12345, Анна, 89035551212', { name: 'Анна', phone: '+79035551212' }],
  ['anna@example.com, Анна', { name: 'Анна', email: 'anna@example.com' }],
  ['Анна, 89161234567, Anna.Petrova@Example.COM.', { name: 'Анна', phone, email: 'anna.petrova@example.com' }],
];

/** Answers that hold neither name nor phone. */
const nothing = [
  'Сколько',
  'сколько стоит?',
  'Сколько стоит',
  'Привет',
  'Здравствуйте!',
  'Добрый день',
  'цена',
  'Цена?',
  'не знаю',
  'Не скажу',
  'зачем вам?',
  'А можно без этого?',
  'ok',
  'OK',
  'Ок',
  'да',
  'Нет',
  'хочу узнать цену',
  'Хочу консультацию',
  'Позвоните мне',
  'Напишите в ватсап',
  'Интересует доставка',
  'Подумаю',
  'потом',
  'Менеджера',
  'asdf',
  'ывапрол',
  'ааааа',
  'абракадабра',
  'тест',
  '...',
  '123',
  '12345',
  '123-45-67',
  'девять',
  'Анна?',
  'hello',
  'Good morning',
  'how much',
  'price please',
  "I don't know",
  'I am interested',
  "I'm just looking",
  'call me tomorrow',
  'Why do you need it?',
  'no thanks',
  'ООО Ромашка',
  'Позвоните Ивану',
  'Из Москвы',
  'Sounds good',
];

/** Digits that are no phone, or that could be two: a wrong phone costs more than asking again. */
const noPhone = [
  'заказ 9161234567',
  'заказ № 89161234567',
  'номер заказа 89161234567',
  'ИНН 7707083893',
  'карта 4276 1600 1234 5678',
  'бюджет 9 000 000 000 руб',
  '9161234567 рублей',
  'с 12.05.2024 по 15.05.2024',
  '+7 916 123 45',
  '8 916 123 45 678 9',
  '1234567890',
  '000 000 00 00',
  '11111111111',
  'My number is 415 555 2671',
  'Call me: (415) 555-2671',
];

/** Messages that were not asked for: only what is clear is kept. */
const volunteered: [string, Expected][] = [
  ['Сколько стоит? Мой телефон 8 916 123-45-67', { phone }],
  ['Здравствуйте, меня зовут Анна, сколько стоит доставка?', { name: 'Анна' }],
  ['Это Олег Петров, мы вчера говорили', { name: 'Олег Петров' }],
  ["Hi, I'm John, how much is it?", { name: 'John' }],
  ['Пишите на sales@firma.ru', { email: 'sales@firma.ru' }],
  ['Анна', {}],
  ['Москва', {}],
  ['Это Москва или Питер?', {}],
  ['Я Готов', {}],
  ['I am Interested', {}],
  ['Срочно нужен Камаз', {}],
];

describe('answers to the question for name and phone', () => {
  it.each(answers)('%s', (text, expected) => expect(read(text, both)).toEqual(expected));
});

describe('answers without name and phone', () => {
  it.each(nothing)('nothing is taken from "%s"', (text) => expect(read(text, both)).toEqual({}));
});

describe('digits that are no phone', () => {
  it.each(noPhone)('no phone is taken from "%s"', (text) => expect(read(text, ['phone'])).toEqual({}));
});

describe('details nobody asked for', () => {
  it.each(volunteered)('%s', (text, expected) => expect(read(text, [])).toEqual(expected));
});

describe('what was asked decides what a bare word is', () => {
  it('takes an unlisted lower-case word as the name when nothing but the name was asked', () => {
    expect(read('гульчатай', ['name'])).toEqual({ name: 'Гульчатай' });
    expect(read('гульчатай', both)).toEqual({});
  });

  it('takes no bare name when only the phone was asked', () => {
    expect(read('Анна', ['phone'])).toEqual({});
  });

  it('does not take a common word as the name even then', () => {
    for (const text of ['сколько', 'цена', 'ok', 'не знаю', 'потом']) expect(read(text, ['name'])).toEqual({});
  });
});

describe('country of the channel', () => {
  it('reads national numbers by it', () => {
    expect(read('(650) 253-0000', ['phone'], 'US')).toEqual({ phone: '+16502530000' });
    expect(read('020 7946 0958', ['phone'], 'GB')).toEqual({ phone: '+442079460958' });
    expect(read('8 029 123 45 67', ['phone'], 'BY')).toEqual({ phone: '+375291234567' });
  });

  it('still reads full international numbers', () => {
    expect(read('+7 916 123-45-67', ['phone'], 'US')).toEqual({ phone });
  });

  it('reads no national number where the country is unknown', () => {
    expect(read('916 123 45 67', ['phone'], 'XX')).toEqual({});
  });
});

describe('what is quoted, doubted and left over', () => {
  it('keeps what the client wrote', () => {
    expect(understood('звоните: 8 (916) 123-45-67!').understood).toEqual([
      { slot: 'phone', value: phone, raw: '8 (916) 123-45-67' },
    ]);
    expect(understood('меня Серёгой зовут').understood).toEqual([{ slot: 'name', value: 'Серёга', raw: 'Серёгой' }]);
  });

  it.each([
    ['+7 916 123 45', 'tooShort'],
    ['8 916 123 45 67 89', 'tooLong'],
    ['+8 916 123 45 67', 'invalid'],
    ['8-916-ХХХ-45-67', 'invalid'],
    ['8916123456з', 'invalid'],
  ])('doubts %s: %s', (text, reason) => {
    const { doubtful } = understood(text, { wanted: ['phone'] });
    expect(doubtful.map((doubt) => [doubt.slot, doubt.reason])).toEqual([['phone', reason]]);
  });

  it('doubts nothing where a value is given or nothing was tried', () => {
    expect(understood('8 916 12, ой, 8 916 123-45-67', { wanted: ['phone'] }).doubtful).toEqual([]);
    expect(understood('Анна').doubtful).toEqual([]);
    expect(understood('заказал 1234567 штук').doubtful).toEqual([]);
  });

  it.each([
    ['меня Анна зовут, звоните на восемь девятьсот шестнадцать 123 45 67 после шести', 'после шести'],
    ['Анна, 8 916 123 45 67, хочу заказать кухню', 'хочу заказать кухню'],
    ['Здравствуйте! Меня зовут Анна, мой номер 8 916 123 45 67, спасибо!', null],
    ['Анна, 8 916 123 45 67. А когда позвоните?', 'когда позвоните?'],
    ['Нужна кухня, Анна, 8 916 123 45 67, лучше вечером', 'Нужна кухня, вечером'],
    ['I am Anna, call me on +7 916 123 45 67 after six', 'after six'],
    ['не хочу оставлять номер', null],
  ])('of "%s" is left: %s', (text, left) =>
    expect(understood(text, { wanted: ['name', 'phone'] }).notUnderstood).toBe(left),
  );
});

describe('several phones and addresses', () => {
  const other = '+79037654321';
  it.each([
    ['8 916 123-45-67, 8 903 765-43-21', phone, other],
    ['8 916 123-45-67, 8 903 765-43-21, лучше на второй', other, phone],
    ['8 916 123-45-67 рабочий, 8 903 765-43-21 личный, звоните на личный', other, phone],
    ['запасной 8 916 123-45-67, основной 8 903 765-43-21', other, phone],
    ['пишите на второй: 8 916 123-45-67, 8 903 765-43-21', other, phone],
    ['8 916 123-45-67, если не отвечу, 8 903 765-43-21', phone, other],
    ['8 916 123-45-67 but preferably +7 903 765-43-21', other, phone],
  ])('%s', (text, first, second) => {
    const [found] = understood(text, { wanted: ['phone'] }).understood;
    expect([found?.value, found?.others]).toEqual([first, [second]]);
  });

  it('has no others where there is one', () => {
    expect(understood('8 916 123-45-67, 8 916 123-45-67').understood).toEqual([
      { slot: 'phone', value: phone, raw: '8 916 123-45-67' },
    ]);
  });

  it('leaves out the phones of others', () => {
    for (const text of [
      'ваш номер 8 916 123-45-67 не отвечает',
      'звонила вам на 8 916 123-45-67',
      'мне звонили с номера 8 916 123-45-67, это вы?',
      'I called you on +7 916 123-45-67',
    ])
      expect(read(text, ['phone'])).toEqual({});
    expect(read('звонила вам вчера, мой номер 8 916 123-45-67', ['phone'])).toEqual({ phone });
  });

  it('reads addresses that are dictated, and no other words', () => {
    expect(read('anna собака mail точка ru', ['email'])).toEqual({ email: 'anna@mail.ru' });
    expect(read('anna dot petrova at gmail dot com', ['email'])).toEqual({ email: 'anna.petrova@gmail.com' });
    expect(read('meet at google dot com office', ['email'])).toEqual({});
    expect(understood('анна собака мейл точка ру', { wanted: ['email'] }).doubtful).toHaveLength(1);
  });
});
