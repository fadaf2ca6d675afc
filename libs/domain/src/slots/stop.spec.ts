import { isStop } from './stop.ts';

const stops = (text: string): boolean => isStop(text.split(' ').filter(Boolean));

describe('the wish not to be written to any more', () => {
  it('is the whole message', () => {
    expect(stops('стоп')).toBe(true);
    expect(stops('пожалуйста больше не пишите мне')).toBe(true);
    expect(stops('остановка рядом')).toBe(false);
    expect(stops('stop by tomorrow')).toBe(false);
  });

  it('needs one of its words, not only those that go with it', () => {
    expect(stops('пожалуйста уже')).toBe(false);
    expect(stops('')).toBe(false);
  });

  it('has no more than twelve words', () => {
    const eleven = Array.from({ length: 11 }, () => 'пожалуйста').join(' ');
    expect(stops(`стоп ${eleven}`)).toBe(true);
    expect(stops(`стоп ${eleven} пожалуйста`)).toBe(false);
  });
});
