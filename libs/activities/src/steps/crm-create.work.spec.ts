import type { CrmContact, CrmPort, NewCrmCard, NewCrmContact } from '@voronka/contracts';
import { crmCapabilities } from '@voronka/domain';
import { callsFor, leadCard } from '../testing/crm-step-world.ts';
import { materialOf, testBundle } from '../testing/material.ts';
import { createLeadWork, findOrCreateContactWork } from './crm-create.work.ts';

const base = { nodeId: 'n', ruleId: null };

describe('the client’s contact', () => {
  const stored: CrmContact = {
    id: '7',
    name: 'Анна Петрова',
    phones: ['8 916 123-45-67'],
    emails: ['anna@work.ru'],
    updatedAt: null,
  };
  const find = (told: { name?: string; email?: string }) =>
    materialOf({
      ...base,
      kind: 'findOrCreateContact' as const,
      name: told.name ?? null,
      phone: '+79161234567',
      email: told.email ?? null,
    });
  const found = (contact: CrmContact): Partial<CrmPort> => ({
    findContacts: () => Promise.resolve([contact]),
    planContactChange: () => Promise.resolve(null),
  });

  it('that was there tells what the dialogue does not know, and wakes it', async () => {
    await expect(findOrCreateContactWork(find({}), ...callsFor(found(stored)))).resolves.toMatchObject({
      outcome: 'done',
      changes: { contactId: '7' },
      known: { name: 'Анна Петрова', phone: '8 916 123-45-67', email: 'anna@work.ru' },
      wake: true,
    });
  });

  it('tells nothing when the client told all of it', async () => {
    const told = find({ name: 'Аня', email: 'anna@home.ru' });
    const report = await findOrCreateContactWork(told, ...callsFor(found(stored)));
    expect(report).not.toHaveProperty('known');
    expect(report).not.toHaveProperty('wake');
  });

  it('tells nothing when the CRM does not know more either', async () => {
    const report = await findOrCreateContactWork(find({}), ...callsFor(found({ ...stored, name: '', emails: [] })));
    expect(report).not.toHaveProperty('known');
  });

  it('that is new tells nothing', async () => {
    const calls = callsFor({ findContacts: () => Promise.resolve([]), createContact: () => Promise.resolve('8') });
    const report = await findOrCreateContactWork(find({}), ...calls);
    expect(report).toMatchObject({ detail: { how: 'created' }, changes: { contactId: '8' } });
    expect(report).not.toHaveProperty('known');
  });
});

describe('a CRM that would give cards to people who have left', () => {
  const command = { ...base, kind: 'createLead' as const, title: 'Анна', stageKey: 'unsorted' };

  it.each([
    ['works there', true, '5', undefined],
    ['has left', false, null, 'Crm.ResponsibleGone'],
  ] as const)('gets a lead of somebody who %s', async (_, isThere, responsibleId, notice) => {
    const made: NewCrmCard[] = [];
    const calls = callsFor({
      hasUser: () => Promise.resolve(isThere),
      findOpenCards: () => Promise.resolve([]),
      createCard: async (each) => {
        made.push(each);
        return '41';
      },
    });
    const report = await createLeadWork(materialOf(command), ...calls);
    expect(made).toMatchObject([{ responsibleId }]);
    expect(report.notice?.code).toBe(notice);
    // The timeline of each such dialogue tells it, also where another's incident is open already.
    expect(report.detail.reason).toBe(notice && 'Step.ResponsibleGone');
  });
});

describe('a CRM without leads', () => {
  const withoutLeads = { worksWithLeads: () => Promise.resolve(false) };

  it('gets a deal where the flow makes a lead, and the dialogue knows it as one (failure 23)', async () => {
    const made: NewCrmCard[] = [];
    const calls = callsFor({
      ...withoutLeads,
      findOpenCards: (kind) =>
        kind === 'deal' ? Promise.resolve([]) : Promise.reject(new Error('leads were asked for')),
      createCard: async (each) => {
        made.push(each);
        return '41';
      },
    });
    const command = { ...base, kind: 'createLead' as const, title: 'Анна', stageKey: 'unsorted' };
    await expect(createLeadWork(materialOf(command), ...calls)).resolves.toMatchObject({
      outcome: 'done',
      detail: { dealId: '41' },
      changes: { leadId: '41', cardKind: 'deal' },
    });
    expect(made).toMatchObject([{ kind: 'deal', externalKey: 'dialogue:1:deal' }]);
  });

  it('is asked for the open deals of several candidates (failure 23)', async () => {
    const asked: string[] = [];
    const stored = (id: string): CrmContact => ({
      id,
      name: '',
      phones: ['+79161234567'],
      emails: [],
      updatedAt: null,
    });
    const calls = callsFor({
      ...withoutLeads,
      findContacts: () => Promise.resolve([stored('7'), stored('8')]),
      findOpenCards: async (kind, contactId) => {
        asked.push(kind);
        return contactId === '8' ? [{ ...leadCard, kind }] : [];
      },
      planContactChange: () => Promise.resolve(null),
    });
    const command = { ...base, kind: 'findOrCreateContact' as const, name: null, phone: '+79161234567', email: null };
    await expect(findOrCreateContactWork(materialOf(command), ...calls)).resolves.toMatchObject({
      changes: { contactId: '8' },
    });
    expect(new Set(asked)).toEqual(new Set(['deal']));
  });
});

describe('a CRM that only creates', () => {
  const capabilities = crmCapabilities.amocrmLite;

  it('gets a contact without a responsible', async () => {
    const made: NewCrmContact[] = [];
    const calls = callsFor({
      capabilities,
      findContacts: () => Promise.resolve([]),
      createContact: async (contact) => {
        made.push(contact);
        return '8';
      },
    });
    const command = { ...base, kind: 'findOrCreateContact' as const, name: 'Анна', phone: '+79161234567', email: null };
    await findOrCreateContactWork(materialOf(command), ...calls);
    expect(made).toMatchObject([{ name: 'Анна', responsibleId: null }]);
  });

  it('keeps a contact that was there as it is: no change is even planned', async () => {
    const stored = { id: '7', name: '', phones: ['+79161234567'], emails: [], updatedAt: null };
    const calls = callsFor({ capabilities, findContacts: () => Promise.resolve([stored]) });
    const command = { ...base, kind: 'findOrCreateContact' as const, name: 'Анна', phone: '+79161234567', email: null };
    await expect(findOrCreateContactWork(materialOf(command), ...calls)).resolves.toMatchObject({
      changes: { contactId: '7' },
    });
  });

  it('gets a lead without a responsible, whatever the channel says', async () => {
    const made: NewCrmCard[] = [];
    const calls = callsFor({
      capabilities,
      findOpenCards: () => Promise.resolve([]),
      createCard: async (each) => {
        made.push(each);
        return '41';
      },
    });
    const command = { ...base, kind: 'createLead' as const, title: 'Анна', stageKey: 'unsorted' };
    await createLeadWork(materialOf(command), ...calls);
    expect(made).toMatchObject([{ kind: 'lead', responsibleId: null }]);
  });
});

describe('the dialogue’s card', () => {
  it.each([
    ['lead', undefined, { leadId: '41' }],
    ['deal', 'deal', { dealId: '41' }],
  ] as const)('is a %s when the command says so', async (kind, card, detail) => {
    const made: NewCrmCard[] = [];
    const calls = callsFor({
      findOpenCards: () => Promise.resolve([]),
      createCard: async (each) => {
        made.push(each);
        return '41';
      },
    });
    const create = materialOf({ ...base, kind: 'createLead' as const, title: 'Анна', stageKey: 'unsorted', card });
    await expect(createLeadWork(create, ...calls)).resolves.toMatchObject({
      detail,
      changes: { leadId: '41', cardKind: kind, leadState: 'open', stageKey: 'unsorted' },
    });
    expect(made).toMatchObject([
      { kind, externalKey: `dialogue:1:${kind}`, statusId: 'NEW', contactId: '7', responsibleId: '5' },
    ]);
  });

  const person = (id: string, active = true) => ({ id, name: 'Ольга', active });
  it.each([
    ['who is no longer in the CRM', '9', [person('9')], 'Crm.ResponsibleGone'],
    ['who is there and inactive', '9', [person('5', false)], 'Crm.ResponsibleGone'],
    ['whom a robot of the CRM replaced at once', '9', [person('5')], undefined],
    ['who has it', '5', [], undefined],
  ])('made without the responsible %s', async (_, responsibleId, people, notice) => {
    const calls = callsFor({
      joinsDuplicates: true,
      findOpenCards: () => Promise.resolve([]),
      createCard: () => Promise.resolve('41'),
      getCard: () => Promise.resolve({ ...leadCard, responsibleId }),
      listUsers: () => Promise.resolve(people),
    });
    const create = materialOf({ ...base, kind: 'createLead' as const, title: 'Анна', stageKey: 'unsorted' });
    const report = await createLeadWork(create, ...calls);
    expect(report).toMatchObject({ outcome: 'done', changes: { leadId: '41' } });
    expect(report.notice?.code).toBe(notice);
  });

  it('that is joined is known in the stage where it stands', async () => {
    const open = { ...leadCard, kind: 'deal' as const, statusId: 'UC_CONTACT' };
    const calls = callsFor({
      findOpenCards: (kind) => Promise.resolve(kind === 'deal' ? [open] : []),
      getCard: () => Promise.resolve(open),
    });
    const command = {
      ...base,
      kind: 'createLead' as const,
      title: 'Анна',
      stageKey: 'unsorted',
      card: 'deal' as const,
    };
    await expect(createLeadWork(materialOf(command), ...calls)).resolves.toMatchObject({
      detail: { dealId: '41', how: 'joined' },
      changes: { cardKind: 'deal', stageKey: 'firstContact' },
    });
  });

  it.each([
    ['lead', 'leads'],
    ['deal', 'deals'],
  ] as const)('is refused, with the reason, by a CRM that has no %ss', async (card, capability) => {
    const calls = callsFor({ capabilities: { ...crmCapabilities.bitrix24, [capability]: false } });
    const create = materialOf({ ...base, kind: 'createLead' as const, title: 'Анна', stageKey: 'unsorted', card });
    await expect(createLeadWork(create, ...calls)).resolves.toEqual({
      outcome: 'refused',
      detail: { reason: 'Permission.CapabilityMissing' },
    });
  });

  it('is a final failure when its stage is bound to no status', async () => {
    const { content } = testBundle;
    const command = { ...base, kind: 'createLead' as const, title: 'Анна', stageKey: 'decision' };
    expect(content.stageMapping).not.toHaveProperty('decision');
    await expect(createLeadWork(materialOf(command), ...callsFor({}))).rejects.toMatchObject({
      code: 'Crm.StageUnmapped',
    });
  });
});
