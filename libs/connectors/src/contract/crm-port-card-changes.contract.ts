import type { CrmCallContext, CrmCardKind } from '@voronka/contracts';
import { newCard } from './crm-port-cards.contract.ts';
import { cardKindsOf } from './crm-under-test.ts';
import type { CrmTraits, CrmUnderTest } from './crm-under-test.ts';
import { itNeeding } from './needs.ts';
import { absentId } from './own-data.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };

/** The part of the contract about changing a card of one kind. @param under the vendor, once it is started */
export function describeCrmCardChanges(under: () => CrmUnderTest, kind: CrmCardKind, traits: CrmTraits): void {
  const hasOtherFunnel = kind === cardKindsOf(traits).at(-1);
  const created = async () => ({ kind, id: await under().crm.createCard(newCard(under(), kind), context) });

  itNeeding(traits, 'otherPerson')('is moved, also back, and given to another person', async () => {
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

  if (hasOtherFunnel) {
    itNeeding(traits, 'otherFunnel')('is moved to another funnel by the stage alone', async () => {
      const { crm, known } = under();
      const card = await created();
      await crm.moveCard(card, known.otherFunnel, context);
      await expect(crm.getCard(card, context)).resolves.toMatchObject({ statusId: known.otherFunnel });
    });
  }

  it('changed from two sides at once keeps both changes: each writes nothing but its own (failure 15)', async () => {
    const { crm, known } = under();
    const { later } = known.statuses[kind];
    const card = await created();
    const before = await crm.getCard(card, context);
    await Promise.all([
      under().moveByHand(card, later),
      crm.setResponsible(card, known.manager, context),
      crm.addTags(card, ['чат'], context),
    ]);
    const after = await crm.getCard(card, context);
    expect(after).toMatchObject({ statusId: later, responsibleId: known.manager, tags: ['чат'] });
    expect(after).toMatchObject({ title: before?.title, contactId: before?.contactId });
  });

  it('keeps its tags when others are added or taken away, from two sides at once too (failure 20)', async () => {
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
    const attempt = under().crm.addTags({ kind, id: absentId }, ['чат'], context);
    await expect(attempt).rejects.toMatchObject({ code: 'Crm.Rejected', details: { reason: 'notFound' } });
  });
}
