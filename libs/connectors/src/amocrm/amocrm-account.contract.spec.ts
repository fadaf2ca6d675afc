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

  /** A person's call. @returns id of the first status that it made; null for other answers */
  const apiJson = async (method: string, path: string, body?: object): Promise<number | null> => {
    const { baseUrl, longLivedToken } = under.sandbox.amocrm;
    const response = await fetch(`${baseUrl}/api/v4/${path}`, {
      method,
      headers: { authorization: `Bearer ${longLivedToken}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(response.status).toBeLessThan(300);
    if (response.status === 204) return null;
    const answer = (await response.json()) as { _embedded?: { statuses?: { id: number }[] } };
    return answer._embedded?.statuses?.[0]?.id ?? null;
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
    it('a responsible who left: the lead is made without (failure 21)', async () => {
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

    it('a field of where the client came from: the lead is made without it (failure 16)', async () => {
      const source = { page: null, referrer: 'https://ya.ru/', utm: { source: 'ya', unheard: 'x' } };
      await under.crm.createCard(lead({ externalKey: 'a:1:lead', source }), context);
      expect((await under.count()).leads).toBe(1);
    });

    it('a stage: nothing is made, and the failure says what is wrong', async () => {
      const [pipeline] = under.known.statuses.lead.first.split(':');
      const attempt = under.crm.createCard(lead({ statusId: `${pipeline}:999999` }), context);
      await expect(attempt).rejects.toMatchObject({
        code: 'Crm.StageGone',
        details: { stage: `${pipeline}:999999` },
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

  if (kind === 'amocrmFull') {
    describe('a lead in «Неразобранное»', () => {
      const requestOf = async (): Promise<string> => {
        const contact = { name: 'Анна', custom_fields_values: [{ field_code: 'PHONE', values: [{ value: phone }] }] };
        const pipelineId = Number(under.known.statuses.lead.first.split(':')[0]);
        const form = { form_id: 'f', form_name: 'Форма', form_page: 'https://site.ru', form_sent_at: 1 };
        const item = {
          source_uid: 'u',
          source_name: 'Сайт',
          pipeline_id: pipelineId,
          metadata: form,
          _embedded: { leads: [{ name: 'Заявка' }], contacts: [contact] },
        };
        await apiJson('POST', 'leads/unsorted/forms', [item]);
        const all = (await under.sandbox.control('GET', 'amocrm/state')) as unknown as {
          unsorted: { leadId: number }[];
        };
        return String(all.unsorted[0]?.leadId);
      };
      const waiting = async () =>
        ((await under.sandbox.control('GET', 'amocrm/state')) as unknown as { unsorted: object[] }).unsorted.length;

      it('that duplicate control joins is found there and accepted into the stage', async () => {
        const waitingLead = await requestOf();
        const [pipeline] = under.known.statuses.lead.later.split(':');
        await order('pipelines', { id: Number(pipeline), duplicateControl: true });
        const contactId = await under.addContactByHand({ name: 'Анна', phones: [phone], emails: [] });
        const { later } = under.known.statuses.lead;
        await expect(under.crm.createCard(lead({ contactId, statusId: later }), context)).resolves.toBe(waitingLead);
        expect(await waiting()).toBe(0);
        await expect(under.crm.getCard({ kind: 'lead', id: waitingLead }, context)).resolves.toMatchObject({
          statusId: later,
        });
      });

      it('that is moved is accepted by that', async () => {
        const waitingLead = await requestOf();
        const card = { kind: 'lead' as const, id: waitingLead };
        await under.crm.moveCard(card, under.known.statuses.lead.later, context);
        expect(await waiting()).toBe(0);
        expect((await under.crm.getCard(card, context))?.statusId).toBe(under.known.statuses.lead.later);
      });
    });

    describe('what is deleted at the vendor', () => {
      it('a person: no longer listed, and set as responsible is a failure that says so', async () => {
        const card = { kind: 'lead' as const, id: await under.crm.createCard(lead(), context) };
        await order('delete', { userId: Number(under.known.otherManager) });
        const people = await under.crm.listUsers(context);
        expect(people.map(({ id }) => id)).not.toContain(under.known.otherManager);
        await expect(under.crm.setResponsible(card, under.known.otherManager, context)).rejects.toMatchObject({
          code: 'Crm.ResponsibleGone',
        });
      });

      it('a stage: no longer listed, and a move into it fails for good while the lead stays where it is', async () => {
        const { first } = under.known.statuses.lead;
        const [pipeline] = first.split(':');
        const made = await apiJson('POST', `leads/pipelines/${pipeline}/statuses`, [{ name: 'Лишний', sort: 60 }]);
        const stage = `${pipeline}:${made}`;
        expect((await under.crm.listStages('lead', context)).map(({ id }) => id)).toContain(stage);
        await apiJson('DELETE', `leads/pipelines/${pipeline}/statuses/${made}`);
        expect((await under.crm.listStages('lead', context)).map(({ id }) => id)).not.toContain(stage);
        const card = { kind: 'lead' as const, id: await under.crm.createCard(lead(), context) };
        await expect(under.crm.moveCard(card, stage, context)).rejects.toMatchObject({
          code: 'Crm.StageGone',
          details: { stage },
        });
        expect((await under.crm.getCard(card, context))?.statusId).toBe(first);
      });
    });
  }

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
