import type { CrmCallContext } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { PortalPeople } from './portal-people.ts';
import type { Bitrix24RestClient } from './rest-client.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'interactive' };

/** A portal in which people come and go. */
function portal() {
  const rows = [
    { ID: '5', NAME: 'Ольга', ACTIVE: true },
    { ID: '11', NAME: 'Фёдор', ACTIVE: false },
  ];
  let asked = 0;
  let nowMs = 0;
  const rest = {
    readAll: () => {
      asked += 1;
      return Promise.resolve(rows.map((row) => ({ ...row })));
    },
  } as unknown as Bitrix24RestClient;
  const people = new PortalPeople(rest, () => nowMs);
  return {
    people,
    rows,
    asked: () => asked,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('the people of a portal', () => {
  it('are asked for once in ten minutes, as long as whoever is meant works there', async () => {
    const { people, asked, pass } = portal();
    await expect(people.has('5', context)).resolves.toBe(true);
    pass(10 * 60_000);
    await expect(people.has('5', context)).resolves.toBe(true);
    expect(asked()).toBe(1);
    pass(1);
    await people.has('5', context);
    expect(asked()).toBe(2);
  });

  it('do not include those who were dismissed, and are asked for anew for somebody who was hired since', async () => {
    const { people, rows, asked, pass } = portal();
    await expect(people.has('11', context)).resolves.toBe(false);
    await expect(people.has('7', context)).resolves.toBe(false);
    expect(asked()).toBe(1);
    rows.push({ ID: '7', NAME: 'Павел', ACTIVE: true });
    pass(10_001);
    await expect(people.has('7', context)).resolves.toBe(true);
    expect(asked()).toBe(2);
  });

  it('are all taken for being there by who may not see them', async () => {
    const refused = () => Promise.reject(new VoronkaError('Crm.Unauthorized', 'x'));
    const people = new PortalPeople({ readAll: refused } as unknown as Bitrix24RestClient);
    await expect(people.has('5', context)).resolves.toBe(true);
  });

  it('are known from any list that was read', async () => {
    const { people, asked } = portal();
    await expect(people.list(context)).resolves.toMatchObject([
      { id: '5', active: true },
      { id: '11', active: false },
    ]);
    await people.has('5', context);
    expect(asked()).toBe(1);
  });
});
