import { setTimeout as sleep } from 'node:timers/promises';
import type { CrmCallContext, NewCrmLead, VoronkaError } from '@voronka/contracts';
import type { CrmUnderTest } from './crm-under-test.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const key = (purpose: string) => `d-1:1:${purpose}`;

/** The part of the contract about everything that can go wrong on the way. @param under the vendor, once it is started */
export function describeCrmFailures(under: () => CrmUnderTest): void {
  const lead = (): NewCrmLead => ({
    externalKey: key('lead'),
    title: 'Чат 1',
    statusId: under().known.firstStatus,
    contactId: null,
    responsibleId: null,
    source: { page: null, referrer: null, utm: {} },
  });
  const contact = (phone: string) => ({
    externalKey: key('contact'),
    name: 'Анна',
    phone,
    email: null,
    responsibleId: null,
  });

  describe('failures', () => {
    it.each(['answerLost', 'errorAfterWrite'] as const)(
      'a write that happened is ambiguous and is found by its key: %s',
      async (fault) => {
        await under().fail(fault, 'createLead');
        await expect(under().crm.createLead(lead(), context)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
        await expect(under().crm.findLeadByExternalKey(key('lead'), context)).resolves.not.toBeNull();
        expect((await under().count()).leads).toBe(1);
      },
    );

    it.each(['requestLost', 'pageInsteadOfJson', 'silence'] as const)(
      'a write that may have happened is ambiguous and is sent once: %s',
      async (fault) => {
        await under().fail(fault, 'createContact');
        const attempt = under().crm.createContact(contact('+79161234567'), context);
        await expect(attempt).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
        expect((await under().count()).contacts).toBe(0);
      },
    );

    it('a lost answer to a comment is ambiguous and the comment is found by its marker', async () => {
      const id = await under().crm.createLead(lead(), context);
      await under().fail('answerLost', 'addComment');
      const comment = { leadId: id, marker: 'm', text: 'Привет' };
      await expect(under().crm.addComment(comment, context)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
      await expect(under().crm.findComment({ leadId: id, marker: 'm' }, context)).resolves.not.toBeNull();
      expect((await under().count()).comments).toBe(1);
    });

    it.each([
      ['pageInsteadOfJson', 'Crm.UnreadableAnswer'],
      ['silence', 'Crm.TimedOut'],
      ['requestLost', 'Crm.Unreachable'],
      ['errorAfterWrite', 'Crm.ServerError'],
    ] as const)('a read that failed says so and can be repeated: %s', async (fault, code) => {
      const id = await under().crm.createLead(lead(), context);
      await under().fail(fault, 'readLead');
      await expect(under().crm.getLead(id, context)).rejects.toMatchObject({ code });
      await expect(under().crm.getLead(id, context)).resolves.toMatchObject({ id });
    });

    it('rejected credentials are final, for reads and writes', async () => {
      await under().fail('unauthorized', 'readLead');
      await under().fail('unauthorized', 'createLead');
      await expect(under().crm.getLead('1', context)).rejects.toMatchObject({ code: 'Crm.Unauthorized' });
      await expect(under().crm.createLead(lead(), context)).rejects.toMatchObject({ code: 'Crm.Unauthorized' });
      expect((await under().count()).leads).toBe(0);
    });

    it.each(['tooManyRequests', 'tooLongAtWork'] as const)(
      'after "%s" nothing was written, and the failure says how long to wait',
      async (fault) => {
        await under().fail(fault, 'createLead');
        const failure: unknown = await under()
          .crm.createLead(lead(), context)
          .catch((error: unknown) => error);
        expect(failure).toMatchObject({ code: 'Crm.RateLimited' });
        expect((failure as VoronkaError).details.retryAfterMs).toBeGreaterThan(0);
        expect((await under().count()).leads).toBe(0);
      },
    );

    it('after a long ban the next call fails without asking the vendor', async () => {
      await under().fail('tooLongAtWork', 'readLead');
      await expect(under().crm.getLead('1', context)).rejects.toMatchObject({ code: 'Crm.RateLimited' });
      // The fault is used up: only the shared limiter can refuse now.
      await expect(under().crm.createLead(lead(), context)).rejects.toMatchObject({ code: 'Crm.RateLimited' });
      expect((await under().count()).leads).toBe(0);
    });

    it('after a short ban the next call waits and then goes through', async () => {
      await under().fail('tooManyRequests', 'readLead');
      await expect(under().crm.getLead('1', context)).rejects.toMatchObject({ code: 'Crm.RateLimited' });
      const startedAt = Date.now();
      await under().crm.createLead(lead(), context);
      expect(Date.now() - startedAt).toBeGreaterThan(1000);
      expect((await under().count()).leads).toBe(1);
    });

    it('a card that search does not show yet is read by id and is found later', async () => {
      await under().fail('searchLag', 'createLead');
      const id = await under().crm.createLead(lead(), context);
      await expect(under().crm.findLeadByExternalKey(key('lead'), context)).resolves.toBeNull();
      await expect(under().crm.getLead(id, context)).resolves.toMatchObject({ id });
      await sleep(under().searchLagMs + 100);
      await expect(under().crm.findLeadByExternalKey(key('lead'), context)).resolves.toMatchObject({ id });
    });

    it('letters survive an answer that is cut inside one', async () => {
      const id = await under().crm.createLead({ ...lead(), title: 'Щука и ёж '.repeat(20) }, context);
      await under().fail('tornLetter', 'readLead');
      await expect(under().crm.getLead(id, context)).resolves.toMatchObject({ title: 'Щука и ёж '.repeat(20) });
    });
  });
}
