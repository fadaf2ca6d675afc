import { loginAddress, safeReturn } from './return-address.ts';

describe('the way back after login', () => {
  it('leads to the same view', () => {
    const address = loginAddress('/dialogues/d1?tab=timeline&turn=2', true);
    const search = new URL(address, 'http://x').searchParams;
    expect(safeReturn(search.get('return'))).toBe('/dialogues/d1?tab=timeline&turn=2');
    expect(search.has('expired')).toBe(true);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '\\\\evil', 'javascript:alert(1)', ''])(
    'never leaves the app: %s',
    (value) => {
      expect(safeReturn(value)).toBe('/');
    },
  );

  it('does not lead back to the login itself', () => {
    expect(safeReturn('/login?expired=1')).toBe('/');
    expect(loginAddress('/', false)).toBe('/login');
  });
});
