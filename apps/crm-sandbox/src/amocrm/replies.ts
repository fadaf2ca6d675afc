import { textReply } from '../http/http-types.ts';
import type { HttpReply } from '../http/http-types.ts';
import { ApiError } from './api-error.ts';
import type { ApiAnswer } from './method.ts';

/** A success; an empty body has no type. */
export function halReply({ status, body }: ApiAnswer): HttpReply {
  if (body === null) return { status, headers: {}, body: '' };
  return { status, headers: { 'content-type': 'application/hal+json' }, body: JSON.stringify(body) };
}

/** A problem document. */
export function problemReply(error: ApiError): HttpReply {
  const headers = { 'content-type': 'application/problem+json' };
  return { status: error.status, headers, body: JSON.stringify(error.body) };
}

/** @source amocrm-api-php#434: a blocked account answers with nginx's own page */
export function limitReply(verdict: 'refused' | 'blocked', refusal: 'html' | 'json'): HttpReply {
  if (verdict === 'blocked') return htmlPage(403, '403 Forbidden');
  if (refusal === 'json') return problemReply(new ApiError(429, 'Too Many Requests', 'Request limit exceeded'));
  return htmlPage(429, '429 Too Many Requests');
}

/** A page as nginx makes it, where a program expected JSON. */
export function htmlPage(status: number, title: string): HttpReply {
  return textReply(
    status,
    'text/html',
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
  );
}
