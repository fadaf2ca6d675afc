import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryClaimStore, MemoryIntentStore } from '@voronka/activities/crm/testing';
import type { FindOrCreateDeps } from '@voronka/activities/crm';
import { findOrCreateCard, findOrCreateContact } from '@voronka/activities/crm';
import type { CrmUnderTest } from '@voronka/connectors/contract';
import { startAmocrmSandbox, startBitrix24Sandbox, startWebhookReceiver } from '@voronka/connectors/contract';
import { VoronkaError } from '@voronka/contracts';
import type { CrmCardKind } from '@voronka/contracts';

const context = { correlationId: 'c', lane: 'interactive' as const };
const anna = { name: 'Анна', phone: '+79161234567', email: null };
const switches = { searchExisting: true, updateContact: true, responsibleId: null, cardKind: 'lead' as const };
const source = { page: null, referrer: null, utm: {} };

/** Retries like Temporal, by the delay that the failure names. */
async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let n = 0; n < 100; n += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof VoronkaError) || error.code === 'Crm.Rejected') throw error;
      await sleep(Math.min(Number(error.details.retryAfterMs ?? 200), 500));
    }
  }
  throw new Error('Gave up');
}

const vendors: [string, boolean, () => Promise<CrmUnderTest>][] = [
  ['Bitrix24', true, () => startBitrix24Sandbox({ indexLagMs: 1000 })],
  ['amoCRM LITE', false, () => startAmocrmSandbox('amocrmLite', { indexLagMs: 1000 })],
  ['amoCRM FULL', false, () => startAmocrmSandbox('amocrmFull', { indexLagMs: 1000 })],
  ['webhooks', false, () => startWebhookReceiver()],
];

describe.each(vendors)('one person in several dialogues, against the sandbox: %s', (_, hasDeals, start) => {
  let under: CrmUnderTest;
  let deps: FindOrCreateDeps;

  beforeAll(async () => {
    under = await start();
  });
  beforeEach(async () => {
    await under.reset();
    deps = {
      crm: under.crm,
      intents: new MemoryIntentStore(Date.now),
      claims: new MemoryClaimStore(Date.now),
      barrier: () => Promise.resolve(),
      clock: Date.now,
      attemptLeaseMs: 6000,
      writeTimeoutMs: 3000,
    };
  });
  afterAll(() => under.stop());

  const dialogue = async (n: number, kind: CrmCardKind) => {
    const scope = (purpose: string) => ({
      integrationId: 'i',
      dialogueId: `d-${n}`,
      externalKey: `d-${n}:1:${purpose}`,
      context,
    });
    const contact = await retrying(() =>
      findOrCreateContact(deps, scope('contact'), anna, {
        ...switches,
        updateContact: under.crm.capabilities.contactChanges,
        changeKey: `d-${n}:1:contact:1.0`,
      }),
    );
    const newCard = {
      kind,
      title: `Чат ${n}`,
      statusId: under.known.statuses[kind].first,
      contactId: contact.vendorId,
      responsibleId: null,
      source,
    };
    const card = await retrying(() => findOrCreateCard(deps, scope(kind), newCard));
    return { contactId: contact.vendorId, cardId: card.vendorId };
  };
  const dialogues = (count: number, kind: CrmCardKind = 'lead') =>
    Promise.all(Array.from({ length: count }, (_, n) => dialogue(n, kind)));

  const cardsOfOne = [
    ['lead', { leads: 1, deals: 0 }],
    ['deal', { leads: 0, deals: 1 }],
  ] as const;

  it.each(cardsOfOne.slice(0, hasDeals ? 2 : 1))(
    '20 dialogues at once make one contact and one open %s',
    async (kind, cards) => {
      const results = await dialogues(20, kind);
      expect(await under.count()).toMatchObject({ contacts: 1, ...cards });
      for (const result of results) expect(result).toEqual(results[0]);
    },
  );

  it('20 dialogues at once find the contact that a person made, spelled differently', async () => {
    const id = await under.addContactByHand({ name: 'Анна', phones: ['8 (916) 123-45-67'], emails: [] });
    const results = await dialogues(20);
    expect(await under.count()).toMatchObject({ contacts: 1, leads: 1 });
    expect(new Set(results.map((result) => result.contactId))).toEqual(new Set([id]));
  });

  it.each(['answerLost', 'errorAfterWrite'] as const)(
    'a write that happened without an answer is not made twice: %s, with search lagging behind',
    async (fault) => {
      await under.fail(fault, 'createContact');
      await under.fail('searchLag', 'createCard');
      await under.fail(fault, 'createCard');
      await dialogues(3);
      expect(await under.count()).toMatchObject({ contacts: 1, leads: 1 });
    },
  );

  it.each(['requestLost', 'pageInsteadOfJson', 'silence'] as const)(
    'a write that did not happen is made once, after the window: %s',
    async (fault) => {
      await under.fail(fault, 'createContact');
      await dialogues(3);
      expect(await under.count()).toMatchObject({ contacts: 1, leads: 1 });
    },
  );
});
