import { verifyStandardWebhook } from '@voronka/platform';
import type { CrmCallContext } from '@voronka/contracts';
import { newCard } from '../contract/crm-port-cards.contract.ts';
import { startWebhookReceiver } from '../contract/webhook-receiver.ts';
import type { WebhookUnderTest } from '../contract/webhook-receiver.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'interactive' };
const anna = { externalKey: 'd-1:1:contact', name: 'Анна', phone: '+79161234567', email: null, responsibleId: null };
const reads = ['contact.find', 'contact.read', 'lead.find', 'lead.read', 'note.find', 'task.find', 'users.list'];
const lead = { kind: 'lead' } as const;

describe('commands to a receiver', () => {
  let under: WebhookUnderTest;
  beforeAll(async () => {
    under = await startWebhookReceiver();
  });
  beforeEach(() => under.reset());
  afterAll(() => under.stop());

  it('carry the key as their id, and are signed for this receiver alone', async () => {
    await under.crm.createCard(newCard(under, 'lead'), context);
    const headers = under.road.lastHeaders();
    expect(headers['webhook-id']).toBe('lead:d-1:1:lead');
    const known = { headers, rawBody: '{}', nowMs: Date.now(), secret: 'whsec_AAAA' };
    expect(verifyStandardWebhook(known)).toBe(false);
  });

  it('make one thing, however often the same key is sent', async () => {
    const { crm } = under;
    const ids = await Promise.all([1, 2, 3].map(() => crm.createContact(anna, context)));
    await under.receiver().restart();
    ids.push(await crm.createContact({ ...anna, name: 'Аня' }, context));
    expect(new Set(ids).size).toBe(1);
    expect((await under.count()).contacts).toBe(1);
  });

  describe.each(['status501', 'word'] as const)('where nothing can be asked: %s', (how) => {
    beforeEach(() => under.road.refuse([...reads, 'ping'], how));

    it('the connection counts as checked by the signature', async () => {
      await expect(under.crm.check(context)).resolves.toMatchObject({ leads: true });
    });

    it('the person is taken for a new one, stays there, and gets what is learned of them', async () => {
      const { crm } = under;
      await expect(crm.findContacts({ phone: anna.phone, email: null }, context)).resolves.toEqual([]);
      await expect(crm.findContactByExternalKey(anna.externalKey, context)).resolves.toBeNull();
      const id = await crm.createContact(anna, context);
      await expect(crm.getContact(id, context)).resolves.toMatchObject({ id });
      const policies = { name: 'fillEmpty', phone: 'append', email: 'append' } as const;
      const data = { name: null, phone: null, email: 'anna@example.com' };
      const change = await crm.planContactChange(id, data, policies, context);
      expect(change?.changed).toEqual(['email']);
      if (change) await crm.changeContact(change, context);
      const { contacts } = await under.receiver().state();
      expect(contacts[id]?.fields).toMatchObject({ phone: anna.phone, email: 'anna@example.com' });
    });

    it('the lead is known by what was written', async () => {
      const { crm } = under;
      const id = await crm.createCard({ ...newCard(under, 'lead'), contactId: '1' }, context);
      await crm.moveCard({ ...lead, id }, 'contacted', context);
      await crm.setResponsible({ ...lead, id }, '7', context);
      const known = { id, statusId: 'contacted', responsibleId: '7', semantics: 'open', externalKey: 'd-1:1:lead' };
      await expect(crm.getCard({ ...lead, id }, context)).resolves.toMatchObject(known);
      await expect(crm.findCardByExternalKey('lead', 'd-1:1:lead', context)).resolves.toMatchObject({ id });
      await expect(crm.findOpenCards('lead', '1', context)).resolves.toMatchObject([{ id }]);
      await crm.moveCard({ ...lead, id }, 'lost', context);
      await expect(crm.findOpenCards('lead', '1', context)).resolves.toEqual([]);
    });

    it('a lead that nobody wrote or told of is not taken for a deleted one', async () => {
      const unknown = under.crm.getCard({ ...lead, id: '77' }, context);
      await expect(unknown).rejects.toMatchObject({ code: 'Crm.NotSupported' });
    });

    it('a note is made once by its key, without being looked for', async () => {
      const { crm } = under;
      const card = { ...lead, id: await crm.createCard(newCard(under, 'lead'), context) };
      const note = { card, marker: 'd-1:1:history', text: 'Привет' };
      await expect(crm.findComment(note, context)).resolves.toBeNull();
      const id = await crm.addComment(note, context);
      await expect(crm.addComment(note, context)).resolves.toBe(id);
      expect((await under.count()).comments).toBe(1);
    });
  });

  it('that make something name it by their key where the receiver names it by nothing', async () => {
    under.road.refuse(['contact.create'], 'word');
    await expect(under.crm.createContact(anna, context)).resolves.toBe('contact:d-1:1:contact');
  });

  it('that the receiver does not know are a final failure', async () => {
    under.road.refuse(['lead.create'], 'status501');
    const attempt = under.crm.createCard(newCard(under, 'lead'), context);
    await expect(attempt).rejects.toMatchObject({ code: 'Crm.NotSupported' });
  });
});

describe('a receiver with names of its own', () => {
  let under: WebhookUnderTest;
  const settings = {
    stages: [
      { id: 'new', name: 'Новый', meaning: 'open' as const },
      { id: 'lost', name: 'Отказ', meaning: 'lost' as const },
    ],
    fields: { 'contact.phone': 'Телефон', 'lead.title': 'name' },
    extra: { channel: 'site' },
  };
  beforeAll(async () => {
    under = await startWebhookReceiver({ settings });
  });
  afterAll(() => under.stop());

  it('gets them, with what goes with every lead, and is read by them', async () => {
    const { crm } = under;
    const contactId = await crm.createContact(anna, context);
    const source = { page: 'https://shop.example/', referrer: null, utm: { source: 'ya' } };
    const id = await crm.createCard({ ...newCard(under, 'lead'), contactId, source }, context);
    const { contacts, leads } = await under.receiver().state();
    expect(contacts[contactId]?.fields).toEqual({ key: anna.externalKey, name: 'Анна', Телефон: anna.phone });
    expect(leads[id]?.fields).toEqual({
      ...{ tags: [], key: 'd-1:1:lead', name: 'Чат 1', stage: 'new', contact: contactId },
      ...{ channel: 'site', utm_source: 'ya', page: 'https://shop.example/' },
    });
    await expect(crm.getContact(contactId, context)).resolves.toMatchObject({ phones: [anna.phone] });
    await expect(crm.getCard({ ...lead, id }, context)).resolves.toMatchObject({ title: 'Чат 1' });
  });

  it('has the stages that were entered, and they say what closes a lead', async () => {
    const stages = await under.crm.listStages('lead', context);
    expect(stages.map(({ id, semantics, funnel }) => [id, semantics, funnel])).toEqual([
      ['new', 'open', null],
      ['lost', 'lost', null],
    ]);
    const id = await under.crm.createCard(newCard(under, 'lead', 'second'), context);
    await under.crm.moveCard({ ...lead, id }, 'lost', context);
    await expect(under.crm.getCard({ ...lead, id }, context)).resolves.toMatchObject({ semantics: 'lost' });
  });
});
