import { isBackAndForth, mostOppositeChanges, oppositeChanges } from './back-and-forth.ts';

describe('changes of a field that take each other back', () => {
  it.each([
    [[], 0],
    [['a', 'b'], 0],
    [['a', 'b', 'a'], 1],
    [['a', 'b', 'a', 'b'], 2],
    [['a', 'b', 'c', 'd', 'e'], 0],
    [['a', 'a', 'a', 'a'], 0],
    [['a', 'b', 'c', 'b', 'c'], 2],
  ])('of %j are %d', (values, opposite) => {
    expect(oppositeChanges(values)).toBe(opposite);
  });

  it('are put up with up to the limit, and not beyond', () => {
    const swings = (changes: number) => Array.from({ length: changes }, (_, at) => (at % 2 === 0 ? 'a' : 'b'));
    expect(isBackAndForth(swings(mostOppositeChanges + 2))).toBe(false);
    expect(isBackAndForth(swings(mostOppositeChanges + 3))).toBe(true);
  });
});
