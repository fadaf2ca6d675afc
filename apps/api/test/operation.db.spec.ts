import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { controllerRoutes } from './routes.ts';
import { Visitor } from './visitor.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('the probes', () => {
  it('tell a living process from one that lacks something', async () => {
    expect((await api.browser().expect(200, 'GET', '/health/live')).body).toEqual({ status: 'ok' });
    const ready = await api.browser().expect(503, 'GET', '/health/ready');
    expect(ready.body).toEqual({ status: 'degraded', database: 'ok', temporal: 'unreachable' });
  });
});

describe('the metrics', () => {
  it('count what waits', async () => {
    const visitor = await Visitor.agreed(api);
    await visitor.say('Никто не решает');
    const { body } = await api.browser().expect<string>(200, 'GET', '/metrics');
    expect(body).toMatch(/^voronka_inbox_undone_rows\{service="api"\} 1$/m);
    for (const name of [
      'inbox_age_seconds',
      'outbox_age_seconds',
      'incidents_open',
      'crm_queue',
      'limiter_blocked_keys',
    ]) {
      expect(body).toMatch(new RegExp(`^voronka_${name}\\{service="api"\\} [\\d.e-]+$`, 'm'));
    }
  });

  it('are not for those behind a proxy', async () => {
    await api
      .browser()
      .expectError('Auth.Forbidden', 'GET', '/metrics', undefined, { headers: { 'x-forwarded-for': '203.0.113.1' } });
  });

  it('want their token where one is set', async () => {
    const other = await startTestApi({ METRICS_TOKEN: 'a-token-of-sixteen' });
    try {
      await other.browser().expectError('Auth.Required', 'GET', '/metrics');
      const headers = { authorization: 'Bearer a-token-of-sixteen' };
      await other.browser().expect(200, 'GET', '/metrics', undefined, { headers });
    } finally {
      await other.stop();
    }
  });
});

describe('the description', () => {
  it('names every route of the API', async () => {
    const { body } = await api.browser().expect<{ paths: Record<string, object> }>(200, 'GET', '/api/openapi.json');
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const routes = controllerRoutes(api.app)
      .map(({ address }) => address)
      .filter((address) => !address.includes(' /demo'));
    expect(described.sort()).toEqual(routes.sort());
  });

  it('takes its schemas from the contracts and describes errors', async () => {
    const { body } = await api
      .browser()
      .expect<{ components: { schemas: Record<string, object> } }>(200, 'GET', '/api/openapi.json');
    const names = Object.keys(body.components.schemas);
    for (const name of ['ApiError', 'ConditionTree', 'DialogueDetail', 'Flow', 'Login', 'SendWidgetMessage']) {
      expect(names).toContain(name);
    }
    expect(names.filter((name) => name.startsWith('__'))).toEqual([]);
  });

  it('says what a request must hold', async () => {
    interface Operation {
      parameters: { name: string; in: string }[];
      requestBody?: { content: Record<string, { schema: object }> };
    }
    const { body } = await api
      .browser()
      .expect<{ paths: Record<string, Record<string, Operation>> }>(200, 'GET', '/api/openapi.json');
    const login = body.paths['/api/auth/login']?.['post'];
    expect(login?.requestBody?.content['application/json']?.schema).toEqual({ $ref: '#/components/schemas/Login' });
    const listed = body.paths['/api/dialogues']?.['get']?.parameters.map(({ name }) => name);
    const ofTheFlow = ['flow', 'at', 'incidentAt', 'passed', 'edge', 'from', 'to'];
    expect(listed).toEqual(['search', 'status', 'today', 'funnel', 'stage', ...ofTheFlow, 'cursor', 'limit']);
    const read = body.paths['/api/dialogues/{id}']?.['get']?.parameters;
    expect(read).toEqual([expect.objectContaining({ name: 'id', in: 'path', schema: { type: 'string' } })]);
  });

  it('is readable without any foreign server', async () => {
    const { body } = await api.browser().expect<string>(200, 'GET', '/api/docs');
    expect(body).not.toMatch(/(src|href)="(https?:)?\/\//);
    const script = /src="\.\/(docs\/swagger-ui-bundle\.js)"/.exec(body)?.[1];
    await api.browser().expect(200, 'GET', `/api/${script}`);
  });
});

describe('every answer', () => {
  it('carries headers that keep foreign scripts and frames out', async () => {
    const { headers } = await api.browser().expect(200, 'GET', '/health/live');
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('to an unknown address below /api is JSON with both languages', async () => {
    const answer = await api.browser().expectError('Request.NotFound', 'GET', '/api/nothing/here');
    expect(answer.status).toBe(404);
    expect(answer.body.message).toMatchObject({ ru: expect.any(String), en: expect.any(String) });
    expect(answer.body.correlationId).toBe(answer.headers.get('x-correlation-id'));
  });

  it('to a body over the limit says so', async () => {
    const manager = await api.logIn('manager');
    const answer = await manager.expectError('Request.TooLarge', 'PATCH', '/api/auth/me', {
      locale: 'x'.repeat(5 * 1024 * 1024),
    });
    expect(answer.status).toBe(413);
  });

  it('to an address that cannot be decoded is not an inner error', async () => {
    const manager = await api.logIn('manager');
    const answer = await manager.request('GET', '/api/dialogues/%E0%A4%A');
    expect([400, 404]).toContain(answer.status);
  });
});

describe('the chat’s script', () => {
  it('may be loaded by other sites, unlike everything else', async () => {
    const policy = async (path: string) => {
      const { headers } = await api.browser().request('GET', path);
      return headers.get('cross-origin-resource-policy');
    };
    expect(await policy('/widget/voronka-widget.js')).toBe('cross-origin');
    expect(await policy('/health/live')).toBe('same-origin');
  });
});

describe('the demo’s page', () => {
  it('learns the public key of its channel', async () => {
    const { body } = await api.browser().expect(200, 'GET', '/demo/config.json');
    expect(body).toEqual({ channelKey: api.keys.site });
  });
});
