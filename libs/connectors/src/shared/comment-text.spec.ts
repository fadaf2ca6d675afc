import { asPlainText, hasMarker, maxCommentLength, toCommentText } from './comment-text.ts';

const visible = (text: string) => text.replaceAll('\u200B', '');

describe('asPlainText', () => {
  it.each([
    '[b]жирный[/b]',
    '[url=https://evil.example]ссылка[/url]',
    '[*] пункт',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<!-- x -->',
    '&lt;b&gt; &#60; &amp;',
    '<<b>',
    '[[b]]',
  ])('leaves no tag, code or entity in "%s", and changes nothing a reader sees', (text) => {
    const plain = asPlainText(text);
    expect(plain).not.toMatch(/\[[\p{L}/*]/u);
    expect(plain).not.toMatch(/<[A-Za-z/!?]/);
    expect(plain).not.toMatch(/&#?\w{1,32};/);
    expect(visible(plain)).toBe(text);
  });

  it.each(['2 < 3 & 4 > 1', '[1] сноска', 'https://example.com/?a=1&b=2', 'Цена: 5 000 ₽ 👍'])(
    'leaves harmless text alone: "%s"',
    (text) => {
      expect(asPlainText(text)).toBe(text);
    },
  );

  it('drops control characters and evens out line ends', () => {
    expect(asPlainText('a\u0000b\u001bc\r\nd\te\rf')).toBe('abc\nd\te\nf');
  });
});

describe('toCommentText', () => {
  it('ends in its marker, by which it is found', () => {
    const comment = toCommentText('Привет', 'd-1:1:history');
    expect(comment).toBe('Привет\n#voronka:d-1:1:history');
    expect(hasMarker(`${comment}\n`, 'd-1:1:history')).toBe(true);
    expect(hasMarker(comment, 'd-1:1:note')).toBe(false);
  });

  it('is not taken for another one because a client wrote its marker', () => {
    const comment = toCommentText('#voronka:d-2:1:history', 'd-1:1:history');
    expect(hasMarker(comment, 'd-2:1:history')).toBe(false);
  });

  it('keeps beginning, end and marker of a long history, and says how much is left out', () => {
    const long = `начало ${'x'.repeat(100_000)} конец`;
    const comment = toCommentText(long, 'm');
    expect(comment.length).toBeLessThanOrEqual(maxCommentLength);
    expect(comment).toMatch(/^начало .*… \(−8\d{4}\) ….* конец\n#voronka:m$/s);
  });

  it('does not tear a character apart where it cuts', () => {
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      expect(toCommentText(`${shift}${'👍'.repeat(20_000)}`, 'm').isWellFormed()).toBe(true);
    }
  });
});
