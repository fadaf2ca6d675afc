import type { CrmCallContext, CrmCard, CrmCardKind, CrmChangeFeed } from '@voronka/contracts';
import { newCard } from './crm-port-cards.contract.ts';
import type { CrmTraits, CrmUnderTest } from './crm-under-test.ts';
import { inTime } from './in-time.ts';
import { itNeeding } from './needs.ts';
import { absentId } from './own-data.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'bulk' };

/** More than a page of any vendor's lists. */
const many = 55;

/** The part of the contract about cards that people change, of connectors that tell of them. */
export function describeCrmChanges(under: () => CrmUnderTest, kind: CrmCardKind, traits: CrmTraits): void {
  const feed = (): CrmChangeFeed => {
    const { changes } = under().crm;
    if (!changes) throw new Error('this connector tells of no changes');
    return changes;
  };
  const created = (purpose: string) => under().crm.createCard(newCard(under(), kind, purpose), context);
  async function changedSince(since: string): Promise<CrmCard[]> {
    const cards: CrmCard[] = [];
    let next: string | null = null;
    do {
      const page = await feed().changedCards(kind, { since, next }, context);
      cards.push(...page.cards);
      ({ next } = page);
    } while (next !== null);
    return cards;
  }

  itNeeding(traits, 'manyCards')(
    'are read since a moment, over all pages, each once',
    async () => {
      const ids: string[] = [];
      for (let at = 0; at < many; at += 1) ids.push(await created(`${kind}${at}`));
      const cards = await changedSince('2020-01-01T00:00:00.000Z');
      expect(cards.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect(cards[0]).toMatchObject({ kind, statusId: under().known.statuses[kind].first, semantics: 'open' });
    },
    60_000,
  );

  it('are left out when they were changed before it', async () => {
    const card = { kind, id: await created('before') };
    const { updatedAt } = (await under().crm.getCard(card, context)) ?? {};
    const later = new Date(Date.parse(updatedAt ?? '') + 60_000).toISOString();
    const readOf = async (since: string) => (await changedSince(since)).filter(({ id }) => id === card.id);
    await inTime(under(), async () => expect(await readOf(updatedAt ?? '')).toHaveLength(1));
    expect(await readOf(later)).toEqual([]);
  });

  it('tell when and by whom the stage was changed, as far as the vendor says it', async () => {
    const { crm, known } = under();
    const card = { kind, id: await created('moved') };
    const { createdAt } = (await crm.getCard(card, context)) ?? {};
    await crm.moveCard(card, known.statuses[kind].later, context);
    let moved: CrmCard | undefined;
    await inTime(under(), async () => {
      moved = (await changedSince(createdAt ?? '')).find(({ id }) => id === card.id);
      expect(moved).toMatchObject({ statusId: known.statuses[kind].later });
    });
    const { stageChangedAt, stageChangedBy } = moved ?? {};
    const asked = await feed().lastMove?.(card, context);
    const told = asked ?? { at: stageChangedAt, by: stageChangedBy };
    expect(told.at).toMatch(/^\d{4}-.*Z$/);
    expect(told.by).toEqual(expect.any(String));
    expect(moved?.updatedBy).toEqual(expect.any(String));
  });

  it('are found to be gone', async () => {
    const id = await created('present');
    await inTime(under(), async () => {
      const present = await feed().presentCards(kind, [id, absentId], context);
      expect(present.map((card) => card.id)).toEqual([id]);
    });
    expect(await feed().presentCards(kind, [], context)).toEqual([]);
  });
}
