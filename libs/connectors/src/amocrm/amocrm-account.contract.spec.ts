import type { CrmCallContext, NewCrmCard } from '@voronka/contracts';
import type { AmocrmUnderTest } from '../contract/amocrm-sandbox.ts';
import { startAmocrmSandbox } from '../contract/amocrm-sandbox.ts';
import { newCard } from '../contract/crm-port-cards.contract.ts';
import { keyFieldCode } from './field-directory.ts';

const context: CrmCallContext = { correlationId: 'account', lane: 'interactive' };
const phone = '+79161234567';

interface AccountState {
  leads: { id: number; name: string; responsibleUserId: number }[];
  contacts: unknown[];
  customFields: { id: number; entity: string; code: string | null }[];
}

describe.each(['amocrmLite', 'amocrmFull'] as const)('an amoCRM account that people work in: %s', (kind) => {
  let under: AmocrmUnderTest;
  beforeAll(async () => {
    under = await startAmocrmSandbox(kind);
  });
  beforeEach(() => under.reset());
  afterAll(() => under.stop());

  const state = async () => (await under.sandbox.control('GET', 'amocrm/state')) as unknown as AccountState;
  const order = (path: string, body: object) => under.sandbox.control('POST', `amocrm/${path}`, body);
  const lead = (changes: Partial<NewCrmCard> = {}) => ({ ...newCard(under, 'lead'), ...changes });
  const removeField = async (entity: string, code: string) => {
    const field = (await state()).customFields.find((one) => one.entity === entity && one.code === code);
    const { baseUrl, longLivedToken } = under.sandbox.amocrm;
    const response = await fetch(`${baseUrl}/api/v4/${entity}/custom_fields/${field?.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${longLivedToken}` },
    });
    expect(response.status).toBe(204);
  };

  describe('control of duplicates', () => {
    const joinedLead = async () => {
      const contactId = await under.addContactByHand({ name: 'Анна', phones: [phone], emails: [] });
      const [pipeline] = under.known.statuses.lead.first.split(':');
      const before = await under.crm.createCard(lead({ externalKey: 'other:1:lead', contactId }), context);
      await under.moveByHand({ kind: 'lead', id: before }, under.known.statuses.lead.later);
      await order('pipelines', { id: Number(pipeline), duplicateControl: true });
      return { contactId, before };
    };

    it('gives the lead that was there, which is not made again and keeps its stage', async () => {
      const { contactId, before } = await joinedLead();
      await expect(under.crm.createCard(lead({ contactId }), context)).resolves.toBe(before);
      expect((await under.count()).leads).toBe(1);
      await expect(under.crm.getCard({ kind: 'lead', id: before }, context)).resolves.toMatchObject({
        statusId: under.known.statuses.lead.later,
        externalKey: 'other:1:lead',
      });
    });

    it('makes none when the answer was lost and the creation is repeated', async () => {
      const { contactId, before } = await joinedLead();
      await under.fail('answerLost', 'createCard');
      await expect(under.crm.createCard(lead({ contactId }), context)).rejects.toMatchObject({
        code: 'Crm.Ambiguous',
      });
      await expect(under.crm.createCard(lead({ contactId }), context)).resolves.toBe(before);
      expect((await under.count()).leads).toBe(1);
    });

    if (kind === 'amocrmFull') {
      it('never makes a lead of other people look like one of this dialogue', async () => {
        const { contactId, before } = await joinedLead();
        // People's own leads have no key at all, and the joined one takes over what it has empty.
        await removeField('leads', keyFieldCode);
        await expect(under.crm.createCard(lead({ contactId }), context)).resolves.toBe(before);
        const stored = await under.crm.getCard({ kind: 'lead', id: before }, context);
        expect(stored?.externalKey).not.toBe(lead().externalKey);
      });
    }
  });

  describe('what people have removed', () => {
    it('a responsible who left: the lead is made without', async () => {
      await under.sandbox.control('POST', 'amocrm/delete', { userId: Number(under.known.manager) });
      const id = await under.crm.createCard(lead({ responsibleId: under.known.manager }), context);
      const stored = await under.crm.getCard({ kind: 'lead', id }, context);
      expect(stored?.responsibleId).not.toBe(under.known.manager);
      expect((await under.count()).leads).toBe(1);
    });

    it('the field for the key: it is made anew and the lead is found by it', async () => {
      await under.crm.createCard(lead({ externalKey: 'a:1:lead' }), context);
      await removeField('leads', keyFieldCode);
      const id = await under.crm.createCard(lead({ externalKey: 'b:1:lead' }), context);
      await expect(under.crm.findCardByExternalKey('lead', 'b:1:lead', context)).resolves.toMatchObject({ id });
    });

    it('a field of where the client came from: the lead is made without it', async () => {
      const source = { page: null, referrer: 'https://ya.ru/', utm: { source: 'ya', unheard: 'x' } };
      await under.crm.createCard(lead({ externalKey: 'a:1:lead', source }), context);
      expect((await under.count()).leads).toBe(1);
    });

    it('a stage: nothing is made, and the failure says what is wrong', async () => {
      const [pipeline] = under.known.statuses.lead.first.split(':');
      const attempt = under.crm.createCard(lead({ statusId: `${pipeline}:999999` }), context);
      await expect(attempt).rejects.toMatchObject({
        code: 'Crm.Rejected',
        details: { reason: 'notSupportedChoice', paths: 'status_id' },
      });
      expect((await under.count()).leads).toBe(0);
    });

    it('a lead in the bin is read as gone', async () => {
      const id = await under.crm.createCard(lead(), context);
      await order('delete', { entity: 'leads', id: Number(id) });
      await expect(under.crm.getCard({ kind: 'lead', id }, context)).resolves.toBeNull();
      await expect(under.crm.findCardByExternalKey('lead', lead().externalKey, context)).resolves.toBeNull();
    });
  });

  it.each([
    ['status402', 'Crm.Unpaid', 'Crm.Unpaid'],
    ['status403', 'Crm.Unauthorized', 'Crm.Unauthorized'],
    ['systemError400', 'Crm.ServerError', 'Crm.Ambiguous'],
    ['status503', 'Crm.UnreadableAnswer', 'Crm.Ambiguous'],
  ])('says what the vendor means by %s', async (fault, onRead, onWrite) => {
    const id = await under.crm.createCard(lead(), context);
    await order('faults', { kind: fault, method: 'GET /api/v4/leads/*' });
    await expect(under.crm.getCard({ kind: 'lead', id }, context)).rejects.toMatchObject({ code: onRead });
    await order('faults', { kind: fault, method: 'POST /api/v4/contacts' });
    const contact = { externalKey: 'd:1:contact', name: 'Анна', phone, email: null, responsibleId: null };
    await expect(under.crm.createContact(contact, context)).rejects.toMatchObject({ code: onWrite });
    expect((await under.count()).contacts).toBe(0);
  });

  if (kind === 'amocrmLite') {
    it('gets from LITE nothing but contacts, leads and the field for the key', async () => {
      const found = await under.crm.findContacts({ phone, email: null }, context);
      expect(found).toEqual([]);
      const person = { externalKey: 'd:1:contact', name: 'Анна', phone, email: null, responsibleId: null };
      const contactId = await under.crm.createContact(person, context);
      await under.crm.findOpenCards('lead', contactId, context);
      const id = await under.crm.createCard(lead({ contactId }), context);
      await under.crm.addTags({ kind: 'lead', id }, ['чат'], context).catch(() => undefined);
      await under.crm.moveCard({ kind: 'lead', id }, under.known.statuses.lead.later, context).catch(() => undefined);
      await under.crm.setResponsible({ kind: 'lead', id }, under.known.manager, context).catch(() => undefined);
      const writes = (await under.calls()).filter((call) => !call.startsWith('GET '));
      expect(writes).toEqual([
        'POST /api/v4/contacts/custom_fields',
        'POST /api/v4/contacts',
        'POST /api/v4/leads/custom_fields',
        'POST /api/v4/leads/complex',
      ]);
    });
  }
});
