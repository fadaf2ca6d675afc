import type { CrmCallContext } from '@voronka/contracts';
import type { Bitrix24UnderTest } from '../contract/bitrix24-sandbox.ts';
import { startBitrix24Sandbox } from '../contract/bitrix24-sandbox.ts';
import { newCard } from '../contract/crm-port-cards.contract.ts';
import { tagsField } from './card-mapping.ts';

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

  it('takes no card for a person who was dismissed: the failure says so, and the card stays with whom it was (failure 21)', async () => {
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

  describe('what people have removed', () => {
    /** A call of an administrator. */
    const byHand = async <T>(method: string, params: object): Promise<T> => {
      const answer = await fetch(`${under.sandbox.webhookUrl}${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(params),
      });
      expect(answer.status).toBe(200);
      return ((await answer.json()) as { result: T }).result;
    };
    const removeTagsField = async (kind: 'lead' | 'deal') => {
      const filter = { FIELD_NAME: tagsField };
      const [field] = await byHand<{ ID: string }[]>(`crm.${kind}.userfield.list`, { filter });
      await byHand(`crm.${kind}.userfield.delete`, { id: field?.ID });
    };
    const removeStage = async (statusId: string) => {
      const rows = await byHand<{ ID: string }[]>('crm.status.list', { filter: { STATUS_ID: statusId } });
      await byHand('crm.status.delete', { id: rows[0]?.ID, params: { FORCED: 'Y' } });
    };
    const cardOf = async (kind: 'lead' | 'deal') => {
      const card = { ...newCard(under, kind), externalKey: `removed:1:${kind}` };
      return { kind, id: await under.crm.createCard(card, context) };
    };

    describe.each(['lead', 'deal'] as const)('the field for tags of a %s', (kind) => {
      it('is made anew, though it was known, and the tag is written (failure 16)', async () => {
        const card = await cardOf(kind);
        await under.crm.addTags(card, ['чат'], context);
        await removeTagsField(kind);
        await expect(under.crm.addTags(card, ['цена'], context)).resolves.toEqual(['цена']);
        await expect(under.crm.getCard(card, context)).resolves.toMatchObject({ tags: ['цена'] });
      });

      it('is said to be missing where it may not be made anew, and the card is as it was', async () => {
        const card = await cardOf(kind);
        await under.crm.addTags(card, ['чат'], context);
        await removeTagsField(kind);
        const before = await under.crm.getCard(card, context);
        await under.sandbox.control('POST', 'users', { id: 1, admin: false });
        await expect(under.crm.addTags(card, ['цена'], context)).rejects.toMatchObject({
          code: 'Crm.FieldMissing',
          details: { field: tagsField },
        });
        await expect(under.crm.removeTags(card, ['чат'], context)).resolves.toEqual([]);
        const after = await under.crm.getCard(card, context);
        expect({ ...after, updatedAt: null }).toEqual({ ...before, updatedAt: null });
      });
    });

    describe.each(['lead', 'deal'] as const)('a stage of a %s', (kind) => {
      const stage = () => under.known.statuses[kind].later;
      const isGone = () => ({ code: 'Crm.StageGone', details: { stage: stage() } });

      it('is listed no more, and no card is made in it: the failure names it', async () => {
        await removeStage(stage());
        expect((await under.crm.listStages(kind, context)).map(({ id }) => id)).not.toContain(stage());
        const attempt = under.crm.createCard({ ...newCard(under, kind), statusId: stage() }, context);
        await expect(attempt).rejects.toMatchObject(isGone());
        await expect(under.count()).resolves.toMatchObject({ leads: 0, deals: 0 });
      });

      it('takes no card that is moved there: the card stays, and the failure names the stage', async () => {
        const card = await cardOf(kind);
        await removeStage(stage());
        await expect(under.crm.moveCard(card, stage(), context)).rejects.toMatchObject(isGone());
        await expect(under.crm.getCard(card, context)).resolves.toMatchObject({
          statusId: under.known.statuses[kind].first,
        });
      });
    });

    it('a refusal of a stage that is there stays a refusal, also when the stages cannot be asked for', async () => {
      const card = await cardOf('lead');
      const wrong = { ...newCard(under, 'lead'), responsibleId: '99999' };
      await expect(under.crm.createCard(wrong, context)).rejects.toMatchObject({ code: 'Crm.Rejected' });
      await under.sandbox.control('POST', 'faults', { kind: 'error500', method: 'crm.status.list' });
      await expect(under.crm.moveCard(card, 'UC_ABSENT', context)).rejects.toMatchObject({ code: 'Crm.Rejected' });
    });
  });
});
