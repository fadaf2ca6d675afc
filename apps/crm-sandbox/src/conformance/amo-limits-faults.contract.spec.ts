import { addOne, amoCaller, complaints, embedded, phone } from './amo-harness.ts';
import type { AmoCall } from './amo-harness.ts';
import { postForm, startForTest } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

interface Call {
  readonly method: string;
  readonly status: number;
  readonly executed: boolean;
  readonly fault: string | null;
}

describe('limits, faults and search of the amoCRM account', () => {
  let under: SandboxUnderTest;
  let call: AmoCall;
  let now: number;

  beforeAll(async () => {
    now = Date.now();
    under = await startForTest({ now: () => now });
    call = amoCaller(under.ready);
  });
  beforeEach(() => under.control('POST', 'reset'));
  afterAll(() => under.stop());

  const calls = async (): Promise<Call[]> => (await under.control('GET', 'amocrm/calls'))['calls'] as Call[];
  const leadCount = async (): Promise<number> => ((await under.control('GET', 'amocrm/state'))['leads'] as []).length;
  const statuses = async (count: number, by: AmoCall = call): Promise<number[]> => {
    const seen: number[] = [];
    for (let i = 0; i < count; i += 1) seen.push((await by('GET', '/api/v4/account')).status);
    return seen;
  };

  it('serves seven requests a second to an integration and refuses the eighth with a page', async () => {
    await under.control('POST', 'amocrm/limits', { enabled: true });
    expect(await statuses(8)).toEqual([200, 200, 200, 200, 200, 200, 200, 429]);
    const refused = await call('GET', '/api/v4/account');
    expect([refused.type, String(refused.body)]).toEqual([
      expect.stringContaining('text/html'),
      expect.stringContaining('429 Too Many Requests'),
    ]);
    now += 1_001;
    expect(await statuses(1)).toEqual([200]);
  });

  it('counts all callers together for the account, whoever they are', async () => {
    await under.control('POST', 'amocrm/limits', { enabled: true, accountPerSecond: 3, refusal: 'json' });
    expect(await statuses(2, amoCaller(under.ready, 'unknown'))).toEqual([401, 401]);
    expect(await statuses(2)).toEqual([200, 429]);
    expect(await call('GET', '/api/v4/account')).toMatchObject({
      type: 'application/problem+json',
      body: { status: 429 },
    });
  });

  it('blocks everything with nginx’s page after too many violations, until the limits are set anew', async () => {
    await under.control('POST', 'amocrm/limits', { enabled: true, integrationPerSecond: 1, violationsBeforeBlock: 2 });
    expect(await statuses(4)).toEqual([200, 429, 429, 403]);
    now += 3_600_000;
    const blocked = await call('POST', '/api/v4/leads', [{}]);
    expect([blocked.status, String(blocked.body)]).toEqual([403, expect.stringContaining('nginx')]);
    expect(await leadCount()).toBe(0);
    await under.control('POST', 'amocrm/limits', { enabled: true });
    expect(await statuses(1)).toEqual([200]);
  });

  it('scales the limits of both CRMs by one factor', async () => {
    await under.control('POST', 'limits', { bucket: { enabled: true, capacity: 1, drainPerSecond: 0 }, factor: 2 });
    await under.control('POST', 'amocrm/limits', { enabled: true, integrationPerSecond: 1 });
    expect(await statuses(3)).toEqual([200, 200, 429]);
    const bitrix = async (): Promise<number> => (await postForm(under.ready, 'crm.settings.mode.get', '')).status;
    expect([await bitrix(), await bitrix(), await bitrix()]).toEqual([200, 200, 503]);
  });

  it.each(['dropAfterWrite', 'error500AfterWrite'])('%s: no answer to use, though the lead is there', async (kind) => {
    await under.control('POST', 'amocrm/faults', { kind, method: 'POST /api/v4/leads*' });
    const outcome = await call('POST', '/api/v4/leads/complex', [{}]).then(
      (answer) => answer.status,
      () => 0,
    );
    expect(outcome).toBe(kind === 'dropAfterWrite' ? 0 : 500);
    expect(await leadCount()).toBe(1);
    expect(await calls()).toMatchObject([{ method: 'POST /api/v4/leads/complex', executed: true, fault: kind }]);
  });

  it.each([
    ['dropBefore', 0],
    ['error500', 500],
    ['html502', 502],
    ['status401', 401],
    ['status402', 402],
    ['status403', 403],
    ['status429', 429],
    ['status503', 503],
    ['systemError400', 400],
  ])('%s: status %s, nothing is written, and the next call works', async (kind, status) => {
    await under.control('POST', 'amocrm/faults', { kind, method: 'POST /api/v4/leads' });
    const outcome = await call('POST', '/api/v4/leads', [{}]).then(
      (answer) => answer.status,
      () => 0,
    );
    expect([outcome, await leadCount()]).toEqual([status, 0]);
    await addOne(call, 'leads', {});
    expect(await leadCount()).toBe(1);
  });

  it('words the transient 400 without validation errors', async () => {
    await under.control('POST', 'amocrm/faults', { kind: 'systemError400' });
    const answer = await call('GET', '/api/v4/leads');
    expect(answer.body).toMatchObject({ status: 400, detail: expect.stringContaining('повторите попытку') as unknown });
    expect(complaints(answer)).toEqual([]);
  });

  it('carries a slow request out, a hanging one not', async () => {
    await under.control('POST', 'amocrm/faults', { kind: 'slow', delayMs: 300 });
    const before = Date.now();
    await addOne(call, 'leads', {});
    expect(Date.now() - before).toBeGreaterThanOrEqual(295);
    await under.control('POST', 'amocrm/faults', { kind: 'hang' });
    const { baseUrl, longLivedToken } = under.ready.amocrm;
    const hanging = fetch(`${baseUrl}/api/v4/leads`, {
      headers: { authorization: `Bearer ${longLivedToken}` },
      signal: AbortSignal.timeout(300),
    });
    await expect(hanging).rejects.toThrow(/timeout/i);
  });

  it('finds by `query` only after the lag of the index, by id and in lists at once', async () => {
    await under.control('POST', 'amocrm/search', { lagMs: 5_000 });
    const id = await addOne(call, 'contacts', { name: 'Анна', custom_fields_values: [phone('+7 (916) 123-45-67')] });
    const find = async (query: string): Promise<number> =>
      embedded(await call('GET', `/api/v4/contacts?query=${encodeURIComponent(query)}`), 'contacts').length;
    expect(await find('9161234567')).toBe(0);
    expect(embedded(await call('GET', '/api/v4/contacts'), 'contacts')).toHaveLength(1);
    expect((await call('GET', `/api/v4/contacts/${id}`)).status).toBe(200);
    now += 5_000;
    expect([await find('9161234567'), await find('анна'), await find('89161234567'), await find('Пётр')]).toEqual([
      1, 1, 0, 0,
    ]);
  });

  it('cuts a limit to 250, pages by links, and answers 204 past the end', async () => {
    for (let i = 0; i < 2; i += 1)
      await call(
        'POST',
        '/api/v4/leads',
        Array.from({ length: 130 }, (_, index) => ({ name: `L${index}` })),
      );
    const page = await call('GET', '/api/v4/leads?limit=500');
    expect(embedded(page, 'leads')).toHaveLength(250);
    const { _links: links } = page.body as { _links: { next: { href: string } } };
    const next = new URL(links.next.href);
    const rest = await call('GET', next.pathname + next.search);
    expect(embedded(rest, 'leads')).toHaveLength(10);
    expect(rest.body).not.toHaveProperty('_links.next');
    expect((await call('GET', '/api/v4/leads?page=3&limit=250')).status).toBe(204);
    expect(
      (
        await call(
          'POST',
          '/api/v4/leads',
          Array.from({ length: 251 }, () => ({})),
        )
      ).status,
    ).toBe(400);
  });

  it('returns everything for a filter it does not know, and sorts by nothing it does not know', async () => {
    const ids = [await addOne(call, 'contacts', { name: 'Б' }), await addOne(call, 'contacts', { name: 'А' })];
    const list = async (query: string): Promise<unknown[]> =>
      embedded(await call('GET', `/api/v4/contacts?${query}`), 'contacts').map((row) => row['id']);
    expect(await list('filter[phone]=1')).toEqual(ids);
    expect(await list('filter[custom_fields_values][1][]=x')).toEqual(ids);
    expect(await list('order[price]=desc')).toEqual(ids);
    expect(await list('order[name]=asc')).toEqual([...ids].reverse());
    expect(await list(`filter[id][]=${ids[1]}`)).toEqual([ids[1]]);
  });

  it('names every call in the log', async () => {
    const id = await addOne(call, 'leads', {});
    await call('POST', `/api/v4/leads/${id}/notes`, [{ note_type: 'common', params: { text: 'x' } }]);
    await call('GET', '/api/v4/webhooks');
    expect((await calls()).map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST /api/v4/leads 200',
      'POST /api/v4/leads/{id}/notes 200',
      'GET /api/v4/webhooks 204',
    ]);
  });

  it('forgets cards on reset, but gives no id out twice', async () => {
    const before = await addOne(call, 'leads', {});
    await under.control('POST', 'amocrm/reset');
    expect((await call('GET', '/api/v4/leads')).status).toBe(204);
    expect(await addOne(call, 'leads', {})).toBeGreaterThan(before);
  });
});
