import type { CrmCallContext, CrmClientData, CrmPort, CrmUpdatePolicies } from '@voronka/contracts';
import type { CrmUnderTest } from './crm-under-test.ts';
import { absentId, spelled } from './own-data.ts';
import type { OwnData } from './own-data.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const contact = (own: OwnData, phone: string) => ({
  externalKey: own.key('contact'),
  name: 'Анна',
  phone,
  email: null,
  responsibleId: null,
});

/** Adds what is missing and replaces nothing. */
const completing = { name: 'fillEmpty', phone: 'append', email: 'append' } as const;
const filling = { name: 'fillEmpty', phone: 'fillEmpty', email: 'fillEmpty' } as const;
const overwriting = { name: 'overwrite', phone: 'overwrite', email: 'overwrite' } as const;
const nothing = { name: null, phone: null, email: null };

/** Plans a change and carries it out. @returns what of the client was written */
export async function update(
  crm: CrmPort,
  id: string,
  data: CrmClientData,
  policies: CrmUpdatePolicies,
): Promise<readonly string[]> {
  const change = await crm.planContactChange(id, data, policies, context);
  if (change === null) return [];
  await crm.changeContact(change, context);
  return change.changed;
}

/** The part of the contract about changing people who are there. @param under the vendor, once it is started */
export function describeCrmContactChanges(under: () => CrmUnderTest): void {
  describe('contacts that are there', () => {
    it('get what is missing and never lose what is there', async () => {
      const { crm, own } = under();
      const id = await under().addContactByHand({ name: 'Анна Петрова', phones: [own.phone('office')], emails: [] });
      const data = { name: 'Аня', phone: own.phone('client'), email: own.email('anna') };
      expect([...(await update(crm, id, data, completing))].sort()).toEqual(['email', 'phone']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({
        name: 'Анна Петрова',
        phones: [own.phone('office'), own.phone('client')],
        emails: [own.email('anna')],
      });
      await expect(update(crm, id, data, completing)).resolves.toEqual([]);
    });

    it('are filled only where there is nothing', async () => {
      const { crm, own } = under();
      const id = await under().addContactByHand({ name: 'Анна', phones: [own.phone('office')], emails: [] });
      const data = { name: 'Аня', phone: own.phone('client'), email: own.email('anna') };
      await expect(update(crm, id, data, filling)).resolves.toEqual(['email']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({
        name: 'Анна',
        phones: [own.phone('office')],
        emails: [own.email('anna')],
      });
    });

    it('are overwritten in their first value, and keep the others', async () => {
      const { crm, own } = under();
      const phones = [own.phone('office'), own.phone('second')];
      const id = await under().addContactByHand({ name: 'Анна', phones, emails: [own.email('old')] });
      const data = { name: 'Мария', phone: own.phone('client'), email: own.email('new') };
      expect([...(await update(crm, id, data, overwriting))].sort()).toEqual(['email', 'name', 'phone']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({
        name: 'Мария',
        phones: [own.phone('client'), own.phone('second')],
        emails: [own.email('new')],
      });
      await expect(update(crm, id, data, overwriting)).resolves.toEqual([]);
    });

    it('keep a surname that the client did not tell', async () => {
      const { crm } = under();
      const id = await under().addContactByHand({ name: 'Аня', surname: 'Петрова', phones: [], emails: [] });
      const told = (name: string) => update(crm, id, { ...nothing, name }, overwriting);
      await expect(told('Анна')).resolves.toEqual(['name']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: 'Анна Петрова' });
      await expect(told('Анна Иванова')).resolves.toEqual(['name']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: 'Анна Иванова' });
      await expect(told('Анна')).resolves.toEqual([]);
    });

    it.each([completing, overwriting])(
      'never get a value that is there in another spelling: %j (failure 19)',
      async (policies) => {
        const { crm, own } = under();
        const id = await under().addContactByHand({
          name: 'Анна',
          phones: [own.phone('office'), spelled(own.phone('client'), '8 (XXX) XXX-XX-XX')],
          emails: [own.email('anna').replace('anna', 'Anna')],
        });
        const data = { name: null, phone: own.phone('client'), email: own.email('anna') };
        await expect(update(crm, id, data, policies)).resolves.toEqual([]);
        await expect(crm.getContact(id, context)).resolves.toMatchObject({
          phones: [own.phone('office'), spelled(own.phone('client'), '8 (XXX) XXX-XX-XX')],
          emails: [own.email('anna').replace('anna', 'Anna')],
        });
      },
    );

    it.each([filling, completing, overwriting])('are never emptied by what is not known: %j', async (policies) => {
      const { crm, own } = under();
      const stored = { name: 'Анна', phones: [own.phone('office')], emails: [own.email('anna')] };
      const id = await under().addContactByHand(stored);
      await expect(update(crm, id, nothing, policies)).resolves.toEqual([]);
      await expect(crm.getContact(id, context)).resolves.toMatchObject(stored);
    });

    it('that are gone cannot be changed', async () => {
      const attempt = update(under().crm, absentId, { ...nothing, name: 'А' }, completing);
      await expect(attempt).rejects.toMatchObject({ code: 'Crm.Rejected', details: { reason: 'notFound' } });
    });

    it('can be made without a name and get one later', async () => {
      const { crm, own } = under();
      const id = await crm.createContact({ ...contact(own, own.phone('client')), name: null }, context);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: '' });
      const data = { name: 'Анна', phone: spelled(own.phone('client'), '8 XXX XXX-XX-XX'), email: null };
      await expect(update(crm, id, data, completing)).resolves.toEqual(['name']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: 'Анна', phones: [own.phone('client')] });
    });

    it('that a chat named by a stand-in get the person’s name', async () => {
      const { crm } = under();
      const id = await under().addContactByHand({ name: 'Клиент', surname: 'из чата', phones: [], emails: [] });
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: '' });
      await update(crm, id, { ...nothing, name: 'Анна' }, completing);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: 'Анна' });
    });
  });
}
