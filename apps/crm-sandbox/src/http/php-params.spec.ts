import { parsePhpQuery } from './php-params.ts';

const plain = (text: string): unknown => JSON.parse(JSON.stringify(parsePhpQuery(text)));

describe('parsePhpQuery', () => {
  it('nests brackets and turns consecutive indexes into a list', () => {
    expect(plain('fields[TITLE]=A&fields[PHONE][0][VALUE]=%2B7916&fields[PHONE][1][VALUE]=8')).toEqual({
      fields: { TITLE: 'A', PHONE: [{ VALUE: '+7916' }, { VALUE: '8' }] },
    });
  });

  it('appends for empty brackets and keeps a map when the keys have a gap', () => {
    expect(plain('select[]=ID&select[]=TITLE&gap[1]=x')).toEqual({ select: ['ID', 'TITLE'], gap: { 1: 'x' } });
  });

  it('decodes names, so percent-encoded brackets and filter prefixes work', () => {
    expect(plain('filter%5B%3EID%5D=5&name=%D0%90%D0%BD%D0%BD%D0%B0+%D0%9F')).toEqual({
      filter: { '>ID': '5' },
      name: 'Анна П',
    });
  });

  it('lets the last of equal names win and reads a name without a value as empty', () => {
    expect(plain('a=1&a=2&b')).toEqual({ a: '2', b: '' });
  });

  it('keeps a broken percent sequence and ignores names that begin with a bracket', () => {
    expect(plain('a=100%&[x]=1')).toEqual({ a: '100%' });
  });

  it('cannot be used to reach an object prototype', () => {
    const parsed = parsePhpQuery('__proto__[polluted]=1&a[__proto__][b]=1');
    expect(Object.keys(parsed)).toEqual(['__proto__', 'a']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
