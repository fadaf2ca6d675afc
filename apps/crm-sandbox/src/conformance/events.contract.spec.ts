import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { B24OAuth } from '@bitrix24/b24jssdk';
import { postForm, resultOf, startForTest, vendorClient } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

/** A handler's server that keeps what it was sent. */
async function startReceiver(): Promise<{ url: string; received: URLSearchParams[]; server: Server }> {
  const received: URLSearchParams[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      received.push(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
      response.writeHead(message.url === '/broken' ? 500 : 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received, server };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250));

describe('events', () => {
  let under: SandboxUnderTest;
  let client: B24OAuth;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  beforeEach(async () => {
    under = await startForTest();
    client = vendorClient(under.ready);
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await under.stop();
    receiver.server.closeAllConnections();
    await new Promise((resolve) => receiver.server.close(resolve));
  });

  const bind = (event: string, extra: object = {}): Promise<unknown> =>
    resultOf(client, 'event.bind', { event, handler: receiver.url, ...extra });
  const addLead = (extra: object = {}): Promise<number> =>
    resultOf(client, 'crm.lead.add', { fields: { TITLE: 'L' }, ...extra });

  it('sends a form with nothing but the id and the proof of origin', async () => {
    await bind('OnCrmLeadAdd');
    const id = await addLead();
    await settled();
    expect(receiver.received).toHaveLength(1);
    const form = Object.fromEntries(receiver.received[0] ?? []);
    expect(form).toMatchObject({
      event: 'ONCRMLEADADD',
      'data[FIELDS][ID]': String(id),
      'auth[application_token]': under.ready.bitrix24.applicationToken,
      'auth[member_id]': under.ready.bitrix24.memberId,
      'auth[client_endpoint]': under.ready.bitrix24.clientEndpoint,
    });
    expect(Object.keys(form).filter((key) => key.startsWith('data'))).toEqual(['data[FIELDS][ID]']);
    const profile = await fetch(`${under.ready.bitrix24.clientEndpoint}profile?auth=${form['auth[access_token]']}`);
    expect(profile.status).toBe(200);
  });

  it('echoes own writes, except to handlers bound with the same auth_connector', async () => {
    await bind('ONCRMLEADADD', { auth_connector: 'engine' });
    await addLead();
    await settled();
    expect(receiver.received).toHaveLength(1);
    await addLead({ auth_connector: 'engine' });
    await settled();
    expect(receiver.received).toHaveLength(1);
  });

  it('never repeats a failed call', async () => {
    await resultOf(client, 'event.bind', { event: 'ONCRMLEADADD', handler: `${receiver.url}broken` });
    await addLead();
    await settled();
    expect(receiver.received).toHaveLength(1);
    expect((await under.control('GET', 'events'))['deliveries']).toMatchObject([{ status: 500 }]);
  });

  it('tells of a move to another funnel with its stage', async () => {
    await bind('ONCRMDEALMOVETOCATEGORY');
    const id = await resultOf<number>(client, 'crm.deal.add', { fields: { TITLE: 'D' } });
    await resultOf(client, 'crm.item.update', { entityTypeId: 2, id, fields: { categoryId: 5 } });
    await settled();
    expect(Object.fromEntries(receiver.received[0] ?? [])).toMatchObject({
      'data[FIELDS][ID]': String(id),
      'data[FIELDS][CATEGORY_ID]': '5',
      'data[FIELDS][STAGE_ID]': 'C5:NEW',
    });
  });

  it('doubles, loses and delays calls on demand', async () => {
    await bind('ONCRMLEADADD');
    await under.control('POST', 'events', { duplicate: 1, delayMs: 0 });
    await addLead();
    await settled();
    expect(receiver.received).toHaveLength(2);
    await under.control('POST', 'events', { duplicate: 0, loss: 1 });
    await addLead();
    await settled();
    expect(receiver.received).toHaveLength(2);
    await under.control('POST', 'events', { loss: 0, delayMs: 400 });
    await addLead();
    await settled();
    expect(receiver.received).toHaveLength(2);
    await settled();
    expect(receiver.received).toHaveLength(3);
  });

  it('lists and unbinds handlers', async () => {
    await bind('ONCRMLEADADD');
    expect(await resultOf(client, 'event.get')).toEqual([
      { event: 'ONCRMLEADADD', handler: receiver.url, auth_type: '0', offline: 0 },
    ]);
    expect(await resultOf(client, 'event.unbind', { event: 'ONCRMLEADADD', handler: receiver.url })).toEqual({
      count: 1,
    });
    await addLead();
    await settled();
    expect(receiver.received).toEqual([]);
  });

  it.each([
    ['an event nobody knows', { event: 'ONNOTHING' }, 'ERROR_EVENT_NOT_FOUND'],
    ['an offline event', { event: 'ONCRMLEADADD', event_type: 'offline' }, 'ERROR_ARGUMENT'],
  ])('refuses %s', async (_, params, code) => {
    await expect(resultOf(client, 'event.bind', { handler: receiver.url, ...params })).rejects.toMatchObject({ code });
  });

  it('calls an outgoing webhook without tokens, with a token of its own', async () => {
    const { applicationToken } = await under.control('POST', 'outgoing-webhooks', {
      handler: receiver.url,
      events: ['ONCRMLEADUPDATE'],
    });
    const { body } = await postForm(under.ready, 'crm.lead.add', 'fields[TITLE]=L');
    await postForm(under.ready, 'crm.lead.update', `id=${Number(body['result'])}&fields[STATUS_ID]=IN_PROCESS`);
    await settled();
    const form = Object.fromEntries(receiver.received[0] ?? []);
    expect(form).toMatchObject({ event: 'ONCRMLEADUPDATE', 'auth[application_token]': applicationToken });
    expect(form).not.toHaveProperty('auth[access_token]');
  });
});
