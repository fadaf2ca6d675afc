import { describe, expect, test } from '@jest/globals';
import { byteLength, measureDraft, splitLinks } from './text.ts';

const links = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

describe('Addresses in a message', () => {
  test.each([
    ['see https://example.org/a?b=1#c now', ['https://example.org/a?b=1#c']],
    ['(https://example.org/a), https://example.org/b.', ['https://example.org/a', 'https://example.org/b']],
    ['https://example.org/stol_(140)', ['https://example.org/stol_(140)']],
    ['«http://пример.рф/стол»!', ['http://пример.рф/стол']],
    ['javascript:alert(1) data:text/html,x ftp://example.org mailto:a@example.org', []],
    ['https:// http://', []],
    ['<a href="https://example.org">x</a>', ['https://example.org']],
  ])('%s', (text, expected) => {
    expect(links(text)).toEqual(expected);
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('The size of a draft', () => {
  test('counts bytes of UTF-8 without the blanks around the text', () => {
    expect(measureDraft('  жук 🙂\n')).toEqual({ bytes: 11, near: false, surplusCharacters: 0 });
  });

  test('counts as the encoder that sends it does', () => {
    const encoder = new TextEncoder();
    for (const text of ['', 'a', 'ж', '€', '🙂', '👩‍👩‍👧', 'a\ud83d', '\u07ff\u0800\uffff'])
      expect(byteLength(text)).toBe(encoder.encode(text).length);
  });

  test('8192 bytes fit, and the limit is announced before', () => {
    expect(measureDraft('a'.repeat(8192))).toEqual({ bytes: 8192, near: true, surplusCharacters: 0 });
    expect(measureDraft('a'.repeat(7372)).near).toBe(false);
    expect(measureDraft('a'.repeat(7373)).near).toBe(true);
  });

  test('says how many characters are too many', () => {
    expect(measureDraft('ж'.repeat(4100)).surplusCharacters).toBe(4);
  });
});
