import { expect, it } from '@jest/globals';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import type { DraftPage } from '@voronka/testing/browser';
import { ownDraft } from './own-draft.ts';
import type { Bench } from './own-draft.ts';

type Places = Map<string, { x: number; y: number }>;

/** The cards of the page that lie on each other, as they are drawn. */
async function cardsOnEachOther({ page }: DraftPage): Promise<string[]> {
  return page.locator('.react-flow__node').evaluateAll((cards) => {
    const drawn = cards.map((card) => ({
      id: card.getAttribute('data-id') ?? '',
      box: card.getBoundingClientRect(),
    }));
    return drawn.flatMap(({ id, box }, at) =>
      drawn
        .slice(at + 1)
        .filter(
          (other) =>
            box.left < other.box.right &&
            other.box.left < box.right &&
            box.top < other.box.bottom &&
            other.box.top < box.bottom,
        )
        .map((other) => `${id} on ${other.id}`),
    );
  });
}

async function arrange({ page }: DraftPage): Promise<void> {
  const tool = page.getByRole('button', { name: 'Разложить по порядку' });
  await tool.click();
  await page.locator('.v-canvas-tools button[data-loading]').waitFor({ state: 'detached' });
  await page.locator('.v-saving[data-state="saved"]').waitFor();
}

const placesOf = ({ nodes }: FlowGraph): Places => new Map(nodes.map(({ id, position }) => [id, position]));

/** Claims about "arrange in order", which a thread of the browser's does. */
export function arrangingClaims(bench: () => Bench): void {
  let draft: DraftPage;
  const stored = async (): Promise<FlowGraph> => (await draft.read()).draft.graph;

  it('puts a heap of cards in order: none lies on another', async () => {
    const heap = priceAndContactFlow.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } }));
    draft = await ownDraft(bench(), 'Куча', { ...priceAndContactFlow, nodes: heap });
    expect(await cardsOnEachOther(draft)).not.toEqual([]);
    await arrange(draft);
    await draft.untilStored(
      'other places',
      ({ nodes }) => new Set(nodes.map(({ position }) => `${position.x} ${position.y}`)).size === nodes.length,
    );
    expect(await cardsOnEachOther(draft)).toEqual([]);
  }, 60_000);

  it('moves nothing when it is asked for again', async () => {
    const before = await draft.read();
    await arrange(draft);
    expect((await draft.read()).draft).toEqual(before.draft);
  }, 60_000);

  it('leaves most cards where they were after a small edit', async () => {
    const before = placesOf(await stored());
    await draft.page.locator('.react-flow__edge').nth(8).focus();
    await draft.page.keyboard.press('Enter');
    await draft.page.getByRole('textbox', { name: 'Какой узел поставить сюда?' }).fill('Отправляет клиенту');
    await draft.page.keyboard.press('Enter');
    await draft.untilStored('one more', ({ nodes }) => nodes.length === before.size + 1);
    await arrange(draft);
    expect(await cardsOnEachOther(draft)).toEqual([]);
    const after = placesOf(await stored());
    const ways = [...before].map(([id, { x, y }]) => {
      const place = after.get(id);
      return place ? Math.hypot(place.x - x, place.y - y) : Number.POSITIVE_INFINITY;
    });
    // Those behind the new card make room for it, by a card and the space between two; nothing else goes so far.
    expect(Math.max(...ways)).toBeLessThan(400);
    expect(ways.filter((way) => way < 60).length).toBeGreaterThan(ways.length / 2);
    await draft.page.close();
  }, 60_000);
}
