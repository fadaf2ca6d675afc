import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 'x' }], a: null })).toBe('{"a":null,"b":[{"c":"x","d":1}]}');
    expect(canonicalJson({ a: null, b: [{ c: 'x', d: 1 }] })).toBe(canonicalJson({ b: [{ d: 1, c: 'x' }], a: null }));
  });

  it('keeps the order of lists', () => expect(canonicalJson([2, 1])).toBe('[2,1]'));

  it('leaves out what is undefined, as JSON does', () => expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}'));

  it('reads back as the same value', () => {
    const value = { text: 'ё "quoted" \u2028', list: [true, -1.5, {}], deep: { '': 0 } };
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });

  it.each([[Number.NaN], [undefined], [() => 1], [1n], [[Number.POSITIVE_INFINITY]]])('refuses %s', (value) =>
    expect(() => canonicalJson(value)).toThrow(TypeError),
  );
});
