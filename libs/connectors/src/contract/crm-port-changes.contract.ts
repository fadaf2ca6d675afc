import type { CrmCallContext, CrmCard, CrmCardKind, CrmChangeFeed } from '@voronka/contracts';
import type { CrmUnderTest } from './crm-under-test.ts';
import { newCard } from './crm-port-cards.contract.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'bulk' };

/** More than a page of any vendor's lists. */
const many = 55;

/** The part of the contract about cards that people change, of connectors that tell of them. */
export function describeCrmChanges(under: () => CrmUnderTest, kind: CrmCardKind): void {
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

  it('are read since a moment, over all pages, each once', async () => {
    const ids: string[] = [];
    for (let at = 0; at < many; at += 1) ids.push(await created(`${kind}${at}`));
    const cards = await changedSince('2020-01-01T00:00:00.000Z');
    expect(cards.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(cards[0]).toMatchObject({ kind, statusId: under().known.statuses[kind].first, semantics: 'open' });
  }, 60_000);

  it('are left out when they were changed before it', async () => {
    const card = { kind, id: await created('before') };
    const { updatedAt } = (await under().crm.getCard(card, context)) ?? {};
    expect(await changedSince(new Date(Date.parse(updatedAt ?? '') + 60_000).toISOString())).toEqual([]);
    expect(await changedSince(updatedAt ?? '')).toHaveLength(1);
  });

  it('tell when and by whom the stage was changed, as far as the vendor says it', async () => {
    const { crm, known } = under();
    const card = { kind, id: await created('moved') };
    await crm.moveCard(card, known.statuses[kind].later, context);
    const [moved] = await changedSince('2020-01-01T00:00:00.000Z');
    const { stageChangedAt, stageChangedBy } = moved ?? {};
    const asked = await feed().lastMove?.(card, context);
    const told = asked ?? { at: stageChangedAt, by: stageChangedBy };
    expect(told.at).toMatch(/^\d{4}-.*Z$/);
    expect(told.by).toEqual(expect.any(String));
    expect(moved?.updatedBy).toEqual(expect.any(String));
  });

  it('are found to be gone', async () => {
    const id = await created('present');
    const present = await feed().presentCards(kind, [id, '999999999'], context);
    expect(present.map((card) => card.id)).toEqual([id]);
    expect(await feed().presentCards(kind, [], context)).toEqual([]);
  });
}
