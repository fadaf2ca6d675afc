/**
 * Where to go after login. Only paths of this app are taken, so that a link cannot send people elsewhere: one leading
 * slash, not two, and no backslash, which browsers read as a slash.
 */
export function safeReturn(value: string | null): string {
  if (value === null || !value.startsWith('/') || value.startsWith('//') || value.includes('\\')) return '/';
  if (value.startsWith('/login') || value.startsWith('/password')) return '/';
  return value;
}

/**
 * The address of the login page.
 *
 * @param from path and search to come back to
 * @param expired whether a session ended, which the page then says
 */
export function loginAddress(from: string, expired: boolean): string {
  const search = new URLSearchParams();
  const back = safeReturn(from);
  if (back !== '/') search.set('return', back);
  if (expired) search.set('expired', '1');
  const text = search.toString();
  return text === '' ? '/login' : `/login?${text}`;
}
