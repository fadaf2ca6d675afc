import type { PlaceNumber } from './traffic.tsx';
import { createTrafficStore } from './traffic.tsx';

const standing = (count: number): PlaceNumber[] => [
  { of: 'standing', text: String(count), title: `${count} stand here`, href: '/dialogues' },
];
const traffic = (counts: Record<string, number>) => ({
  nodes: new Map(Object.entries(counts).map(([id, count]) => [id, standing(count)])),
  edges: new Map(),
});

describe('the numbers on a canvas', () => {
  it('are the same object at a place where nothing changed, so that it is not drawn anew', () => {
    const store = createTrafficStore();
    store.set(traffic({ ask: 1, done: 5 }));
    const [ask, done] = [store.at('nodes', 'ask'), store.at('nodes', 'done')];
    store.set(traffic({ ask: 2, done: 5 }));
    expect(store.at('nodes', 'done')).toBe(done);
    expect(store.at('nodes', 'ask')).not.toBe(ask);
    expect(store.at('nodes', 'ask')).toEqual(standing(2));
  });

  it('are one and the same nothing where none are known, and when they are switched off', () => {
    const store = createTrafficStore();
    const nothing = store.at('nodes', 'ask');
    store.set(traffic({ ask: 1 }));
    expect(store.at('edges', 'ask')).toBe(nothing);
    store.set(null);
    expect(store.at('nodes', 'ask')).toBe(nothing);
  });

  it('tell those who look that they changed, until they look away', () => {
    const store = createTrafficStore();
    let told = 0;
    const leave = store.subscribe(() => (told += 1));
    store.set(traffic({ ask: 1 }));
    leave();
    store.set(null);
    expect(told).toBe(1);
  });
});
