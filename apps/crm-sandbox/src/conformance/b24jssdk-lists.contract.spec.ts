import type { B24OAuth } from '@bitrix24/b24jssdk';
import { resultOf, startForTest, vendorClient } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

describe('the vendor client on long lists', () => {
  let under: SandboxUnderTest;
  let client: B24OAuth;

  beforeAll(async () => {
    under = await startForTest();
    client = vendorClient(under.ready);
    for (const part of [60, 63]) {
      const calls = Array.from({ length: part }, (_, index): [string, object] => [
        'crm.lead.add',
        { fields: { TITLE: `Лид ${part}-${index}`, PHONE: [{ VALUE: `+7900000${part}${index}` }] } },
      ]);
      const added = await client.actions.v2.batchByChunk.make<number>({ calls: calls });
      expect(added.isSuccess).toBe(true);
    }
  });
  afterAll(() => under.stop());

  it('pages by offset until there is no next', async () => {
    const pages: number[] = [];
    for (let start = 0, more = true; more; start += 50) {
      const answer = await client.actions.v2.call.make<unknown[]>({
        method: 'crm.lead.list',
        params: { select: ['ID'], start },
      });
      expect(answer.getTotal()).toBe(123);
      pages.push(answer.getData()?.result.length ?? 0);
      more = answer.isMore();
    }
    expect(pages).toEqual([50, 50, 23]);
  });

  it('feeds fetchList with more than one page of an old method', async () => {
    const ids: number[] = [];
    for await (const rows of client.actions.v2.fetchList.make<{ ID: string }>({
      method: 'crm.lead.list',
      params: { select: ['ID', 'TITLE'] },
    }))
      ids.push(...rows.map((row) => Number(row.ID)));
    expect(ids).toHaveLength(123);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  it('feeds callList with crm.item.list', async () => {
    const answer = await client.actions.v2.callList.make<{ id: number }>({
      method: 'crm.item.list',
      params: { entityTypeId: 1, select: ['id', 'title'] },
      idKey: 'id',
      customKeyForResult: 'items',
    });
    expect(answer.getData()).toHaveLength(123);
  });

  it('shows phones only when they are selected by name', async () => {
    const [masked] = await resultOf<object[]>(client, 'crm.lead.list', { select: ['*', 'UF_*'], filter: { ID: 1 } });
    expect(masked).not.toHaveProperty('PHONE');
    const [named] = await resultOf<object[]>(client, 'crm.lead.list', { select: ['PHONE'], filter: { ID: 1 } });
    expect(named).toMatchObject({ ID: '1', PHONE: [{ TYPE_ID: 'PHONE' }] });
  });

  it('shows fm in crm.item.list only with the mask', async () => {
    const list = async (select: string[]): Promise<object | undefined> =>
      (await resultOf<{ items: object[] }>(client, 'crm.item.list', { entityTypeId: 1, select, filter: { id: 1 } }))
        .items[0];
    expect(await list(['id', 'phone'])).toEqual({ id: 1, phone: expect.stringMatching(/^\+7900/) as unknown });
    expect(await list(['*'])).toHaveProperty('fm');
  });

  it('returns everything for a mistyped filter of an old method', async () => {
    const answer = await client.actions.v2.call.make({
      method: 'crm.lead.list',
      params: { filter: { ORIGINID: 'x' } },
    });
    expect(answer.getTotal()).toBe(123);
  });
});
