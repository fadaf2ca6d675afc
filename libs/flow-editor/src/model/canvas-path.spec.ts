import { pathMark, placesOnPath } from './canvas-path.ts';

const pathOf = (...nodeIds: string[]) => ({
  visited: nodeIds.map((nodeId, index) => ({ nodeId, turn: index + 1 })),
  edges: [],
  current: null,
});

describe('places on a path', () => {
  it('gives a node that was passed again a second place', () => {
    expect(placesOnPath(pathOf('a', 'b', 'a'))).toEqual(
      new Map([
        ['a', [1, 3]],
        ['b', [2]],
      ]),
    );
  });

  it('counts a node once while the token stays there', () => {
    expect(placesOnPath(pathOf('a', 'b', 'b', 'b', 'c')).get('c')).toEqual([3]);
  });
});

describe('the mark on a card', () => {
  it('lists up to three places and shortens more', () => {
    expect(pathMark([2])).toBe('2');
    expect(pathMark([2, 5, 9])).toBe('2, 5, 9');
    expect(pathMark([2, 5, 9, 12])).toBe('2 … 12');
  });
});
