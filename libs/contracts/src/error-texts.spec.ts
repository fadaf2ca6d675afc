import { describe, expect, it } from '@jest/globals';
import { errorTexts } from './error-texts.ts';
import { errorCodes } from './errors.ts';

describe('the words of errors', () => {
  it('exist for every code and for nothing else', () => {
    expect(Object.keys(errorTexts).sort()).toEqual([...errorCodes].sort());
  });

  it.each(errorCodes)('%s is said in whole sentences, in both languages', (code) => {
    const { ru, en } = errorTexts[code];
    expect(ru).toMatch(/^[А-ЯЁA-Z].*[а-яё].*\.$/u);
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(en).not.toMatch(/[а-яё]/iu);
  });

  it('differ, so that a person can tell two failures apart', () => {
    const said = errorCodes.map((code) => errorTexts[code].ru);
    expect(new Set(said).size).toBe(said.length);
  });
});
