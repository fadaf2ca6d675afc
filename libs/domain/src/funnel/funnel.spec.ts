import type { Funnel } from './funnel.ts';
import { isForwardMove } from './funnel.ts';

const name = { ru: '', en: '' };
const funnel: Funnel = {
  id: 'f',
  name,
  stages: [
    { key: 'a', name, sort: 10, semantics: 'open' },
    { key: 'b', name, sort: 20, semantics: 'open' },
    { key: 'won', name, sort: 30, semantics: 'won' },
    { key: 'lost', name, sort: 40, semantics: 'lost' },
  ],
};

describe('the assistant moves a card', () => {
  it.each<[string | null, string, boolean]>([
    [null, 'a', true],
    ['a', 'b', true],
    ['a', 'won', true],
    ['b', 'a', false],
    ['a', 'a', false],
    ['won', 'lost', false],
    ['lost', 'a', false],
    ['a', 'nowhere', false],
    ['removed', 'b', true],
  ])('from %s to %s: %s', (from, to, expected) => expect(isForwardMove(funnel, from, to)).toBe(expected));
});
