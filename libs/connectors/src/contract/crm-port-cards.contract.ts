import type { CrmCallContext, CrmCardKind, NewCrmCard } from '@voronka/contracts';
import type { CrmUnderTest } from './crm-under-test.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const isoTime = /^\d{4}-.*Z$/;
const key = (purpose: string) => `d-1:1:${purpose}`;

/** A new card of a kind, at its first stage. */
export function newCard(under: CrmUnderTest, kind: CrmCardKind, purpose: string = kind): NewCrmCard {
  return {
    kind,
    externalKey: key(purpose),
    title: 'Чат 1',
    statusId: under.known.statuses[kind].first,
    contactId: null,
    responsibleId: null,
    source: { page: null, referrer: null, utm: {} },
  };
}

/** The part of the contract about one kind of card. @param under the vendor, once it is started */
export function describeCrmCards(under: () => CrmUnderTest, kind: CrmCardKind): void {
  const otherKind = kind === 'lead' ? 'deal' : 'lead';
  const created = async (changes: Partial<NewCrmCard> = {}) => ({
    kind,
    id: await under().crm.createCard({ ...newCard(under(), kind), ...changes }, context),
  });
  const person = (phone: string) => under().addContactByHand({ name: 'Анна', phones: [phone], emails: [] });

  it('is created with contact, responsible and stage, and read back', async () => {
    const { crm, known } = under();
    const contactId = await person('+79161234567');
    const card = await created({
      contactId,
      responsibleId: known.manager,
      source: { page: 'https://shop.example/a?b=1', referrer: 'https://ya.ru/', utm: { source: 'ya', term: 'х' } },
    });
    const stored = await crm.getCard(card, context);
    expect(stored).toMatchObject({
      ...card,
      title: 'Чат 1',
      statusId: known.statuses[kind].first,
      semantics: 'open',
      responsibleId: known.manager,
      contactId,
      tags: [],
      externalKey: key(kind),
    });
    expect(stored?.createdAt).toMatch(isoTime);
    expect(stored?.updatedAt).toMatch(isoTime);
    await expect(crm.findCardByExternalKey(kind, key(kind), context)).resolves.toEqual(stored);
    await expect(crm.findCardByExternalKey(kind, key('other'), context)).resolves.toBeNull();
    await expect(crm.findCardByExternalKey(otherKind, key(kind), context)).resolves.toBeNull();
    await expect(crm.getCard({ kind, id: '999999999' }, context)).resolves.toBeNull();
  });

  it('of a contact is listed while it is open, newest first', async () => {
    const { crm, known } = under();
    const contactId = await person('+79161234567');
    const other = await person('+79990000000');
    const first = await created({ contactId, externalKey: key('a') });
    const second = await created({ contactId, externalKey: key('b') });
    const closed = await created({ contactId, externalKey: key('c') });
    await created({ contactId: other, externalKey: key('d') });
    await crm.createCard({ ...newCard(under(), otherKind), contactId }, context);
    await crm.moveCard(closed, known.statuses[kind].lost, context);
    const open = await crm.findOpenCards(kind, contactId, context);
    expect(open.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(open.every((card) => card.kind === kind)).toBe(true);
    await expect(crm.getCard(closed, context)).resolves.toMatchObject({ semantics: 'lost' });
  });

  it('is moved, also back, and given to another person', async () => {
    const { crm, known } = under();
    const { first, later } = known.statuses[kind];
    const card = await created();
    await crm.moveCard(card, later, context);
    await crm.setResponsible(card, known.otherManager, context);
    await expect(crm.getCard(card, context)).resolves.toMatchObject({
      statusId: later,
      responsibleId: known.otherManager,
    });
    await crm.moveCard(card, first, context);
    await expect(crm.getCard(card, context)).resolves.toMatchObject({ statusId: first });
  });

  if (kind === 'deal') {
    it('is moved to another funnel by the stage alone', async () => {
      const { crm, known } = under();
      const card = await created();
      await crm.moveCard(card, known.otherFunnel, context);
      await expect(crm.getCard(card, context)).resolves.toMatchObject({ statusId: known.otherFunnel });
    });
  }

  it('keeps its tags when others are added or taken away, from two sides at once too', async () => {
    const { crm } = under();
    const card = await created();
    await expect(crm.addTags(card, ['чат', 'горячий'], context)).resolves.toEqual(['чат', 'горячий']);
    await Promise.all([
      crm.addTags(card, ['горячий', 'скидка'], context),
      crm.removeTags(card, ['чат', 'нет такого'], context),
    ]);
    await Promise.all([crm.addTags(card, ['новый'], context), crm.addTags(card, ['vip'], context)]);
    const tags = (await crm.getCard(card, context))?.tags ?? [];
    expect([...tags].sort()).toEqual(['vip', 'горячий', 'новый', 'скидка']);
  });

  it('says which tags were taken away, and loses the last one too', async () => {
    const { crm } = under();
    const card = await created();
    await crm.addTags(card, ['чат'], context);
    await expect(crm.removeTags(card, ['чат', 'vip'], context)).resolves.toEqual(['чат']);
    await expect(crm.removeTags(card, ['чат', 'vip'], context)).resolves.toEqual([]);
    await expect(crm.getCard(card, context)).resolves.toMatchObject({ tags: [] });
  });

  it('that is gone cannot be tagged', async () => {
    const attempt = under().crm.addTags({ kind, id: '999999999' }, ['чат'], context);
    await expect(attempt).rejects.toMatchObject({ code: 'Crm.Rejected', details: { reason: 'notFound' } });
  });
}
