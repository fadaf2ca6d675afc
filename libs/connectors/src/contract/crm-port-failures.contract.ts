import type { CrmCallContext, NewCrmCard, VoronkaError } from '@voronka/contracts';
import { update } from './crm-port-contact-changes.contract.ts';
import type { CrmFault, CrmOperation, CrmTraits, CrmUnderTest } from './crm-under-test.ts';
import { itNeeding } from './needs.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };

/** The part of the contract about everything that can go wrong on the way. @param under the vendor, once it is started */
export function describeCrmFailures(under: () => CrmUnderTest, traits: CrmTraits): void {
  const { deals, notes, tasks, contactChanges } = traits.capabilities;
  const lead = (): NewCrmCard => ({
    kind: 'lead',
    externalKey: under().own.key('lead'),
    title: under().own.title,
    statusId: under().known.statuses.lead.first,
    contactId: null,
    responsibleId: null,
    source: { page: null, referrer: null, utm: {} },
  });
  const contact = (phone: string) => ({
    externalKey: under().own.key('contact'),
    name: 'Анна',
    phone,
    email: null,
    responsibleId: null,
  });

  const askedOf = (fault: CrmFault) => (fault === 'silence' ? under().impatient : under().crm);

  const itFailing = itNeeding(traits, 'faults');

  describe('failures', () => {
    itFailing.each(['answerLost', 'errorAfterWrite'] as const)(
      'a write that happened is ambiguous and is found by its key: %s (failure 1)',
      async (fault) => {
        await under().fail(fault, 'createCard');
        await expect(under().crm.createCard(lead(), context)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
        await expect(
          under().crm.findCardByExternalKey('lead', under().own.key('lead'), context),
        ).resolves.not.toBeNull();
        expect((await under().count()).leads).toBe(1);
      },
    );

    itFailing.each(['requestLost', 'pageInsteadOfJson', 'silence'] as const)(
      'a write that may have happened is ambiguous and is sent once: %s',
      async (fault) => {
        await under().fail(fault, 'createContact');
        const attempt = askedOf(fault).createContact(contact('+79161234567'), context);
        await expect(attempt).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
        expect((await under().count()).contacts).toBe(0);
      },
    );

    if (notes) {
      itFailing('a lost answer to a comment is ambiguous and the comment is found by its marker', async () => {
        const id = await under().crm.createCard(lead(), context);
        await under().fail('answerLost', 'addComment');
        const card = { kind: 'lead', id } as const;
        const comment = { card, marker: 'm', text: 'Привет' };
        await expect(under().crm.addComment(comment, context)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
        await expect(under().crm.findComment({ card, marker: 'm' }, context)).resolves.not.toBeNull();
        expect((await under().count()).comments).toBe(1);
      });
    }

    if (deals) {
      itFailing('a lost answer to a deal is ambiguous and the deal is found by its key', async () => {
        const deal: NewCrmCard = { ...lead(), kind: 'deal', statusId: under().known.statuses.deal.first };
        await under().fail('answerLost', 'createCard', 'deal');
        await expect(under().crm.createCard(deal, context)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
        await expect(under().crm.findCardByExternalKey('deal', deal.externalKey, context)).resolves.not.toBeNull();
        expect(await under().count()).toMatchObject({ leads: 0, deals: 1 });
      });
    }

    if (tasks) {
      itFailing('a lost answer to a to-do is ambiguous and the to-do is found by its marker', async () => {
        const owner = { kind: 'lead' as const, id: await under().crm.createCard(lead(), context) };
        await under().fail('answerLost', 'addTask');
        const task = { owner, marker: 'm', text: 'Ответить', deadlineAt: '2030-01-01T10:00:00Z', responsibleId: null };
        await expect(under().crm.addTask(task, context)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
        await expect(under().crm.findTask({ owner, marker: 'm' }, context)).resolves.not.toBeNull();
        expect((await under().count()).tasks).toBe(1);
      });
    }

    if (contactChanges) {
      itFailing('a changed contact whose answer was lost is not changed again by a repeat', async () => {
        const id = await under().crm.createContact(contact('+79161234567'), context);
        const data = { name: null, phone: '+79990001122', email: 'anna@example.com' };
        const policies = { name: 'fillEmpty', phone: 'append', email: 'append' } as const;
        await under().fail('answerLost', 'changeContact');
        await expect(update(under().crm, id, data, policies)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
        await expect(update(under().crm, id, data, policies)).resolves.toEqual([]);
        await expect(under().crm.getContact(id, context)).resolves.toMatchObject({
          phones: ['+79161234567', '+79990001122'],
          emails: ['anna@example.com'],
        });
      });
    }

    itFailing.each([
      ['pageInsteadOfJson', 'Crm.UnreadableAnswer'],
      ['silence', 'Crm.TimedOut'],
      ['requestLost', 'Crm.Unreachable'],
      ['errorAfterWrite', traits.serverErrorCode],
    ] as const)('a read that failed says so and can be repeated: %s', async ([fault, code]) => {
      const id = await under().crm.createCard(lead(), context);
      await under().fail(fault, 'readCard');
      await expect(askedOf(fault).getCard({ kind: 'lead', id }, context)).rejects.toMatchObject({ code });
      await expect(under().crm.getCard({ kind: 'lead', id }, context)).resolves.toMatchObject({ id });
    });

    itFailing('rejected credentials are final, for reads and writes', async () => {
      await under().fail('unauthorized', 'readCard');
      await under().fail('unauthorized', 'createCard');
      await expect(under().crm.getCard({ kind: 'lead', id: '1' }, context)).rejects.toMatchObject({
        code: 'Crm.Unauthorized',
      });
      await expect(under().crm.createCard(lead(), context)).rejects.toMatchObject({ code: 'Crm.Unauthorized' });
      expect((await under().count()).leads).toBe(0);
    });

    itFailing('after "too many requests" nothing was written, and the failure says how long to wait', async () => {
      await under().fail('tooManyRequests', 'createCard');
      const failure: unknown = await under()
        .crm.createCard(lead(), context)
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'Crm.RateLimited' });
      expect((failure as VoronkaError).details.retryAfterMs).toBeGreaterThan(0);
      expect((await under().count()).leads).toBe(0);
    });

    itFailing('during a long ban nothing is written, and the next call fails without asking the vendor', async () => {
      await under().fail('longBan', 'createCard');
      await expect(under().crm.createCard(lead(), context)).rejects.toMatchObject({ code: traits.longBanCode });
      // The fault is used up: only the shared limiter can refuse now.
      await expect(under().crm.createCard(lead(), context)).rejects.toMatchObject({ code: 'Crm.RateLimited' });
      expect((await under().count()).leads).toBe(0);
    });

    itFailing('after a short ban the next call waits and then goes through', async () => {
      await under().fail('tooManyRequests', 'readCard');
      await expect(under().crm.getCard({ kind: 'lead', id: '1' }, context)).rejects.toMatchObject({
        code: 'Crm.RateLimited',
      });
      const startedAt = Date.now();
      await under().crm.createCard(lead(), context);
      expect(Date.now() - startedAt).toBeGreaterThan(1000);
      expect((await under().count()).leads).toBe(1);
    });

    itFailing('a card that search does not show yet is read by id and is found later', async () => {
      await under().fail('searchLag', 'createCard');
      const id = await under().crm.createCard(lead(), context);
      const hidden = await under().crm.findCardByExternalKey('lead', under().own.key('lead'), context);
      expect(hidden === null).toBe(traits.lagHidesFromLookUp);
      await expect(under().crm.getCard({ kind: 'lead', id }, context)).resolves.toMatchObject({ id });
      await under().searchCatchesUp();
      await expect(under().crm.findCardByExternalKey('lead', under().own.key('lead'), context)).resolves.toMatchObject({
        id,
      });
    });

    if (!traits.filtersNothing) {
      itFailing('a list that passes over what it was asked for names nobody else (failure 4)', async () => {
        const { crm, own } = under();
        const [ours, others] = await Promise.all([
          crm.createContact(contact(own.phone('client')), context),
          under().addContactByHand({ name: 'Борис', phones: [own.phone('alike')], emails: [] }),
        ]);
        const stranger = { phone: own.phone('absent'), email: null };
        const asked = async <T>(operation: CrmOperation, ask: () => Promise<T>): Promise<T> => {
          await under().fail('filterIgnored', operation);
          return ask();
        };
        const found = await asked('listContacts', () =>
          crm.findContacts({ phone: own.phone('client'), email: null }, context),
        );
        expect(found.map(({ id }) => id)).toEqual([ours]);
        await expect(asked('listContacts', () => crm.findContacts(stranger, context))).resolves.toEqual([]);
        const id = await crm.createCard({ ...lead(), contactId: ours }, context);
        await crm.createCard({ ...lead(), externalKey: own.key('other'), contactId: others }, context);
        const open = await asked('listCards', () => crm.findOpenCards('lead', ours, context));
        expect(open.map((card) => card.id)).toEqual([id]);
        const byKey = (key: string) => asked('listCards', () => crm.findCardByExternalKey('lead', key, context));
        await expect(byKey(own.key('lead'))).resolves.toMatchObject({ id });
        await expect(byKey(own.key('absent'))).resolves.toBeNull();
      });
    }

    itFailing('letters survive an answer that is cut inside one (failure 25)', async () => {
      const id = await under().crm.createCard({ ...lead(), title: 'Щука и ёж '.repeat(20) }, context);
      await under().fail('tornLetter', 'readCard');
      await expect(under().crm.getCard({ kind: 'lead', id }, context)).resolves.toMatchObject({
        title: 'Щука и ёж '.repeat(20),
      });
    });
  });
}
