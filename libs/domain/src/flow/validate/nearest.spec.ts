import fc from 'fast-check';
import { editDistance, nearestOf } from './nearest.ts';

describe('how far two words are from each other', () => {
  it.each([
    ['name', 'name', 0],
    ['nmae', 'name', 1],
    ['nam', 'name', 1],
    ['names', 'name', 1],
    ['game', 'name', 1],
    ['', 'name', 4],
    ['stage', 'score', 3],
  ])('%s → %s: %i', (one, other, distance) => expect(editDistance(one, other)).toBe(distance));

  it('is the same both ways, and never more than the longer word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
        const distance = editDistance(one, other);
        expect(editDistance(other, one)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
        expect(distance === 0).toBe(one === other);
      }),
    );
  });
});

describe('what somebody meant', () => {
  const nearest = nearestOf(['stage', 'score', 'slots.phone.known', 'slots.name.known']);

  it('is the nearest name, whatever its capitals', () => {
    expect(nearest('Stgae')).toBe('stage');
    expect(nearest('slots.phone.know')).toBe('slots.phone.known');
  });

  it('is a name that has the word as a part', () => expect(nearest('phone')).toBe('slots.phone.known'));

  it('is nothing when more than a third of the letters differ', () => {
    expect(nearest('state')).toBe('stage');
    expect(nearest('stars')).toBeNull();
    expect(nearest('')).toBeNull();
    expect(nearest('x'.repeat(100))).toBeNull();
  });

  it('is the same when it is asked again', () => {
    expect([nearest('scor'), nearest('scor'), nearest('weather'), nearest('weather')]).toEqual([
      'score',
      'score',
      null,
      null,
    ]);
  });
});
