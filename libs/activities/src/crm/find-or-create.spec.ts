import type { CrmCallContext, CrmCardKind, CrmClientData } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import fc from 'fast-check';
import { findOrCreateCard } from './find-or-create-card.ts';
import { findOrCreateContact } from './find-or-create-contact.ts';
import type { FindOrCreateDeps } from './find-or-create.ts';
import type { ProcessFate, WriteFate } from './testing/index.ts';
import {
  FakeCrm,
  MemoryClaimStore,
  MemoryIntentStore,
  ProcessDied,
  SimulatedProcess,
  suspensionMs,
  VirtualTime,
} from './testing/index.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'interactive' };
const anna: CrmClientData = { name: 'Анна', phone: '+79161234567', email: null };
const newCard = { title: 'x', statusId: 'NEW', responsibleId: null, source: { page: null, referrer: null, utm: {} } };
const startToCloseMs = 45_000;

function world(fates: WriteFate[] = []) {
  const time = new VirtualTime();
  const crm = new FakeCrm(time, fates);
  const intents = new MemoryIntentStore(time.now);
  const claims = new MemoryClaimStore(time.now);
  const depsOf = (process: SimulatedProcess): FindOrCreateDeps => ({
    crm: process.reach(crm.port()),
    intents: process.reach(intents),
    claims: process.reach(claims),
    barrier: process.barrier,
    clock: time.now,
    attemptLeaseMs: 20_000,
    writeTimeoutMs: 12_000,
  });
  const scopeOf = (dialogueId: string, purpose: string) => ({
    integrationId: 'i',
    dialogueId,
    externalKey: `${dialogueId}:1:${purpose}`,
    context,
  });

  /** Retries as Temporal does: after the named delay, after a death, and beside an attempt that has run out of time. */
  async function retrying<T>(
    fatesOfAttempts: ProcessFate[],
    attempt: (deps: FindOrCreateDeps) => Promise<T>,
  ): Promise<T> {
    for (let n = 0; n < 200; n += 1) {
      const deps = depsOf(new SimulatedProcess(time, fatesOfAttempts.shift() ?? { kind: 'lives' }));
      const running = attempt(deps).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      const outcome = await Promise.race([running, time.sleep(startToCloseMs).then(() => null)]);
      if (outcome === null) continue;
      if ('value' in outcome) return outcome.value;
      const { error } = outcome;
      if (error instanceof VoronkaError && error.code !== 'Crm.Rejected') {
        await time.sleep(Number(error.details.retryAfterMs ?? 1000));
      } else if (error instanceof ProcessDied) await time.sleep(1000);
      else throw error;
    }
    throw new Error('Gave up after 200 attempts');
  }

  const contact = (
    dialogueId: string,
    person: CrmClientData = anna,
    switches = { searchExisting: true, updateContact: true },
    processes: ProcessFate[] = [],
  ) =>
    retrying(processes, (deps) =>
      findOrCreateContact(deps, scopeOf(dialogueId, 'contact'), person, {
        ...switches,
        responsibleId: null,
        cardKind: 'lead',
        changeKey: `${dialogueId}:1:contact:1.0`,
      }),
    );
  const card = (kind: CrmCardKind, dialogueId: string, contactId: string | null, processes: ProcessFate[] = []) =>
    retrying(processes, (deps) => findOrCreateCard(deps, scopeOf(dialogueId, kind), { ...newCard, kind, contactId }));
  return { time, crm, claims, intents, contact, card, run: <T>(work: Promise<T>) => time.runUntilDone(work) };
}

describe('findOrCreateContact', () => {
  it('creates a contact that is not there, and the next dialogue joins it', async () => {
    const { run, contact, crm } = world();
    const first = await run(contact('a'));
    expect(first).toMatchObject({ how: 'created', candidates: 0 });
    await expect(run(contact('b'))).resolves.toMatchObject({ vendorId: first.vendorId, how: 'joined', candidates: 1 });
    expect(crm.contacts).toHaveLength(1);
  });

  it('finds a contact of the CRM and adds what is missing', async () => {
    const { run, contact, crm } = world();
    const id = crm.addContact({ phones: [anna.phone ?? ''] });
    await expect(run(contact('a', { ...anna, email: 'a@b.ru' }))).resolves.toMatchObject({
      vendorId: id,
      how: 'found',
      candidates: 1,
    });
    expect(crm.contacts[0]?.entity.emails).toEqual(['a@b.ru']);
  });

  it.each(['lostAnswer', 'lostRequest'] as const)('adds what is missing once: %s', async (fate) => {
    const { run, contact, crm } = world([fate]);
    crm.addContact({ phones: [anna.phone ?? ''] });
    await run(contact('a', { ...anna, email: 'a@b.ru' }));
    expect(crm.contacts[0]?.entity.emails).toEqual(['a@b.ru']);
  });

  it('tells what the CRM knew of the person, found or joined, and nothing of a contact that is new', async () => {
    const { run, contact, crm } = world();
    const stored = { name: 'Анна Петрова', phones: [anna.phone ?? ''], emails: ['anna@work.ru'] };
    crm.addContact(stored);
    await expect(run(contact('a'))).resolves.toMatchObject({ how: 'found', contact: stored });
    await expect(run(contact('b'))).resolves.toMatchObject({ how: 'joined', contact: stored });
    const other = { name: 'Борис', phone: '+79160000000', email: null };
    await expect(run(contact('c', other))).resolves.toMatchObject({ how: 'created', contact: null });
  });

  it('leaves a found contact alone when the channel does not update contacts', async () => {
    const { run, contact, crm } = world();
    crm.addContact({ phones: [anna.phone ?? ''] });
    await run(contact('a', anna, { searchExisting: true, updateContact: false }));
    expect(crm.calls).not.toContain('planContactChange');
  });

  it('takes the contact with the newest open lead of several', async () => {
    const { run, contact, crm } = world();
    const [old, busy, recent] = ['2025-01-01', '2024-01-01', '2026-01-01'].map((day) =>
      crm.addContact({ phones: [anna.phone ?? ''], updatedAt: `${day}T00:00:00.000Z` }),
    );
    crm.addCard('lead', { contactId: old ?? null, createdAt: '2025-02-01T00:00:00.000Z' });
    crm.addCard('lead', { contactId: busy ?? null, createdAt: '2025-03-01T00:00:00.000Z' });
    crm.addCard('lead', { contactId: recent ?? null, createdAt: '2025-04-01T00:00:00.000Z', semantics: 'won' });
    await expect(run(contact('a'))).resolves.toMatchObject({ vendorId: busy, how: 'found', candidates: 3 });
  });

  it('takes the contact changed last when none of several has an open lead', async () => {
    const { run, contact, crm } = world();
    crm.addContact({ phones: [anna.phone ?? ''], updatedAt: '2025-01-01T00:00:00.000Z' });
    const recent = crm.addContact({ phones: [anna.phone ?? ''], updatedAt: '2026-01-01T00:00:00.000Z' });
    await expect(run(contact('a'))).resolves.toMatchObject({ vendorId: recent });
  });

  it('makes a contact of its own for every dialogue when searching is off', async () => {
    const { run, contact, crm } = world();
    const off = { searchExisting: false, updateContact: true };
    await run(contact('a', anna, off));
    await run(contact('a', anna, off));
    await run(contact('b', anna, off));
    expect(crm.contacts).toHaveLength(2);
    expect(crm.calls).not.toContain('findContacts');
  });

  it('forgets a contact that was deleted in the CRM', async () => {
    const { run, contact, crm } = world();
    await run(contact('a'));
    crm.contacts.length = 0;
    await expect(run(contact('b'))).resolves.toMatchObject({ how: 'created' });
    expect(crm.contacts).toHaveLength(1);
  });

  it('lets the phone decide when phone and e-mail lead to different contacts', async () => {
    const { run, contact } = world();
    const byPhone = await run(contact('a'));
    await run(contact('b', { name: null, phone: null, email: 'a@b.ru' }));
    await expect(run(contact('c', { ...anna, email: 'a@b.ru' }))).resolves.toMatchObject({
      vendorId: byPhone.vendorId,
      how: 'joined',
      candidates: 2,
    });
  });

  it('does not block others after the CRM refused the data', async () => {
    const { run, contact, time } = world(['rejected']);
    await expect(run(contact('a'))).rejects.toMatchObject({ code: 'Crm.Rejected' });
    const before = time.now();
    await expect(run(contact('b'))).resolves.toMatchObject({ how: 'created' });
    expect(time.now() - before).toBeLessThan(1000);
  });

  it('two dialogues that know phone and e-mail in turns do not wait for each other for ever', async () => {
    const { run, contact, crm } = world();
    const person = { ...anna, email: 'a@b.ru' };
    const results = await run(Promise.all([contact('a', person), contact('b', person), contact('c', person)]));
    expect(new Set(results.map((result) => result.vendorId)).size).toBe(1);
    expect(crm.contacts).toHaveLength(1);
  });
});

describe.each(['lead', 'deal'] as const)('findOrCreateCard: %s', (kind) => {
  it('creates one, and the next dialogue of the contact joins it', async () => {
    const { run, card, crm } = world();
    const first = await run(card(kind, 'a', '7'));
    expect(first.how).toBe('created');
    await expect(run(card(kind, 'b', '7'))).resolves.toEqual({
      vendorId: first.vendorId,
      how: 'joined',
      candidates: 1,
    });
    await expect(run(card(kind, 'b', '8'))).resolves.toMatchObject({ how: 'created' });
    expect(crm.cards[kind]).toHaveLength(2);
  });

  it('joins an open one that a person made in the CRM, not a closed one', async () => {
    const { run, card, crm } = world();
    crm.addCard(kind, { contactId: '7', semantics: 'lost' });
    const open = crm.addCard(kind, { contactId: '7' });
    await expect(run(card(kind, 'a', '7'))).resolves.toEqual({ vendorId: open, how: 'joined', candidates: 1 });
  });

  it('creates a new one when the one it knows was closed', async () => {
    const { run, card, crm } = world();
    const first = await run(card(kind, 'a', '7'));
    const [stored] = crm.cards[kind];
    if (stored) stored.entity.semantics = 'won';
    const second = await run(card(kind, 'b', '7'));
    expect(second).toMatchObject({ how: 'created' });
    expect(second.vendorId).not.toBe(first.vendorId);
    await expect(run(card(kind, 'c', '7'))).resolves.toMatchObject({ vendorId: second.vendorId, how: 'joined' });
  });

  it('creates one for a dialogue without a contact', async () => {
    const { run, card, crm } = world();
    await expect(run(card(kind, 'a', null))).resolves.toMatchObject({ how: 'created' });
    await expect(run(card(kind, 'a', null))).resolves.toMatchObject({ how: 'created' });
    expect(crm.cards[kind]).toHaveLength(1);
  });
});

describe('leads and deals of one contact', () => {
  it('do not stand in for each other', async () => {
    const { run, card, crm } = world();
    await run(card('lead', 'a', '7'));
    await expect(run(card('deal', 'b', '7'))).resolves.toMatchObject({ how: 'created' });
    await expect(run(card('deal', 'c', '7'))).resolves.toMatchObject({ how: 'joined' });
    expect(crm.cards.lead).toHaveLength(1);
    expect(crm.cards.deal).toHaveLength(1);
  });
});

describe('one person in several dialogues', () => {
  const processFate: fc.Arbitrary<ProcessFate> = fc.oneof(
    fc.constant({ kind: 'lives' as const }),
    fc.record({ kind: fc.constantFrom('dies' as const, 'sleeps' as const), atBarrier: fc.nat(14) }),
  );
  const writeFate = fc.constantFrom<WriteFate>('done', 'lostAnswer', 'lostRequest', 'rateLimited');

  it('makes one contact and one lead, whatever dies, sleeps or gets lost on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(processFate, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        fc.array(writeFate, { maxLength: 8 }),
        async (processes, fates) => {
          const { run, contact, card, crm, time } = world(fates);
          const dialogue = async (fatesOfAttempts: ProcessFate[], n: number) => {
            const queue = [...fatesOfAttempts];
            const found = await contact(`d${n}`, anna, { searchExisting: true, updateContact: true }, queue);
            return { contactId: found.vendorId, leadId: (await card('lead', `d${n}`, found.vendorId, queue)).vendorId };
          };
          const results = await run(
            Promise.all(processes.map(dialogue)).then(async (all) => {
              // What was suspended wakes up now and must not write any more.
              await time.sleep(suspensionMs * 2);
              return all;
            }),
          );
          expect(crm.contacts).toHaveLength(1);
          expect(crm.cards.lead).toHaveLength(1);
          for (const result of results) expect(result).toEqual(results[0]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each(Array.from({ length: 15 }, (_, atBarrier) => atBarrier))(
    'survives a death at barrier %i, with the answer lost before',
    async (atBarrier) => {
      const { run, contact, crm } = world(['lostAnswer']);
      const dies = { kind: 'dies' as const, atBarrier };
      await run(Promise.all([contact('a', anna, undefined, [dies, dies]), contact('b', anna, undefined, [dies])]));
      expect(crm.contacts).toHaveLength(1);
    },
  );

  it('20 dialogues at once make one contact and one open lead', async () => {
    const { run, contact, card, crm } = world();
    const results = await run(
      Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const { vendorId } = await contact(`d${n}`);
          return card('lead', `d${n}`, vendorId);
        }),
      ),
    );
    expect(crm.contacts).toHaveLength(1);
    expect(crm.cards.lead).toHaveLength(1);
    expect(results.filter((result) => result.how === 'created')).toHaveLength(1);
  });
});
