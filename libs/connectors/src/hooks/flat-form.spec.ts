import { readFlatForm } from './flat-form.ts';

describe('a flat form', () => {
  it('keeps a name that is a value and a beginning of others at the same time (failure 18)', () => {
    const form = readFlatForm('note[type]=3&note[type][message_uuid]=abc&note%5Bid%5D=7');
    expect([...form]).toEqual([
      ['note[type]', '3'],
      ['note[type][message_uuid]', 'abc'],
      ['note[id]', '7'],
    ]);
  });

  it('takes the last of equal names, and reads letters of all languages', () => {
    const form = readFlatForm('a=1&name=%D0%90%D0%BD%D0%BD%D0%B0+%D0%9F&a=2');
    expect(form.get('a')).toBe('2');
    expect(form.get('name')).toBe('Анна П');
  });

  it.each([
    ['nothing', '', 0],
    ['names that objects have by themselves', '__proto__[x]=1&constructor=2', 2],
    ['any depth', `a${'[b]'.repeat(90)}=1`, 1],
    ['a name without end', `${'a'.repeat(400)}=1&b=2`, 1],
    ['broken percent signs', '%=1&%E0%A4=2&b=%', 3],
    [
      'more values than anybody sends',
      'a=1&'.repeat(3) + Array.from({ length: 9_000 }, (_, at) => `k${at}=1`).join('&'),
      4_998,
    ],
  ])('stands %s', (_, body, size) => {
    expect(readFlatForm(body).size).toBe(size);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
