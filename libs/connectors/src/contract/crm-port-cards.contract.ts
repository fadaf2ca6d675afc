import type { CrmCallContext, CrmCardKind, NewCrmCard } from '@voronka/contracts';
import type { CrmTraits, CrmUnderTest } from './crm-under-test.ts';

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
export function describeCrmCards(under: () => CrmUnderTest, kind: CrmCardKind, traits: CrmTraits): void {
  const { responsible, stages, deals } = traits.capabilities;
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
      responsibleId: responsible ? known.manager : null,
      source: { page: 'https://shop.example/a?b=1', referrer: 'https://ya.ru/', utm: { source: 'ya', term: 'х' } },
    });
    const stored = await crm.getCard(card, context);
    expect(stored).toMatchObject({
      ...card,
      title: 'Чат 1',
      statusId: known.statuses[kind].first,
      semantics: 'open',
      ...(responsible ? { responsibleId: known.manager } : {}),
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
    if (deals) await crm.createCard({ ...newCard(under(), otherKind), contactId }, context);
    await (stages
      ? crm.moveCard(closed, known.statuses[kind].lost, context)
      : under().moveByHand(closed, known.statuses[kind].lost));
    const open = await crm.findOpenCards(kind, contactId, context);
    expect(open.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(open.every((card) => card.kind === kind)).toBe(true);
    await expect(crm.getCard(closed, context)).resolves.toMatchObject({ semantics: 'lost' });
  });
}
