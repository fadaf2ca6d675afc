import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import type { VoronkaError } from '@voronka/contracts';
import type { AccountStore, LoginRow } from '@voronka/persistence';
import type { Config } from '@voronka/platform';
import { BeforePasswordChange, Public, Roles } from './access.decorators.ts';
import { AccessGuard } from './access.guard.ts';
import { principalOf } from './principal.ts';

class Example {
  @Public() open() {}
  @Roles('admin') forAdmins() {}
  @Roles('auditor', 'manager') forOthers() {}
  @Roles('admin') @BeforePasswordChange() early() {}
  forgotten() {}
}

const login = {
  user: { id: 'u', name: 'A', email: 'a@b', role: 'admin', locale: 'ru', mustChangePassword: false },
  workspace: { id: 'w', name: 'W' },
} as LoginRow;

/** Knows one login, by any cookie; anything else it is asked fails. */
function accounts(found: LoginRow | null): AccountStore {
  return { findSession: () => Promise.resolve(found) } as unknown as AccountStore;
}

async function outcome(
  handler: keyof Example,
  options: { found?: LoginRow | null; headers?: Record<string, string>; method?: string } = {},
): Promise<string> {
  const request = {
    method: options.method ?? 'GET',
    headers: { host: '127.0.0.1:1', ...(options.headers ?? { cookie: 'voronka_session=token' }) },
  };
  const context = {
    getHandler: () => Object.getOwnPropertyDescriptor(Example.prototype, handler)?.value as unknown,
    getClass: () => Example,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
  const config = { host: '127.0.0.1', publicUrl: null } as Config;
  const found = options.found === undefined ? login : options.found;
  const guard = new AccessGuard(new Reflector(), accounts(found), config);
  return guard.canActivate(context).then(
    (allowed) => (allowed ? 'allowed' : 'refused'),
    (error: VoronkaError) => error.code,
  );
}

describe('the guard before every route', () => {
  it('lets everyone through where the route is public, without looking at a login', async () => {
    expect(await outcome('open', { headers: {} })).toBe('allowed');
  });

  it('lets a role in where it is named, and only there', async () => {
    expect(await outcome('forAdmins')).toBe('allowed');
    expect(await outcome('forOthers')).toBe('Auth.Forbidden');
  });

  it('lets nobody in where nothing was said, not even an admin', async () => {
    expect(await outcome('forgotten')).toBe('Auth.Forbidden');
  });

  it('tells no login from an ended one', async () => {
    expect(await outcome('forAdmins', { headers: {} })).toBe('Auth.Required');
    expect(await outcome('forAdmins', { found: null })).toBe('Auth.Expired');
  });

  it('asks for a new password first', async () => {
    const found = { ...login, user: { ...login.user, mustChangePassword: true } };
    expect(await outcome('forAdmins', { found })).toBe('Auth.PasswordChangeRequired');
    expect(await outcome('early', { found })).toBe('allowed');
  });

  it('wants the header against foreign forms on everything that changes', async () => {
    const cookie = 'voronka_session=token';
    expect(await outcome('forAdmins', { method: 'POST' })).toBe('Auth.Forbidden');
    const headers = { cookie, 'x-voronka-csrf': '1' };
    expect(await outcome('forAdmins', { method: 'POST', headers })).toBe('allowed');
    const foreign = { ...headers, origin: 'https://foreign.example' };
    expect(await outcome('forAdmins', { method: 'POST', headers: foreign })).toBe('Auth.Forbidden');
  });

  it('leaves no principal on a public route', () => {
    expect(() => principalOf({} as never)).toThrow(expect.objectContaining({ code: 'Auth.Required' }));
  });
});
