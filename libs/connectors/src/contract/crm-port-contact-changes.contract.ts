import type { CrmCallContext, CrmClientData, CrmPort, CrmUpdatePolicies } from '@voronka/contracts';
import type { CrmUnderTest } from './crm-under-test.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const key = (purpose: string) => `d-1:1:${purpose}`;
const contact = (phone: string | null, email: string | null = null) => ({
  externalKey: key('contact'),
  name: 'Анна',
  phone,
  email,
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
      const { crm } = under();
      const id = await under().addContactByHand({ name: 'Анна Петрова', phones: ['+74951112233'], emails: [] });
      const data = { name: 'Аня', phone: '+79161234567', email: 'anna@example.com' };
      expect([...(await update(crm, id, data, completing))].sort()).toEqual(['email', 'phone']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({
        name: 'Анна Петрова',
        phones: ['+74951112233', '+79161234567'],
        emails: ['anna@example.com'],
      });
      await expect(update(crm, id, data, completing)).resolves.toEqual([]);
    });

    it('are filled only where there is nothing', async () => {
      const { crm } = under();
      const id = await under().addContactByHand({ name: 'Анна', phones: ['+74951112233'], emails: [] });
      const data = { name: 'Аня', phone: '+79161234567', email: 'anna@example.com' };
      await expect(update(crm, id, data, filling)).resolves.toEqual(['email']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({
        name: 'Анна',
        phones: ['+74951112233'],
        emails: ['anna@example.com'],
      });
    });

    it('are overwritten in their first value, and keep the others', async () => {
      const { crm } = under();
      const phones = ['+74951112233', '+74954445566'];
      const id = await under().addContactByHand({ name: 'Анна', phones, emails: ['old@example.com'] });
      const data = { name: 'Мария', phone: '+79161234567', email: 'new@example.com' };
      expect([...(await update(crm, id, data, overwriting))].sort()).toEqual(['email', 'name', 'phone']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({
        name: 'Мария',
        phones: ['+79161234567', '+74954445566'],
        emails: ['new@example.com'],
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

    it.each([completing, overwriting])('never get a value that is there in another spelling: %j', async (policies) => {
      const { crm } = under();
      const id = await under().addContactByHand({
        name: 'Анна',
        phones: ['+74951112233', '8 (916) 123-45-67'],
        emails: ['Anna@Example.com'],
      });
      const data = { name: null, phone: '+79161234567', email: 'anna@example.com' };
      await expect(update(crm, id, data, policies)).resolves.toEqual([]);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({
        phones: ['+74951112233', '8 (916) 123-45-67'],
        emails: ['Anna@Example.com'],
      });
    });

    it.each([filling, completing, overwriting])('are never emptied by what is not known: %j', async (policies) => {
      const { crm } = under();
      const stored = { name: 'Анна', phones: ['+74951112233'], emails: ['anna@example.com'] };
      const id = await under().addContactByHand(stored);
      await expect(update(crm, id, nothing, policies)).resolves.toEqual([]);
      await expect(crm.getContact(id, context)).resolves.toMatchObject(stored);
    });

    it('that are gone cannot be changed', async () => {
      const attempt = update(under().crm, '999999999', { ...nothing, name: 'А' }, completing);
      await expect(attempt).rejects.toMatchObject({ code: 'Crm.Rejected', details: { reason: 'notFound' } });
    });

    it('can be made without a name and get one later', async () => {
      const { crm } = under();
      const id = await crm.createContact({ ...contact('+79161234567'), name: null }, context);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: '' });
      const data = { name: 'Анна', phone: '8 916 123-45-67', email: null };
      await expect(update(crm, id, data, completing)).resolves.toEqual(['name']);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: 'Анна', phones: ['+79161234567'] });
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
