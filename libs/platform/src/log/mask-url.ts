/**
 * A URL as it may be logged: scheme, host and port. Path, query and login are dropped, because that is where webhook
 * secrets live (Bitrix24: `/rest/1/{secret}/`).
 */
export function maskUrl(url: string | URL): string {
  const parsed = typeof url === 'string' ? URL.parse(url) : url;
  if (!parsed) return '(not a URL)';
  const hasMore = (parsed.pathname !== '/' && parsed.pathname !== '') || parsed.search !== '';
  return `${parsed.protocol}//${parsed.host}${hasMore ? '/***' : ''}`;
}
