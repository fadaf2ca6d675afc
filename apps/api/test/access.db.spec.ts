import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiError, Me } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { hashToken } from '@voronka/platform';
import { publicRoutes } from '../src/auth/public-routes.ts';
import type { Browser } from './browser.ts';
import { controllerRoutes, routedAddresses } from './routes.ts';
import { adminPassword, startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** Addresses that the description of the API adds besides its own two, all of them files without data. */
const docsFiles = /^GET \/api\/docs(\/|-json|-yaml|$)/;

/** An address with something in place of its parameters. */
function concrete(address: string): [method: string, path: string] {
  const [method = '', path = ''] = address.split(' ');
  return [method, path.replace(/:\w+/g, randomUUID())];
}

describe('the list of routes', () => {
  it('is complete: what express routes is a controller’s route or a public file', () => {
    const known = new Set(controllerRoutes(api.app).map(({ address }) => address));
    const unknown = routedAddresses(api.app).filter(
      (address) => !known.has(address) && !(address in publicRoutes) && !docsFiles.test(address),
    );
    expect(unknown).toEqual([]);
    expect(known.size).toBeGreaterThan(40);
  });

  it('gives every route roles, or names it among the public ones with a reason', () => {
    const open = controllerRoutes(api.app)
      .filter(({ isPublic }) => isPublic)
      .map(({ address }) => address);
    const outsideControllers = ['GET /api/openapi.json', 'GET /api/docs'];
    expect([...open, ...outsideControllers].sort()).toEqual(Object.keys(publicRoutes).sort());
    const shut = controllerRoutes(api.app).filter(({ isPublic, roles }) => !isPublic && roles.length === 0);
    expect(shut).toEqual([]);
  });

  it('lets nobody in without a login', async () => {
    for (const { address, isPublic } of controllerRoutes(api.app)) {
      if (isPublic) continue;
      const [method, path] = concrete(address);
      const answer = await api.browser().request<ApiError>(method, path);
      expect({ address, status: answer.status, code: answer.body.code }).toEqual({
        address,
        status: 401,
        code: 'Auth.Required',
      });
    }
  });

  it.each(['admin', 'manager', 'auditor', 'assistant'] as const)(
    'lets the role %s in where it belongs',
    async (role) => {
      for (const { address, isPublic, roles } of controllerRoutes(api.app)) {
        // These two end the login itself.
        if (isPublic || address === 'POST /api/auth/logout' || address === 'POST /api/auth/password') continue;
        const caller = role === 'assistant' ? await assistant() : await loggedIn(role);
        const [method, path] = concrete(address);
        const answer = await caller.browser.request<ApiError>(method, path, undefined, caller.options);
        const refused = answer.status === 403 && answer.body.code === 'Auth.Forbidden';
        expect({ address, refused }).toEqual({ address, refused: !roles.includes(role) });
        expect(answer.status).not.toBe(401);
      }
    },
  );

  const kept = new Map<string, Browser>();
  async function loggedIn(role: 'admin' | 'manager' | 'auditor') {
    const browser = kept.get(role) ?? (await api.logIn(role));
    kept.set(role, browser);
    return { browser, options: {} };
  }

  const token = randomBytes(32).toString('base64url');
  let tokenStored = false;
  async function assistant() {
    if (!tokenStored) {
      await api.orm.em
        .fork()
        .execute('insert into api_tokens (id, workspace_id, name, token_hash) values (?, ?, ?, ?)', [
          randomUUID(),
          demoIds.workspace,
          'outside',
          hashToken(token),
        ]);
      tokenStored = true;
    }
    return { browser: api.browser(), options: { headers: { authorization: `Bearer ${token}` } } };
  }
});

describe('the login', () => {
  it('sets a cookie that scripts cannot read and other sites’ forms do not carry', async () => {
    const login = api.logins.demo[0];
    const answer = await api.browser().expect<Me>(200, 'POST', '/api/auth/login', {
      email: login?.email.toUpperCase(),
      password: login?.password,
    });
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^voronka_session=[\w-]{43}; /);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(answer.body).toMatchObject({ role: 'manager', mustChangePassword: false, workspace: { name: 'Демо' } });
  });

  it('stores only the hash of its token', async () => {
    const browser = await api.logIn('manager');
    const token = browser.cookie?.split('=')[1] ?? '';
    const stored = await api.orm.em.fork().execute<{ token_hash: string }[]>('select token_hash from sessions');
    const hashes = stored.map((row) => row.token_hash);
    expect(hashes).toContain(hashToken(token));
    expect(hashes).not.toContain(token);
  });

  it('tells an expired login from none', async () => {
    const browser = await api.logIn('auditor');
    const token = browser.cookie?.split('=')[1] ?? '';
    await api.orm.em
      .fork()
      .execute(`update sessions set expires_at = now() - interval '1 second' where token_hash = ?`, [hashToken(token)]);
    const answer = await browser.expectError('Auth.Expired', 'GET', '/api/auth/me');
    expect(answer.status).toBe(401);
  });

  it('is prolonged by use, to twelve hours without use', async () => {
    const browser = await api.logIn('auditor');
    const hash = hashToken(browser.cookie?.split('=')[1] ?? '');
    const em = api.orm.em.fork();
    await em.execute(`update sessions set expires_at = now() + interval '1 hour' where token_hash = ?`, [hash]);
    await browser.expect(200, 'GET', '/api/auth/me');
    const [row] = await em.execute<{ hours: string }[]>(
      `select extract(epoch from expires_at - now()) / 3600 as hours from sessions where token_hash = ?`,
      [hash],
    );
    expect(Number(row?.hours)).toBeCloseTo(12, 1);
  });

  it('ends at logout', async () => {
    const browser = await api.logIn('auditor');
    const { cookie } = browser;
    await browser.expect(204, 'POST', '/api/auth/logout');
    browser.cookie = cookie;
    await browser.expectError('Auth.Expired', 'GET', '/api/auth/me');
  });

  it('says the same for a wrong password and for nobody', async () => {
    const email = api.logins.demo[1]?.email ?? '';
    const wrong = await api.browser().expectError('Auth.WrongPassword', 'POST', '/api/auth/login', {
      email,
      password: 'wrong',
    });
    const nobody = await api.browser().expectError('Auth.WrongPassword', 'POST', '/api/auth/login', {
      email: 'nobody@example.com',
      password: 'wrong',
    });
    expect({ ...wrong.body, correlationId: '' }).toEqual({ ...nobody.body, correlationId: '' });
  });

  it('waits after five wrong passwords, even for the right one', async () => {
    const login = api.logins.demo[0];
    const attempt = (password: string) =>
      api.browser().request<ApiError>('POST', '/api/auth/login', { email: login?.email, password });
    for (let wrong = 0; wrong < 5; wrong += 1) expect((await attempt('wrong')).body.code).toBe('Auth.WrongPassword');
    const refused = await attempt(login?.password ?? '');
    expect(refused).toMatchObject({ status: 429, body: { code: 'Auth.TooManyAttempts' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
    await api.orm.em.fork().execute('update users set locked_until = now() where email = ?', [login?.email]);
    expect((await attempt(login?.password ?? '')).status).toBe(200);
  });
});

describe('the first password', () => {
  it('opens nothing but its own replacement, which ends all other logins', async () => {
    const other = await startTestApi();
    try {
      const { email, password } = other.logins.admin;
      const [browser, second] = [other.browser(), other.browser()];
      expect(await browser.logIn(email, password)).toMatchObject({ mustChangePassword: true });
      await second.logIn(email, password);
      const answer = await browser.expectError('Auth.PasswordChangeRequired', 'GET', '/api/dialogues');
      expect(answer.status).toBe(403);
      const change = (current: string, next: string) => ({ current, next });
      const wrong = await browser.expectError(
        'Auth.WrongPassword',
        'POST',
        '/api/auth/password',
        change('x', 'y'.repeat(10)),
      );
      expect(wrong.body.fields?.[0]?.path).toBe('current');
      await browser.expectError('Request.Invalid', 'POST', '/api/auth/password', change(password, 'short'));
      await browser.expectError('Request.Invalid', 'POST', '/api/auth/password', change(password, password));
      await browser.expect(204, 'POST', '/api/auth/password', change(password, adminPassword));
      await browser.expect(200, 'GET', '/api/dialogues');
      await second.expectError('Auth.Expired', 'GET', '/api/auth/me');
    } finally {
      await other.stop();
    }
  });
});

describe('a form of another site', () => {
  const cases: [string, Record<string, string>][] = [
    ['without our header', { 'x-voronka-csrf': '' }],
    ['with a foreign origin', { origin: 'https://foreign.example' }],
    ['with a name that only claims to be this machine', { origin: 'http://rebound.example', host: 'rebound.example' }],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
  ];
  it.each(cases)('%s changes nothing', async (_how, headers) => {
    const browser = await api.logIn('auditor');
    await browser.expectError('Auth.Forbidden', 'PATCH', '/api/auth/me', { locale: 'en' }, { headers });
    expect((await browser.expect<Me>(200, 'GET', '/api/auth/me')).body.locale).toBe('ru');
  });

  it('cannot log anybody in', async () => {
    const login = api.logins.demo[1];
    const body = { email: login?.email, password: login?.password };
    await api.browser().expectError('Auth.Forbidden', 'POST', '/api/auth/login', body, {
      headers: { origin: 'https://foreign.example' },
    });
  });
});

describe('what people do', () => {
  it('is written down with who, what and the correlation id', async () => {
    const browser = await api.logIn('auditor');
    const answer = await browser.expect(200, 'PATCH', '/api/auth/me', { locale: 'en' });
    const [row] = await api.orm.em
      .fork()
      .execute<object[]>(`select actor_name, action, correlation_id from audit_log order by id desc limit 1`);
    expect(row).toEqual({
      actor_name: 'Аудитор',
      action: 'profile.update',
      correlation_id: answer.headers.get('x-correlation-id'),
    });
    await browser.expect(200, 'PATCH', '/api/auth/me', { locale: 'ru' });
  });

  it('cannot be changed afterwards by the application itself', async () => {
    const em = api.orm.em.fork();
    await expect(em.execute(`update audit_log set action = 'nothing'`)).rejects.toThrow(/permission denied/);
    await expect(em.execute('delete from audit_log')).rejects.toThrow(/permission denied/);
  });
});
