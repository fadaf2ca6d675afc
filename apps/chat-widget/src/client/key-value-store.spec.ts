import { describe, expect, test } from '@jest/globals';
import { openStore } from './key-value-store.ts';

/** A browser's storage in memory. */
function createArea(refuseWrites = false): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      if (refuseWrites) throw new DOMException('full', 'QuotaExceededError');
      values.set(key, value);
    },
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
  };
}

describe('The store', () => {
  test('keeps channels apart on one site', () => {
    const area = createArea();
    openStore(() => area, 'a.').set('token', '1');
    const other = openStore(() => area, 'b.');
    expect(other.get('token')).toBeNull();
    expect(other.keys('')).toEqual([]);
    expect(openStore(() => area, 'a.').get('token')).toBe('1');
  });

  test.each([
    [
      'blocked',
      () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    ],
    ['full', () => createArea(true)],
  ])('works in memory when the browser’s storage is %s', (_case, openArea) => {
    const store = openStore(openArea, 'a.');
    store.set('out.1', 'x');
    store.set('token', 't');
    expect(store.get('out.1')).toBe('x');
    expect(store.keys('out.')).toEqual(['out.1']);
    store.remove('out.1');
    expect(store.get('out.1')).toBeNull();
  });
});
