import type { CrmCallContext, CrmCardRef } from '@voronka/contracts';
import type { AmocrmUnderTest } from '../contract/amocrm-sandbox.ts';
import { startAmocrmSandbox } from '../contract/amocrm-sandbox.ts';
import { newCard } from '../contract/crm-port-cards.contract.ts';
import { startHookCatcher } from '../contract/hook-catcher.ts';
import type { HookCatcher } from '../contract/hook-catcher.ts';
import { readFlatForm } from '../hooks/flat-form.ts';
import { hookReaderOf } from '../hooks/hook-reader.ts';

const context: CrmCallContext = { correlationId: 'hooks', lane: 'bulk' };
const longAgo = '2020-01-01T00:00:00.000Z';

describe('webhooks and events of an amoCRM account', () => {
  let under: AmocrmUnderTest;
  let catcher: HookCatcher;
  beforeAll(async () => {
    [under, catcher] = await Promise.all([startAmocrmSandbox('amocrmFull'), startHookCatcher()]);
  });
  beforeEach(async () => {
    await under.reset();
    catcher.forget();
  });
  afterAll(async () => {
    await under.stop();
    await catcher.stop();
  });

  const hooks = () => {
    if (!under.crm.hooks) throw new Error('no hooks');
    return under.crm.hooks;
  };
  const changes = () => {
    if (!under.crm.changes) throw new Error('no changes');
    return under.crm.changes;
  };
  const order = (path: string, body: object) => under.sandbox.control('POST', `amocrm/${path}`, body);
  const created = async (): Promise<CrmCardRef> => ({
    kind: 'lead',
    id: await under.crm.createCard(newCard(under, 'lead'), context),
  });
  /** Leads that webhooks named since the last look. */
  const named = async (): Promise<string[]> => {
    const bodies = await catcher.quiet();
    const cards = bodies.flatMap((body) => hookReaderOf('amocrmFull')?.read(readFlatForm(body)).cards ?? []);
    return [...new Set(cards.map(({ id }) => id))];
  };

  describe('a subscription', () => {
    it('is made once however often, listed with its account, and taken away', async () => {
      await hooks().subscribe(catcher.url, context);
      await hooks().subscribe(catcher.url, context);
      const listed = await hooks().list(context);
      expect(listed).toEqual([
        { destination: catcher.url, account: expect.stringMatching(/^\d+$/) as string, off: false },
      ]);
      await hooks().unsubscribe(catcher.url, context);
      await hooks().unsubscribe(catcher.url, context);
      expect(await hooks().list(context)).toEqual([]);
    });

    it('counts as off when the vendor switched it off for bad answers, and works again after another one (failure 17)', async () => {
      await hooks().subscribe(catcher.url, context);
      await order('webhooks', { disableAfter: 0, retryDelaysMs: [] });
      const card = await created();
      catcher.answer = 500;
      await under.moveByHand(card, under.known.statuses.lead.later);
      await catcher.quiet();
      catcher.answer = 200;
      expect(await hooks().list(context)).toMatchObject([{ off: true }]);
      await hooks().subscribe(catcher.url, context);
      expect(await hooks().list(context)).toMatchObject([{ off: false }]);
      await under.moveByHand(card, under.known.statuses.lead.first);
      expect(await named()).toEqual([card.id]);
    });

    it('counts as off when somebody took a part of it away', async () => {
      const { baseUrl, longLivedToken } = under.sandbox.amocrm;
      await fetch(`${baseUrl}/api/v4/webhooks`, {
        method: 'POST',
        headers: { authorization: `Bearer ${longLivedToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ destination: catcher.url, settings: ['add_lead'] }),
      });
      expect(await hooks().list(context)).toMatchObject([{ destination: catcher.url, off: true }]);
    });
  });

  describe('what its webhooks are about', () => {
    beforeEach(() => hooks().subscribe(catcher.url, context));

    it('is read of a move, another responsible and a deletion, from the account that is subscribed', async () => {
      const card = await created();
      await under.moveByHand(card, under.known.statuses.lead.later);
      expect(await named()).toEqual([card.id]);
      await under.crm.setResponsible(card, under.known.otherManager, context);
      expect(await named()).toEqual([card.id]);
      await order('delete', { entity: 'leads', id: Number(card.id) });
      const bodies = await catcher.quiet();
      const [account] = (await hooks().list(context)).map((one) => one.account);
      expect(bodies.map((body) => hookReaderOf('amocrmFull')?.read(readFlatForm(body)).account)).toEqual([account]);
    });

    it('is the same when they come twice and in any order', async () => {
      await order('webhooks', { duplicate: 1, shuffleMs: 200 });
      const cards = [await created(), await created()];
      for (const card of cards) await under.moveByHand(card, under.known.statuses.lead.later);
      expect((await named()).sort()).toEqual(cards.map(({ id }) => id).sort());
    });
  });

  describe('when no webhook came', () => {
    it('a deleted lead is told of by the events, and by no list of leads', async () => {
      const card = await created();
      await order('delete', { entity: 'leads', id: Number(card.id) });
      const { cards } = await changes().changedCards('lead', { since: longAgo, next: null }, context);
      expect(cards).toEqual([]);
      expect(await changes().eventCards?.('lead', longAgo, context)).toEqual([card.id]);
    });

    it('events before a moment are left out, and over a page of them all are read', async () => {
      const cards: string[] = [];
      for (let at = 0; at < 3; at += 1) cards.push((await created()).id);
      const { first, later } = under.known.statuses.lead;
      for (let at = 0; at < 40; at += 1) {
        for (const id of cards) await under.moveByHand({ kind: 'lead', id }, at % 2 === 0 ? later : first);
      }
      expect((await changes().eventCards?.('lead', longAgo, context))?.sort()).toEqual([...cards].sort());
      const soon = new Date(Date.now() + 60_000).toISOString();
      expect(await changes().eventCards?.('lead', soon, context)).toEqual([]);
    }, 60_000);
  });

  it('LITE has neither', async () => {
    const lite = await startAmocrmSandbox('amocrmLite');
    expect(lite.crm.hooks).toBeUndefined();
    expect(lite.crm.changes).toBeUndefined();
    expect(hookReaderOf('amocrmLite')).toBeNull();
    await lite.stop();
  });
});
