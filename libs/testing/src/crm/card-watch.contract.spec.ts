import type { CrmCallContext, WakeTarget } from '@voronka/contracts';
import { CardWatch, Reconciler } from '@voronka/activities';
import { startAmocrmSandbox, startBitrix24Sandbox, startWebhookReceiver } from '@voronka/connectors/contract';
import type { CrmUnderTest } from '@voronka/connectors/contract';
import { demoIds, FunnelStore, PostgresCardWatchStore } from '@voronka/persistence';
import { createDemoWorld } from '../stores/demo-world.ts';
import type { DemoWorld } from '../stores/demo-world.ts';

const context: CrmCallContext = { correlationId: 'test', lane: 'interactive' };
const integrationId = demoIds.integration;

const vendors: Record<string, () => Promise<CrmUnderTest>> = {
  bitrix24: startBitrix24Sandbox,
  amocrmFull: () => startAmocrmSandbox('amocrmFull'),
  webhook: () => startWebhookReceiver(),
};

describe.each(Object.keys(vendors))('watching the cards of a CRM: %s', (vendor) => {
  let world: DemoWorld;
  let under: CrmUnderTest;
  let store: PostgresCardWatchStore;
  const woken: WakeTarget[] = [];
  const notes: object[] = [];

  beforeAll(async () => {
    [world, under] = await Promise.all([createDemoWorld(), vendors[vendor]?.() ?? startBitrix24Sandbox()]);
    store = new PostgresCardWatchStore(world.database);
    const { first, later } = under.known.statuses.lead;
    const deed = {
      workspaceId: world.workspaceId,
      actor: { id: world.managerId, name: 'test' },
      correlationId: 'test',
    };
    const key = { funnelId: demoIds.funnel, integrationId };
    await new FunnelStore(world.database).saveMapping(deed, key, { unsorted: first, firstContact: later });
  }, 120_000);
  afterAll(async () => {
    await under?.stop();
    await world?.destroy();
  });
  beforeEach(() => {
    woken.length = 0;
    notes.length = 0;
  });

  const deps = () => ({
    store,
    connectors: { forIntegration: () => Promise.resolve(under.crm) },
    wake: async (target: WakeTarget) => void woken.push(target),
    note: (note: object) => void notes.push(note),
    now: () => new Date(),
  });

  async function withCard(chatKey: string) {
    const { dialogueId } = await world.write(chatKey, 'Сколько стоит?');
    await world.turns.commitNextTurn(dialogueId, 0, world.decideTurn);
    const id = await under.crm.createCard(
      {
        kind: 'lead',
        externalKey: `${dialogueId}:1:lead`,
        title: 'Чат',
        statusId: under.known.statuses.lead.first,
        contactId: null,
        responsibleId: under.known.manager,
        source: { page: null, referrer: null, utm: {} },
      },
      context,
    );
    await world.rows(
      `update dialogues d set lead_id = ?, lead_state = 'open', stage_key = 'unsorted', responsible_crm_user_id = ?,
         bundle_hash = (select live_bundle_hash from channels where id = d.channel_id)
       where id = ? returning id`,
      [id, under.known.manager, dialogueId],
    );
    return { dialogueId, card: { kind: 'lead' as const, id } };
  }

  it('reads a card that a hint names, tells what differs with the name of who did it, and is done', async () => {
    const { dialogueId, card } = await withCard('hinted');
    const watch = new CardWatch(deps());
    await store.put([{ integrationId, card }], 'hook');
    expect(await watch.workOnHints()).toBe(1);
    expect(woken).toEqual([]);
    await under.moveByHand(card, under.known.statuses.lead.later);
    await store.put([{ integrationId, card }], 'hook');
    await watch.workOnHints();
    expect(woken).toMatchObject([{ dialogueId, kind: 'cardMoved' }]);
    const [told] = await world.rows<{ name: string }>(
      `select payload->'crmUser'->>'name' as name from inbox where dialogue_id = ? and kind = 'cardMoved'`,
      [dialogueId],
    );
    expect(told?.name).toMatch(/\p{L}/u);
    expect(await watch.workOnHints()).toBe(0);
    expect(notes).toEqual([]);
  });

  it('finds by asking what no hint told, and asks the next time from where it was', async () => {
    const { dialogueId, card } = await withCard('lost');
    await under.moveByHand(card, under.known.statuses.lead.later);
    const reconciler = new Reconciler(deps());
    expect(await reconciler.runDue()).toBe(true);
    expect(await reconciler.runDue()).toBe(false);
    await new CardWatch(deps()).workOnHints();
    expect(woken).toMatchObject([{ dialogueId, kind: 'cardMoved' }]);
    expect(notes).toEqual([]);
    const [run] = await world.rows(
      'select run_changes, run_code, watermark is not null as moved, lease_token from crm_watches where integration_id = ?',
      [integrationId],
    );
    expect(run).toEqual({ run_changes: 1, run_code: null, moved: vendor !== 'webhook', lease_token: null });
  });

  it('keeps a hint while the CRM fails, and tells of it then', async () => {
    const { dialogueId, card } = await withCard('failing');
    await under.moveByHand(card, under.known.statuses.lead.later);
    await store.put([{ integrationId, card }], 'hook');
    const failing = () => Promise.resolve({ ...under.crm, getCard: () => Promise.reject(new Error('no answer')) });
    await new CardWatch({ ...deps(), connectors: { forIntegration: failing } }).workOnHints();
    expect(notes).toMatchObject([{ integrationId, cardId: card.id, code: 'Internal.Error' }]);
    await world.rows('update crm_hints set due_at = now() returning card_id');
    await new CardWatch(deps()).workOnHints();
    expect(woken).toMatchObject([{ dialogueId, kind: 'cardMoved' }]);
  });
});
