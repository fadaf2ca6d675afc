import { en } from './en.ts';
import { initialLocale } from './i18n.ts';
import { ru } from './ru.ts';

function flatten(texts: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flatten(value as object, `${prefix}${key}.`).entries()],
    ),
  );
}

const russian = flatten(ru);
const english = flatten(en);
const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('texts of the interface', () => {
  it('exist in both languages under the same keys, plural forms apart', () => {
    const shared = [...russian.keys()].filter((key) => !/_(few|many)$/.test(key));
    expect([...english.keys()].sort()).toEqual(shared.sort());
  });

  it('have all four plural forms in Russian wherever they have any', () => {
    const plural = [...russian.keys()].filter((key) => /_(one|few|many|other)$/.test(key));
    const bases = [...new Set(plural.map((key) => key.replace(/_\w+$/, '')))];
    expect(bases.length).toBeGreaterThan(3);
    for (const base of bases) {
      for (const form of ['one', 'few', 'many', 'other']) expect(russian.has(`${base}_${form}`)).toBe(true);
    }
  });

  it('take the same variables in both languages', () => {
    for (const [key, text] of english) expect([key, variables(text)]).toEqual([key, variables(russian.get(key) ?? '')]);
  });

  it('are never empty, and English has no Russian in it', () => {
    for (const [key, text] of [...russian, ...english]) expect([key, text.trim() !== '']).toEqual([key, true]);
    expect([...english].filter(([, text]) => /[а-яё]/i.test(text))).toEqual([]);
  });
});

describe('the language before login', () => {
  it('is the one chosen here last, else one of the browser, else Russian', () => {
    expect(initialLocale('en', ['ru-RU'])).toBe('en');
    expect(initialLocale(null, ['de-DE', 'en-US'])).toBe('en');
    expect(initialLocale('fr', ['de-DE'])).toBe('ru');
  });
});
