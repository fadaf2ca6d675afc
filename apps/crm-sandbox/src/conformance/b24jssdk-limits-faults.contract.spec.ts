import type { B24OAuth } from '@bitrix24/b24jssdk';
import { resultOf, startForTest, vendorClient } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

interface Call {
  readonly method: string;
  readonly status: number;
  readonly executed: boolean;
  readonly fault: string | null;
}

describe('the vendor client under limits and faults', () => {
  let under: SandboxUnderTest;
  let client: B24OAuth;

  beforeEach(async () => {
    under = await startForTest();
    client = vendorClient(under.ready);
  });
  afterEach(() => under.stop());

  const calls = async (): Promise<Call[]> => (await under.control('GET', 'calls'))['calls'] as Call[];
  const leadCount = async (): Promise<number> => ((await under.control('GET', 'state'))['leads'] as []).length;
  const addLead = (by: B24OAuth = client): Promise<number> => resultOf(by, 'crm.lead.add', { fields: { TITLE: 'L' } });

  it('refuses above the bucket with 503 and lets the retrying client through', async () => {
    await under.control('POST', 'limits', { bucket: { enabled: true, capacity: 2, drainPerSecond: 1 } });
    const retrying = vendorClient(under.ready, { restrictions: { maxRetries: 5, retryDelay: 300 } });
    for (let i = 0; i < 4; i += 1) expect(await resultOf(retrying, 'crm.settings.mode.get')).toBe(1);
    const statuses = (await calls()).map((call) => call.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(4);
    expect(statuses).toContain(503);
  });

  it('names the refusal to a client that does not retry', async () => {
    await under.control('POST', 'limits', { bucket: { enabled: true, capacity: 1, drainPerSecond: 0.01 } });
    await resultOf(client, 'crm.settings.mode.get');
    await expect(resultOf(client, 'crm.settings.mode.get')).rejects.toMatchObject({
      code: 'QUERY_LIMIT_EXCEEDED',
      status: 503,
    });
  });

  it('blocks a method, and only it, when its operating time is used up', async () => {
    await under.control('POST', 'limits', { operating: { enabled: true, limitSeconds: 2, extraSecondsPerCall: 1.5 } });
    await addLead();
    await addLead();
    await expect(addLead()).rejects.toMatchObject({ code: 'OPERATION_TIME_LIMIT', status: 429 });
    expect(await resultOf(client, 'crm.settings.mode.get')).toBe(1);
  });

  it('reports operating time in every answer', async () => {
    const answer = await client.actions.v2.call.make({ method: 'crm.settings.mode.get' });
    expect(answer.getData()?.time).toMatchObject({
      operating: expect.any(Number) as unknown,
      operating_reset_at: expect.any(Number) as unknown,
      date_start: expect.stringContaining('+03:00') as unknown,
    });
  });

  it.each(['dropAfterWrite', 'error500AfterWrite'])('%s: the client fails though the lead is there', async (kind) => {
    await under.control('POST', 'faults', { kind, method: 'crm.lead.add' });
    await expect(addLead()).rejects.toThrow();
    expect(await leadCount()).toBe(1);
    expect(await calls()).toMatchObject([{ method: 'crm.lead.add', executed: true, fault: kind }]);
  });

  it.each(['dropBefore', 'error500', 'html502', 'status401', 'status429', 'status503'])(
    '%s: the client fails and nothing was written; the next call works',
    async (kind) => {
      await under.control('POST', 'faults', { kind, method: 'crm.lead.*', times: 1 });
      await expect(addLead()).rejects.toThrow();
      expect(await leadCount()).toBe(0);
      await addLead();
      expect(await leadCount()).toBe(1);
    },
  );

  it('re-creates a lead when the unmodified client retries a dropped answer: the hazard of the defaults', async () => {
    await under.control('POST', 'faults', { kind: 'dropAfterWrite', method: 'crm.lead.add' });
    await addLead(vendorClient(under.ready, { restrictions: { maxRetries: 3, retryDelay: 50 } }));
    expect(await leadCount()).toBe(2);
  });

  it('keeps the client waiting, and hangs until it gives up', async () => {
    await under.control('POST', 'faults', { kind: 'slow', delayMs: 300 });
    const before = Date.now();
    await addLead();
    expect(Date.now() - before).toBeGreaterThanOrEqual(295);

    await under.control('POST', 'faults', { kind: 'hang' });
    const url = `${under.ready.bitrix24.webhookUrl}crm.lead.add`;
    await expect(fetch(url, { method: 'POST', signal: AbortSignal.timeout(300) })).rejects.toThrow(/timeout/i);
    expect(await leadCount()).toBe(1);
  });

  it('survives an answer split inside a letter', async () => {
    await under.control('POST', 'faults', { kind: 'splitUtf8', method: 'crm.status.list' });
    const rows = await resultOf<{ NAME: string }[]>(client, 'crm.status.list', { filter: { STATUS_ID: 'NEW' } });
    expect(rows[0]?.NAME).toBe('Новый лид');
  });

  it('hides new cards from lists and duplicates during the search lag, but not from get', async () => {
    await under.control('POST', 'faults', { kind: 'searchLag', method: 'crm.lead.add', delayMs: 60_000 });
    const id = await resultOf<number>(client, 'crm.lead.add', { fields: { PHONE: [{ VALUE: '+79160000001' }] } });
    const find = (): Promise<unknown> =>
      resultOf(client, 'crm.duplicate.findbycomm', { type: 'PHONE', values: ['+79160000001'] });
    expect(await resultOf(client, 'crm.lead.get', { id })).toMatchObject({ ID: String(id) });
    expect(await resultOf(client, 'crm.lead.list')).toEqual([]);
    expect(await find()).toEqual([]);
    await under.control('POST', 'clock', { shiftMs: 60_000 });
    expect(await resultOf(client, 'crm.lead.list')).toHaveLength(1);
    expect(await find()).toEqual({ LEAD: [id] });
  });

  it('hits a batch by the method of one of its commands', async () => {
    await under.control('POST', 'faults', { kind: 'dropBefore', method: 'crm.lead.add' });
    const batch = client.actions.v2.batch.make({ calls: [['crm.lead.add', { fields: { TITLE: 'L' } }]] });
    await expect(batch).rejects.toThrow();
    expect(await leadCount()).toBe(0);
  });

  it('keeps secrets out of the journal and the state', async () => {
    await resultOf(client, 'crm.lead.add', { fields: { TITLE: 'L' } });
    const seen = JSON.stringify([await under.control('GET', 'calls'), await under.control('GET', 'state')]);
    const { accessToken, refreshToken, clientSecret, applicationToken } = under.ready.bitrix24;
    for (const secret of [accessToken, refreshToken, clientSecret, applicationToken, under.ready.controlToken])
      expect(seen).not.toContain(secret);
  });

  it('opens the control interface to nobody without its token', async () => {
    const response = await fetch(`${under.ready.pageUrl}__sandbox/state`);
    expect(response.status).toBe(401);
  });

  it('forgets cards, faults and limits on reset, but not the credentials', async () => {
    await addLead();
    await under.control('POST', 'faults', { kind: 'dropBefore', times: 100 });
    await under.control('POST', 'reset');
    expect(await resultOf(client, 'crm.lead.list')).toEqual([]);
    expect(await addLead()).toBe(2);
  });
});
