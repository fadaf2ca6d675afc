import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Config } from '@voronka/platform';

const cookieName = 'voronka_session';

function setCookie(config: Config, response: Response, value: string, maxAge: number | undefined): void {
  const cookie = stringifySetCookie({
    name: cookieName,
    value,
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl?.startsWith('https:') ?? false,
    path: '/',
    ...(maxAge === undefined ? {} : { maxAge }),
  });
  response.append('set-cookie', cookie);
}

/** Hands the login to the browser; it ends with the browser, or unused after its idle time on the server. */
export function giveSessionCookie(config: Config, response: Response, token: string): void {
  setCookie(config, response, token, undefined);
}

/** Takes the login back. */
export function dropSessionCookie(config: Config, response: Response): void {
  setCookie(config, response, '', 0);
}

/** The token of the request's login, or null. */
export function readSessionCookie(request: Request): string | null {
  return parseCookie(request.headers.cookie ?? '')[cookieName] || null;
}

/** The token of an `Authorization: Bearer` header, or null. */
export function readBearerToken(request: Request): string | null {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token && rest.length === 0 ? token : null;
}
