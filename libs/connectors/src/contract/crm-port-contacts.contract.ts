import type { CrmCallContext } from '@voronka/contracts';
import type { CrmTraits, CrmUnderTest } from './crm-under-test.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const isoTime = /^\d{4}-.*Z$/;
const key = (purpose: string) => `d-1:1:${purpose}`;
const contact = (phone: string | null, email: string | null = null) => ({
  externalKey: key('contact'),
  name: 'Анна',
  phone,
  email,
  responsibleId: null,
});

/** The part of the contract about people. @param under the vendor, once it is started */
export function describeCrmContacts(under: () => CrmUnderTest, traits: CrmTraits): void {
  describe('contacts', () => {
    it('are created with all that is known and read back', async () => {
      const { crm, known } = under();
      const id = await crm.createContact(
        {
          ...contact('+79161234567', 'anna@example.com'),
          responsibleId: traits.capabilities.responsible ? known.manager : null,
        },
        context,
      );
      const stored = await crm.getContact(id, context);
      expect(stored).toMatchObject({ id, name: 'Анна', phones: ['+79161234567'], emails: ['anna@example.com'] });
      expect(stored?.updatedAt).toMatch(isoTime);
      await expect(crm.findContactByExternalKey(key('contact'), context)).resolves.toMatchObject({ id });
      await expect(crm.findContactByExternalKey(key('other'), context)).resolves.toBeNull();
      await expect(crm.getContact('999999999', context)).resolves.toBeNull();
    });

    it.each(['+79161234567', '8 (916) 123-45-67', '8-916-123-45-67', '9161234567', '7 916 123 45 67'])(
      'are found by phone however a person spelled it: %s',
      async (spelling) => {
        const id = await under().addContactByHand({ name: 'Анна', phones: ['+74951112233', spelling], emails: [] });
        await under().addContactByHand({ name: 'Борис', phones: ['+79161234568'], emails: [] });
        const found = await under().crm.findContacts({ phone: '+79161234567', email: null }, context);
        expect(found.map((one) => one.id)).toEqual([id]);
      },
    );

    it('are found by phone or e-mail, all of them', async () => {
      const { crm } = under();
      const one = await under().addContactByHand({ name: 'А', phones: ['89161234567'], emails: [] });
      const two = await under().addContactByHand({ name: 'Б', phones: [], emails: ['Anna@Example.com'] });
      await under().addContactByHand({ name: 'В', phones: ['+79990000000'], emails: ['boris@example.com'] });
      const found = await crm.findContacts({ phone: '+79161234567', email: 'anna@example.com' }, context);
      expect(found.map((each) => each.id).sort()).toEqual([one, two].sort());
      await expect(crm.findContacts({ phone: '+79160000000', email: null }, context)).resolves.toEqual([]);
      await expect(crm.findContacts({ phone: null, email: null }, context)).resolves.toEqual([]);
    });

    it('can be made without a name', async () => {
      const id = await under().crm.createContact({ ...contact('+79161234567'), name: null }, context);
      await expect(under().crm.getContact(id, context)).resolves.toMatchObject({ name: '' });
    });

    it('without anything known of them have no name either', async () => {
      const { crm } = under();
      const id = await crm.createContact({ ...contact(null), name: null }, context);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: '', phones: [], emails: [] });
    });

    if (!traits.refusesMalformedEmail) return;
    it('with data that the vendor refuses are a final failure that repeats none of it', async () => {
      const failure: unknown = await under()
        .crm.createContact(contact(null, 'not-an-address'), context)
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'Crm.Rejected' });
      const { message, details } = failure as { message: string; details: object };
      expect(message + JSON.stringify(details)).not.toMatch(/Анна|not-an-address/);
      expect((await under().count()).contacts).toBe(0);
    });
  });
}
