import type { CrmCallContext, CrmCardKind, NewCrmCard } from '@voronka/contracts';
import { cardKindsOf } from './crm-under-test.ts';
import type { CrmTraits, CrmUnderTest } from './crm-under-test.ts';
import { inTime } from './in-time.ts';
import { absentId } from './own-data.ts';
import type { PhoneOf } from './own-data.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const isoTime = /^\d{4}-.*Z$/;

/** A new card of a kind, at its first stage. */
export function newCard(under: CrmUnderTest, kind: CrmCardKind, purpose: string = kind): NewCrmCard {
  return {
    kind,
    externalKey: under.own.key(purpose),
    title: under.own.title,
    statusId: under.known.statuses[kind].first,
    contactId: null,
    responsibleId: null,
    source: { page: null, referrer: null, utm: {} },
  };
}

/** The part of the contract about one kind of card. @param under the vendor, once it is started */
export function describeCrmCards(under: () => CrmUnderTest, kind: CrmCardKind, traits: CrmTraits): void {
  const { responsible, stages } = traits.capabilities;
  const otherKind = kind === 'lead' ? 'deal' : 'lead';
  const hasOtherKind = cardKindsOf(traits).includes(otherKind);
  const created = async (changes: Partial<NewCrmCard> = {}) => ({
    kind,
    id: await under().crm.createCard({ ...newCard(under(), kind), ...changes }, context),
  });
  const person = (of: PhoneOf) =>
    under().addContactByHand({ name: 'Анна', phones: [under().own.phone(of)], emails: [] });

  it('is created with contact, responsible and stage, and read back', async () => {
    const { crm, known, own } = under();
    const contactId = await person('client');
    const card = await created({
      contactId,
      responsibleId: responsible ? known.manager : null,
      source: { page: 'https://shop.example/a?b=1', referrer: 'https://ya.ru/', utm: { source: 'ya', term: 'х' } },
    });
    const stored = await crm.getCard(card, context);
    expect(stored).toMatchObject({
      ...card,
      title: own.title,
      statusId: known.statuses[kind].first,
      semantics: 'open',
      ...(responsible ? { responsibleId: known.manager } : {}),
      contactId,
      tags: [],
      externalKey: own.key(kind),
    });
    expect(stored?.createdAt).toMatch(isoTime);
    expect(stored?.updatedAt).toMatch(isoTime);
    await inTime(under(), () =>
      expect(crm.findCardByExternalKey(kind, own.key(kind), context)).resolves.toEqual(stored),
    );
    await expect(crm.findCardByExternalKey(kind, own.key('other'), context)).resolves.toBeNull();
    if (hasOtherKind) {
      await expect(crm.findCardByExternalKey(otherKind, own.key(kind), context)).resolves.toBeNull();
    }
    await expect(crm.getCard({ kind, id: absentId }, context)).resolves.toBeNull();
  });

  it('of a contact is listed while it is open, newest first', async () => {
    const { crm, known, own } = under();
    const contactId = await person('client');
    const other = await person('other');
    const first = await created({ contactId, externalKey: own.key('a') });
    const second = await created({ contactId, externalKey: own.key('b') });
    const closed = await created({ contactId, externalKey: own.key('c') });
    await created({ contactId: other, externalKey: own.key('d') });
    if (hasOtherKind) await crm.createCard({ ...newCard(under(), otherKind), contactId }, context);
    await (stages
      ? crm.moveCard(closed, known.statuses[kind].lost, context)
      : under().moveByHand(closed, known.statuses[kind].lost));
    await inTime(under(), async () => {
      const open = await crm.findOpenCards(kind, contactId, context);
      expect(open.map(({ id }) => id)).toEqual([second.id, first.id]);
      expect(open.every((card) => card.kind === kind)).toBe(true);
    });
    await expect(crm.getCard(closed, context)).resolves.toMatchObject({ semantics: 'lost' });
  });
}
