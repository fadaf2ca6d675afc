import type { CrmCallContext } from '@voronka/contracts';
import type { CrmTraits, CrmUnderTest } from './crm-under-test.ts';
import { inTime } from './in-time.ts';
import { absentId, spelled } from './own-data.ts';
import type { OwnData } from './own-data.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const isoTime = /^\d{4}-.*Z$/;
const contact = (own: OwnData, phone: string | null, email: string | null = null) => ({
  externalKey: own.key('contact'),
  name: 'Анна',
  phone,
  email,
  responsibleId: null,
});

/** The part of the contract about people. @param under the vendor, once it is started */
export function describeCrmContacts(under: () => CrmUnderTest, traits: CrmTraits): void {
  describe('contacts', () => {
    it('are created with all that is known and read back', async () => {
      const { crm, known, own } = under();
      const phone = own.phone('client');
      const email = own.email('anna');
      const id = await crm.createContact(
        {
          ...contact(own, phone, email),
          responsibleId: traits.capabilities.responsible ? known.manager : null,
        },
        context,
      );
      const stored = await crm.getContact(id, context);
      expect(stored).toMatchObject({ id, name: 'Анна', phones: [phone], emails: [email] });
      expect(stored?.updatedAt).toMatch(isoTime);
      await inTime(under(), () =>
        expect(crm.findContactByExternalKey(own.key('contact'), context)).resolves.toMatchObject({ id }),
      );
      await expect(crm.findContactByExternalKey(own.key('other'), context)).resolves.toBeNull();
      await expect(crm.getContact(absentId, context)).resolves.toBeNull();
    });

    it.each(['+7XXXXXXXXXX', '8 (XXX) XXX-XX-XX', '8-XXX-XXX-XX-XX', 'XXXXXXXXXX', '7 XXX XXX XX XX'])(
      'are found by phone however a person spelled it: %s (failure 2)',
      async (pattern) => {
        const { crm, own } = under();
        const phone = own.phone('client');
        const phones = [own.phone('office'), spelled(phone, pattern)];
        const id = await under().addContactByHand({ name: 'Анна', phones, emails: [] });
        await under().addContactByHand({ name: 'Борис', phones: [own.phone('alike')], emails: [] });
        await inTime(under(), async () => {
          const found = await crm.findContacts({ phone, email: null }, context);
          expect(found.map((one) => one.id)).toEqual([id]);
        });
      },
    );

    it('are not those who only mention the number: the first hit of a search proves nothing (failure 3)', async () => {
      const { crm, own } = under();
      const phone = own.phone('client');
      const digits = phone.replace('+', '');
      await under().addContactByHand({ name: `Борис ${digits}`, phones: [own.phone('office')], emails: [] });
      const id = await under().addContactByHand({ name: 'Анна', phones: [spelled(phone, '8XXXXXXXXXX')], emails: [] });
      await under().addContactByHand({ name: digits, phones: [], emails: [`${digits}@example.com`] });
      await inTime(under(), async () => {
        const found = await crm.findContacts({ phone, email: null }, context);
        expect(found.map((one) => one.id)).toEqual([id]);
      });
    });

    it('are found by phone or e-mail, all of them', async () => {
      const { crm, own } = under();
      const phone = own.phone('client');
      const email = own.email('anna');
      const byHand = (name: string, phones: string[], emails: string[]) =>
        under().addContactByHand({ name, phones, emails });
      const one = await byHand('А', [spelled(phone, '8XXXXXXXXXX')], []);
      const two = await byHand('Б', [], [email.replace('anna', 'Anna').replace('example', 'Example')]);
      await byHand('В', [own.phone('other')], [own.email('boris')]);
      await inTime(under(), async () => {
        const found = await crm.findContacts({ phone, email }, context);
        expect(found.map((each) => each.id).sort()).toEqual([one, two].sort());
      });
      await expect(crm.findContacts({ phone: own.phone('absent'), email: null }, context)).resolves.toEqual([]);
      await expect(crm.findContacts({ phone: null, email: null }, context)).resolves.toEqual([]);
    });

    it('can be made without a name', async () => {
      const { crm, own } = under();
      const id = await crm.createContact({ ...contact(own, own.phone('client')), name: null }, context);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: '' });
    });

    it('without anything known of them have no name either', async () => {
      const { crm, own } = under();
      const id = await crm.createContact({ ...contact(own, null), name: null }, context);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ name: '', phones: [], emails: [] });
    });

    if (!traits.refusesMalformedEmail) return;
    it('with data that the vendor refuses are a final failure that repeats none of it', async () => {
      const { crm, own } = under();
      const failure: unknown = await crm
        .createContact(contact(own, null, 'not-an-address'), context)
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'Crm.Rejected' });
      const { message, details } = failure as { message: string; details: object };
      expect(message + JSON.stringify(details)).not.toMatch(/Анна|not-an-address/);
      await expect(crm.findContactByExternalKey(own.key('contact'), context)).resolves.toBeNull();
    });
  });
}
