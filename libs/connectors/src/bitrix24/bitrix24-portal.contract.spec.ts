import type { CrmCallContext } from '@voronka/contracts';
import type { Bitrix24UnderTest } from '../contract/bitrix24-sandbox.ts';
import { startBitrix24Sandbox } from '../contract/bitrix24-sandbox.ts';
import { newCard } from '../contract/crm-port-cards.contract.ts';

const context: CrmCallContext = { correlationId: 'portal', lane: 'interactive' };

describe('a Bitrix24 portal that people work in', () => {
  let under: Bitrix24UnderTest;
  beforeAll(async () => {
    under = await startBitrix24Sandbox();
  });
  beforeEach(() => under.reset());
  afterAll(() => under.stop());

  it('a person who was dismissed is listed as inactive from then on', async () => {
    const { manager } = under.known;
    const isActive = async () => (await under.crm.listUsers(context)).find(({ id }) => id === manager)?.active;
    await expect(isActive()).resolves.toBe(true);
    await under.sandbox.control('POST', 'users', { id: Number(manager), active: false });
    await expect(isActive()).resolves.toBe(false);
  });

  describe.each(['lead', 'deal'] as const)('a stage of a %s that is not there', (kind) => {
    const absent = kind === 'lead' ? 'UC_ABSENT' : 'C5:UC_ABSENT';

    it('makes no card, and the failure is final', async () => {
      const attempt = under.crm.createCard({ ...newCard(under, kind), statusId: absent }, context);
      await expect(attempt).rejects.toMatchObject({ code: 'Crm.Rejected' });
      await expect(under.count()).resolves.toMatchObject({ leads: 0, deals: 0 });
    });

    it('leaves a card that is moved there where it is, and the failure is final', async () => {
      const card = { kind, id: await under.crm.createCard(newCard(under, kind), context) };
      await expect(under.crm.moveCard(card, absent, context)).rejects.toMatchObject({ code: 'Crm.Rejected' });
      await expect(under.crm.getCard(card, context)).resolves.toMatchObject({
        statusId: under.known.statuses[kind].first,
      });
    });
  });
});
