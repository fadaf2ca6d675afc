import { storableText } from './storable-text.ts';

describe('storableText', () => {
  it('leaves people’s text as it is, emoji and line feeds too', () => {
    expect(storableText('Анна 👋🏽\n8 (916) 123-45-67')).toBe('Анна 👋🏽\n8 (916) 123-45-67');
  });

  it('drops NUL and mends halves of a character', () => {
    expect(storableText('Ан\u0000на \ud83d!')).toBe('Анна \ufffd!');
  });
});
