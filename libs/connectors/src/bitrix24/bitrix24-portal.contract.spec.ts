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

  it('takes no card for a person who was dismissed: the failure says so, and the card stays with whom it was', async () => {
    const { manager, otherManager } = under.known;
    const lead = { ...newCard(under, 'lead'), responsibleId: manager };
    const card = { kind: 'lead', id: await under.crm.createCard(lead, context) } as const;
    // A portal gives cards to former people without a word.
    const other = await startBitrix24Sandbox();
    try {
      await other.sandbox.control('POST', 'users', { id: Number(otherManager), active: false });
      const its = { kind: 'lead', id: await other.crm.createCard({ ...lead }, context) } as const;
      await expect(other.crm.setResponsible(its, otherManager, context)).rejects.toMatchObject({
        code: 'Crm.ResponsibleGone',
      });
      await expect(other.crm.hasUser?.(otherManager, context)).resolves.toBe(false);
      await expect(other.crm.getCard(its, context)).resolves.toMatchObject({ responsibleId: manager });
    } finally {
      await other.stop();
    }
    await under.crm.setResponsible(card, otherManager, context);
    await expect(under.crm.getCard(card, context)).resolves.toMatchObject({ responsibleId: otherManager });
  });

  it('that an administrator has set to work without leads says so (failure 23)', async () => {
    await expect(under.crm.worksWithLeads?.(context)).resolves.toBe(true);
    const other = await startBitrix24Sandbox();
    try {
      await other.sandbox.control('POST', 'mode', { leads: false });
      await expect(other.crm.worksWithLeads?.(context)).resolves.toBe(false);
      await expect(other.crm.check(context)).resolves.toMatchObject({ leads: false });
    } finally {
      await other.stop();
    }
  });

  it('leaves a method that has worked for long to those who wait for it (failure 9)', async () => {
    const card = { kind: 'lead', id: await under.crm.createCard(newCard(under, 'lead'), context) } as const;
    const bulk = { ...context, lane: 'bulk' } as const;
    await under.sandbox.control('POST', 'limits', { operating: { enabled: true, extraSecondsPerCall: 200 } });
    await under.crm.getCard(card, bulk);
    await under.crm.getCard(card, bulk);
    await expect(under.crm.getCard(card, bulk)).rejects.toMatchObject({ code: 'Crm.RateLimited' });
    await expect(under.crm.getCard(card, context)).resolves.toMatchObject({ id: card.id });
    await expect(under.crm.listStages('lead', bulk)).resolves.not.toEqual([]);
  });

  describe('the search for duplicates', () => {
    const phone = '+79161234567';
    const byPhone = () => under.crm.findContacts({ phone, email: null }, context);

    it('finds a person whose number twenty leads have too (failure 5)', async () => {
      const rest = under.sandbox.webhookUrl;
      for (let at = 0; at < 21; at += 1) {
        const fields = { TITLE: `Лид ${at}`, PHONE: [{ VALUE: phone, VALUE_TYPE: 'WORK' }] };
        const answer = await fetch(`${rest}crm.lead.add`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ fields }),
        });
        expect(answer.status).toBe(200);
      }
      const id = await under.addContactByHand({ name: 'Анна', phones: [phone], emails: [] });
      expect((await byPhone()).map((contact) => contact.id)).toEqual([id]);
    });

    it('takes the list that stands for "nobody" for what it is (failure 5)', async () => {
      const answer = await fetch(`${under.sandbox.webhookUrl}crm.duplicate.findbycomm?type=PHONE&values[]=${phone}`);
      expect(await answer.json()).toMatchObject({ result: [] });
      await expect(byPhone()).resolves.toEqual([]);
    });
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
