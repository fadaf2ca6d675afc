import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import type { Config } from '@voronka/platform';
import { comesFromOwnPage, isOwnOrigin } from './own-origins.ts';

function config(host: string, publicUrl: string | null): Config {
  return { host, publicUrl } as Config;
}

function request(headers: Record<string, string>): Request {
  return { headers } as unknown as Request;
}

describe('our own origin', () => {
  const cases: [string, string, string | null, string, string, boolean][] = [
    ['this machine', '127.0.0.1', null, '127.0.0.1:3000', 'http://127.0.0.1:3000', true],
    ['this machine by name', '127.0.0.1', null, 'localhost:3000', 'http://localhost:3000', true],
    ['another port', '127.0.0.1', null, '127.0.0.1:3000', 'http://127.0.0.1:4000', false],
    ['a name that points at this machine', '127.0.0.1', null, 'evil.example:3000', 'http://evil.example:3000', false],
    ['the address it listens on', '192.168.1.5', null, '192.168.1.5:3000', 'http://192.168.1.5:3000', true],
    ['any address without a public one', '0.0.0.0', null, 'host.lan:3000', 'http://host.lan:3000', true],
    ['the public address', '0.0.0.0', 'https://chat.example', 'internal:3000', 'https://chat.example', true],
    [
      'another host behind a public address',
      '0.0.0.0',
      'https://chat.example',
      'x.example',
      'https://x.example',
      false,
    ],
    ['the public name without https', '0.0.0.0', 'https://chat.example', 'chat.example', 'http://chat.example', false],
    ['no origin at all', '127.0.0.1', null, '127.0.0.1:3000', 'null', false],
  ];
  it.each(cases)('%s', (_what, host, publicUrl, hostHeader, origin, expected) => {
    expect(isOwnOrigin(config(host, publicUrl), request({ host: hostHeader }), origin)).toBe(expected);
  });
});

describe('a request from our own page', () => {
  const own = config('127.0.0.1', null);
  it('may lack an origin when no browser made it', () => {
    expect(comesFromOwnPage(own, request({ host: '127.0.0.1:1' }))).toBe(true);
  });

  it.each([
    ['same-origin', true],
    ['none', true],
    ['same-site', false],
    ['cross-site', false],
  ])('without an origin is what the browser says: %s', (site, expected) => {
    expect(comesFromOwnPage(own, request({ 'sec-fetch-site': site }))).toBe(expected);
  });
});
