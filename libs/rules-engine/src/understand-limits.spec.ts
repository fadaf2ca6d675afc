import fc from 'fast-check';
import { circumstances, declarations, read } from './testing/reading.ts';

const everything = ['name', 'phone', 'email', ...declarations.map(({ key }) => key)];
const size = 20_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** What makes patterns that backtrack take hours. */
const hostile = [
  ...['а', ' ', '\n', '1', '1 ', '0', '(', '-', '.', ',', '?', ';', '@', '+', "'", '"', '😀', '8️⃣', '\u0301', 'İ'],
  ...['a@', 'a.', 'a@b.', 'a at b dot ', 'a собака ', 'x-', 'И.', "n't ", 'https://a.b/', 'www.', 'wa.me/7'],
  ...['Анна ', 'меня ', 'меня зовут ', "i'm ", 'my name is ', 'не ', 'не 1, а ', 'на конце 1 ', 'ой ', 'номер '],
  ...['семь ', 'восемь девятьсот ', '+7 ', '89161234567 ', '8916123456 ', '1.2.', '12.03 ', '5 мая ', '12:'],
  ...['тысяч ', '100 200 ', 'миллион ', 'half a ', 'курьером ', 'в пятницу ', 'ab12 ', '1234 ', 'сколько ', 'стоп '],
];

describe('hostile messages', () => {
  it.each(hostile)('a message of nothing but %j is read in its time', (piece) => {
    const result = read(fill(piece), {
      wanted: everything,
      declarations,
      known: { name: 'Анна', phone: '+79161234567' },
    });
    expect(result.understood.length).toBeLessThanOrEqual(everything.length);
  });

  it('is cut at 8 kB', () => {
    const padding = 'а '.repeat(4096);
    expect(read(`${padding}8 916 123 45 67`, { wanted: ['phone'] }).understood).toEqual([]);
    expect(read(`8 916 123 45 67 ${padding}`, { wanted: ['phone'] }).understood).toHaveLength(1);
  });

  it('gives up on a text made of numbers instead of trying every reading', () => {
    let parsed = 0;
    const result = read('1 2 3 4 5 6 7 8 9 a '.repeat(400), {
      wanted: ['phone'],
      parsePhone: (text, country) => {
        parsed += 1;
        return circumstances.parsePhone(text, country);
      },
    });
    expect(result.doubtful.map(({ slot }) => slot)).toEqual(['phone']);
    expect(parsed).toBeLessThan(2000);
  });
});

describe('any message', () => {
  const words = [
    ...['Анна', 'анна', 'Петров', 'меня зовут', 'не', 'а', 'нет', 'номер', 'другой', '8 916 123 45 67', '9161234567'],
    ...['восемь', 'девятьсот', '12', '45', '100', 'тысяч', 'a@b.ru', 'собака', 'завтра', '12.03', 'курьером', 'или'],
    ...[',', '.', '?', '\n', ';', '-', 'стоп', 'сколько стоит', 'John', "I'm", 'call me', '+1', '(212)', '736-5000'],
  ];
  const sentence = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 4 })), {
    maxLength: 12,
  });
  const wanted = fc.subarray(everything);
  const known = fc.constantFrom<Record<string, string>>(
    {},
    { name: 'Анна', phone: '+79161234567', email: 'a@b.ru', budget: '5000' },
  );

  it('gives at most one value for a slot, quotes the client, and never both a value and a doubt', () => {
    fc.assert(
      fc.property(sentence, wanted, known, (parts, slots, values) => {
        const text = parts.join(' ');
        const { understood, doubtful, retracted } = read(text, { wanted: slots, declarations, known: values });
        const given = understood.map(({ slot }) => slot);
        expect(new Set(given).size).toBe(given.length);
        for (const { raw } of [...understood, ...doubtful]) expect(text).toContain(raw);
        for (const { slot } of doubtful) expect(given).not.toContain(slot);
        for (const slot of retracted) {
          expect(given).not.toContain(slot);
          expect(Object.keys(values)).toContain(slot);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives only values of their kind', () => {
    fc.assert(
      fc.property(sentence, wanted, known, (parts, slots, values) => {
        for (const { slot, value, others = [] } of read(parts.join(' '), { wanted: slots, declarations, known: values })
          .understood) {
          if (slot === 'phone')
            for (const phone of [value, ...others]) expect(circumstances.parsePhone(phone, 'RU')?.e164).toBe(phone);
          if (slot === 'email') expect(value).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@.]+$/u);
          if (slot === 'name') expect(value).toMatch(/^\p{L}/u);
          if (slot === 'budget') expect(Number(value)).toBeGreaterThanOrEqual(1000);
          if (slot === 'delivery') expect(['courier', 'pickup', 'post']).toContain(value);
          if (slot === 'visit') expect(value).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is understood the same way each time', () => {
    fc.assert(
      fc.property(sentence, wanted, (parts, slots) => {
        const again = () => read(parts.join(' '), { wanted: slots, declarations });
        expect(again()).toEqual(again());
      }),
      { numRuns: 100 },
    );
  });
});
