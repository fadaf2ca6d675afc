import { createHmac } from 'node:crypto';
import type { WebhookCall } from '@voronka/contracts';
import { createOutboundClient } from '@voronka/platform';
import type { OutboundClient } from '@voronka/platform';
import { startStubServer } from '../testing/stub-server.ts';
import type { StubServer } from '../testing/stub-server.ts';
import { OutgoingWebhookCaller } from './outgoing-webhook.caller.ts';

let stub: StubServer;
let client: OutboundClient;
beforeEach(async () => {
  stub = await startStubServer();
  client = createOutboundClient({ allowHosts: [stub.hostPort] });
});
afterEach(async () => {
  await client.close();
  await stub.stop();
});

const call: WebhookCall = {
  workspaceId: 'workspace',
  webhookId: 'webhook',
  idempotencyKey: 'dialogue:3:1',
  body: {
    event: 'flow.step',
    dialogueId: 'dialogue',
    nodeId: 'ask-stock',
    decidedAt: '2026-11-23T10:00:00.000Z',
    payload: { name: 'Анна', score: 5 },
  },
};

function send(url: string | null = `${stub.url}/hooks/secret-path?token=1`) {
  const caller = new OutgoingWebhookCaller({
    client,
    directory: { accessOf: () => Promise.resolve(url === null ? null : { url, secret: 'shared' }) },
  });
  return caller.call(call);
}

describe('an outgoing webhook', () => {
  it('is posted with its key, signed over time and body', async () => {
    stub.answer({ body: '' });
    await expect(send()).resolves.toEqual({ status: 200, fields: {} });
    const [request] = stub.requests;
    expect(request?.path).toBe('/hooks/secret-path?token=1');
    expect(JSON.parse(request?.body ?? '')).toEqual(call.body);
    const timestamp = String(request?.headers['x-voronka-timestamp']);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(10);
    const expected = createHmac('sha256', 'shared').update(`${timestamp}.${request?.body}`).digest('hex');
    expect(request?.headers).toMatchObject({ 'x-voronka-signature': expected, 'idempotency-key': 'dialogue:3:1' });
  });

  it('answers with the plain values at the top of its JSON, no more than fit', async () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`k${at}`, at]));
    stub.answer({ body: JSON.stringify({ stock: 'x'.repeat(3000), ok: true, none: null, deep: { a: 1 }, ...many }) });
    const { fields } = await send();
    expect(Object.keys(fields)).toHaveLength(50);
    expect(fields).toMatchObject({ ok: true, none: null, k0: 0 });
    expect(String(fields['stock'])).toHaveLength(2000);
    expect(fields).not.toHaveProperty('deep');
  });

  it.each([['[1, 2]'], ['not JSON'], ['"text"'], ['null']])('answers with nothing: %s', async (body) => {
    stub.answer({ body });
    expect((await send()).fields).toEqual({});
  });

  it.each([
    [400, 'Webhook.Rejected'],
    [410, 'Webhook.Rejected'],
    [302, 'Webhook.Rejected'],
    [408, 'Webhook.Unavailable'],
    [429, 'Webhook.Unavailable'],
    [500, 'Webhook.Unavailable'],
  ])('that is answered with %i fails as %s', async (status, code) => {
    stub.answer({ status, headers: { 'retry-after': '7' }, body: 'Анна' });
    const error = (await send().catch((reason: unknown) => reason)) as Error & { details: { retryAfterMs?: number } };
    expect(error).toMatchObject({ code });
    expect(error.details.retryAfterMs).toBe(code === 'Webhook.Unavailable' ? 7000 : undefined);
    expect(JSON.stringify(error) + String(error)).not.toMatch(/Анна|secret-path|shared/);
  });

  it('fails for good when it is switched off, or its address is not allowed', async () => {
    await expect(send(null)).rejects.toMatchObject({ code: 'Webhook.NotConfigured' });
    await expect(send('http://127.0.0.1:9/')).rejects.toMatchObject({ code: 'Webhook.AddressForbidden' });
    await expect(send('http://169.254.169.254/latest')).rejects.toMatchObject({ code: 'Webhook.AddressForbidden' });
  });

  it('may be repeated when nobody listens or the line breaks', async () => {
    stub.answer(() => {
      stub.dropLines();
      return 'hang';
    });
    await expect(send()).rejects.toMatchObject({ code: 'Webhook.Unavailable' });
    await stub.stop();
    await expect(send()).rejects.toMatchObject({ code: 'Webhook.Unavailable' });
    stub = await startStubServer();
  });
});
