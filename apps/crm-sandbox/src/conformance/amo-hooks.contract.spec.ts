import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parsePhpQuery } from '../http/php-params.ts';
import { addOne, amoCaller, complaints, embedded } from './amo-harness.ts';
import type { AmoCall } from './amo-harness.ts';
import { startForTest } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

interface Delivery {
  readonly setting: string;
  readonly attempt: number;
  readonly status: number;
}

describe('webhooks of the amoCRM account', () => {
  let under: SandboxUnderTest;
  let call: AmoCall;
  let receiver: Server;
  let destination: string;
  let bodies: string[];
  let answer: { status: number; delayMs: number };

  beforeAll(async () => {
    under = await startForTest();
    call = amoCaller(under.ready);
    receiver = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      request.on('end', () => {
        bodies.push(text);
        setTimeout(() => response.writeHead(answer.status).end(), answer.delayMs);
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    destination = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  });
  beforeEach(async () => {
    bodies = [];
    answer = { status: 200, delayMs: 0 };
    await under.control('POST', 'reset');
    await under.control('POST', 'amocrm/webhooks', { delayMs: 0, anonymous: 0 });
  });
  afterAll(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await under.stop();
  });

  const subscribe = (settings: string[]): Promise<{ status: number }> =>
    call('POST', '/api/v4/webhooks', { destination, settings });
  const deliveries = async (): Promise<Delivery[]> =>
    (await under.control('GET', 'amocrm/webhooks'))['deliveries'] as Delivery[];

  /** Waits until `count` calls were made, then a moment longer for one too many. */
  async function settled(count: number): Promise<Delivery[]> {
    for (let i = 0; i < 100 && (await deliveries()).length < count; i += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 100));
    return deliveries();
  }

  it('sends a move in the old form, own changes too, with where the lead came from', async () => {
    const id = await addOne(call, 'leads', { name: 'Заявка', price: 5, _embedded: { tags: [{ name: 'сайт' }] } });
    const before = (await call('GET', `/api/v4/leads/${id}`)).body as { status_id: number; pipeline_id: number };
    await subscribe(['status_lead']);
    await call('PATCH', `/api/v4/leads/${id}`, { status_id: 142 });
    await settled(1);
    const body = parsePhpQuery(bodies[0] ?? '');
    expect(body).toMatchObject({
      leads: {
        status: [
          {
            id: String(id),
            name: 'Заявка',
            status_id: '142',
            old_status_id: String(before.status_id),
            pipeline_id: String(before.pipeline_id),
            old_pipeline_id: String(before.pipeline_id),
            price: '5',
            modified_user_id: '9000001',
            tags: [{ name: 'сайт' }],
          },
        ],
      },
      account: { id: String(under.ready.amocrm.accountId), subdomain: 'demo' },
    });
    expect(bodies[0]).toContain('leads%5Bstatus%5D%5B0%5D%5Bid%5D=');
  });

  it('puts the items of one request into one body and the kinds into bodies of their own', async () => {
    const ids = [await addOne(call, 'leads', {}), await addOne(call, 'leads', {})];
    await subscribe(['status_lead', 'responsible_lead', 'update_lead']);
    await call(
      'PATCH',
      '/api/v4/leads',
      ids.map((id) => ({ id, status_id: 143, responsible_user_id: 9_000_005 })),
    );
    const made = await settled(3);
    expect(made.map((delivery) => delivery.setting).sort()).toEqual(['responsible_lead', 'status_lead', 'update_lead']);
    const moved = bodies.map(parsePhpQuery).find((body) => JSON.stringify(body).includes('"status":['));
    expect(moved).toMatchObject({ leads: { status: ids.map((id) => ({ id: String(id) })) } });
  });

  it('says nothing when a change changes nothing', async () => {
    const id = await addOne(call, 'leads', { name: 'Та же' });
    await subscribe(['update_lead', 'status_lead']);
    await call('PATCH', `/api/v4/leads/${id}`, { name: 'Та же' });
    expect(await settled(0)).toEqual([]);
  });

  it('tells of notes, tasks, contacts and deleted leads', async () => {
    await subscribe(['note_lead', 'add_task', 'add_contact', 'delete_lead']);
    const id = await addOne(call, 'leads', {});
    await call('POST', `/api/v4/leads/${id}/notes`, [{ note_type: 'common', params: { text: 'Привет' } }]);
    await call('POST', '/api/v4/tasks', [{ text: 'Звонок', complete_till: 1, entity_id: id, entity_type: 'leads' }]);
    await addOne(call, 'contacts', { name: 'Анна' });
    await under.control('POST', 'amocrm/delete', { entity: 'leads', id });
    await settled(4);
    const all = Object.assign({}, ...bodies.map((body) => parsePhpQuery(body))) as Record<string, unknown>;
    expect(bodies.join('&')).toContain('leads%5Bnote%5D%5B0%5D%5Bnote%5D%5Btext%5D=');
    expect(all).toMatchObject({ task: { add: [{ element_id: String(id), element_type: '2' }] } });
    expect(bodies.map(parsePhpQuery)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ leads: { delete: [expect.objectContaining({ id: String(id) })] } }),
        expect.objectContaining({ contacts: { add: [expect.objectContaining({ name: 'Анна', type: 'contact' })] } }),
      ]),
    );
  });

  it('repeats a call that failed or was too slow along the ladder, then gives up', async () => {
    await under.control('POST', 'amocrm/webhooks', { retryDelaysMs: [20, 20], timeoutMs: 200 });
    await subscribe(['add_lead']);
    answer = { status: 500, delayMs: 0 };
    await addOne(call, 'leads', {});
    expect((await settled(3)).map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 500],
      [3, 500],
    ]);
    answer = { status: 200, delayMs: 600 };
    await addOne(call, 'leads', {});
    expect((await settled(6)).slice(3).map(({ status }) => status)).toEqual([0, 0, 0]);
  });

  it('takes a redirect for a failure and any 2xx for a success', async () => {
    await under.control('POST', 'amocrm/webhooks', { retryDelaysMs: [20] });
    await subscribe(['add_lead']);
    answer = { status: 302, delayMs: 0 };
    await addOne(call, 'leads', {});
    expect(await settled(2)).toHaveLength(2);
    answer = { status: 299, delayMs: 0 };
    await addOne(call, 'leads', {});
    expect(await settled(3)).toHaveLength(3);
  });

  it('switches a webhook off after too many failures; subscribing again switches it on', async () => {
    await under.control('POST', 'amocrm/webhooks', { retryDelaysMs: [], disableAfter: 2 });
    await subscribe(['add_lead']);
    answer = { status: 404, delayMs: 0 };
    for (let i = 1; i <= 4; i += 1) {
      await addOne(call, 'leads', {});
      await settled(Math.min(i, 3));
    }
    expect(await deliveries()).toHaveLength(3);
    const rows = async (): Promise<unknown[]> => embedded(await call('GET', '/api/v4/webhooks'), 'webhooks');
    expect(await rows()).toMatchObject([{ destination, disabled: true }]);
    await subscribe(['add_lead', 'update_lead']);
    expect(await rows()).toMatchObject([{ disabled: false, settings: ['add_lead', 'update_lead'] }]);
  });

  it('loses, doubles and hides the author of calls on demand', async () => {
    await subscribe(['add_lead']);
    await under.control('POST', 'amocrm/webhooks', { loss: 1 });
    await addOne(call, 'leads', {});
    expect(await settled(1)).toMatchObject([{ status: -1 }]);
    await under.control('POST', 'amocrm/webhooks', { loss: 0, duplicate: 1, anonymous: 1 });
    await addOne(call, 'leads', {});
    await settled(3);
    expect(bodies).toHaveLength(2);
    expect(bodies.map(parsePhpQuery)).toMatchObject([
      { leads: { add: [{ modified_user_id: '0' }] } },
      { leads: { add: [{ modified_user_id: '0' }] } },
    ]);
  });

  it('is for administrators, knows its settings, and forgets a destination', async () => {
    const { accessToken } = (await under.control('POST', 'amocrm/tokens', { userId: 9_000_005 })) as {
      accessToken: string;
    };
    const manager = amoCaller(under.ready, accessToken);
    expect((await manager('POST', '/api/v4/webhooks', { destination, settings: ['add_lead'] })).status).toBe(403);
    expect((await manager('GET', '/api/v4/leads')).status).toBe(204);
    const wrong = await call('POST', '/api/v4/webhooks', { destination: 'nowhere', settings: ['add_everything'] });
    expect(complaints(wrong)).toEqual(['InvalidValue destination', 'NotSupportedChoice settings.0']);
    expect((await subscribe(['add_lead'])).status).toBe(201);
    expect((await call('DELETE', '/api/v4/webhooks', { destination })).status).toBe(204);
    expect((await call('GET', '/api/v4/webhooks')).status).toBe(204);
  });
});
