import type { CrmCallContext, NewCrmLead } from '@voronka/contracts';
import { describeCrmFailures } from './crm-port-failures.contract.ts';
import type { CrmUnderTest } from './crm-under-test.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const isoTime = /^\d{4}-.*Z$/;
const source = { page: null, referrer: null, utm: {} };

/**
 * What every connector promises, run against a vendor or its emulation. A new connector passes this suite before anything
 * else uses it.
 *
 * @param start starts the vendor, once for the whole suite
 */
export function describeCrmPort(name: string, start: () => Promise<CrmUnderTest>): void {
  describe(`CRM port: ${name}`, () => {
    let under: CrmUnderTest;
    const key = (purpose: string) => `d-1:1:${purpose}`;
    const lead = (contactId: string | null = null, purpose = 'lead'): NewCrmLead => ({
      externalKey: key(purpose),
      title: 'Чат 1',
      statusId: under.known.firstStatus,
      contactId,
      responsibleId: null,
      source,
    });
    const contact = (phone: string | null, email: string | null = null, purpose = 'contact') => ({
      externalKey: key(purpose),
      name: 'Анна',
      phone,
      email,
      responsibleId: null,
    });

    beforeAll(async () => {
      under = await start();
    });
    beforeEach(() => under.reset());
    afterAll(() => under.stop());

    describe('setup', () => {
      it('tells who it is joined as', async () => {
        const { account, user } = await under.crm.check(context);
        expect(account).not.toBe('');
        expect(user).not.toBe('');
      });

      it('lists the stages in order, with what they mean', async () => {
        const stages = await under.crm.listStages(context);
        expect(stages.map((stage) => stage.sort)).toEqual(stages.map((stage) => stage.sort).sort((a, b) => a - b));
        const meaning = new Map(stages.map((stage) => [stage.id, stage.semantics]));
        expect(meaning.get(under.known.firstStatus)).toBe('open');
        expect(meaning.get(under.known.laterStatus)).toBe('open');
        expect(meaning.get(under.known.lostStatus)).toBe('lost');
        expect([...meaning.values()]).toContain('won');
      });

      it('lists people, also those who have left', async () => {
        const users = await under.crm.listUsers(context);
        expect(users.find((user) => user.id === under.known.manager)).toMatchObject({ active: true });
        expect(users.some((user) => !user.active)).toBe(true);
        expect(users.every((user) => user.name !== '')).toBe(true);
      });
    });

    describe('contacts', () => {
      it('are created with all that is known and read back', async () => {
        const id = await under.crm.createContact(
          { ...contact('+79161234567', 'anna@example.com'), responsibleId: under.known.manager },
          context,
        );
        const stored = await under.crm.getContact(id, context);
        expect(stored).toMatchObject({
          id,
          name: 'Анна',
          phones: ['+79161234567'],
          emails: ['anna@example.com'],
        });
        expect(stored?.updatedAt).toMatch(isoTime);
        await expect(under.crm.findContactByExternalKey(key('contact'), context)).resolves.toMatchObject({ id });
        await expect(under.crm.findContactByExternalKey(key('other'), context)).resolves.toBeNull();
        await expect(under.crm.getContact('999999999', context)).resolves.toBeNull();
      });

      it.each(['+79161234567', '8 (916) 123-45-67', '8-916-123-45-67', '9161234567', '7 916 123 45 67'])(
        'are found by phone however a person spelled it: %s',
        async (spelling) => {
          const id = await under.addContactByHand({ name: 'Анна', phones: ['+74951112233', spelling], emails: [] });
          await under.addContactByHand({ name: 'Борис', phones: ['+79161234568'], emails: [] });
          const found = await under.crm.findContacts({ phone: '+79161234567', email: null }, context);
          expect(found.map((one) => one.id)).toEqual([id]);
        },
      );

      it('are found by phone or e-mail, all of them', async () => {
        const one = await under.addContactByHand({ name: 'А', phones: ['89161234567'], emails: [] });
        const two = await under.addContactByHand({ name: 'Б', phones: [], emails: ['Anna@Example.com'] });
        await under.addContactByHand({ name: 'В', phones: ['+79990000000'], emails: ['boris@example.com'] });
        const by = { phone: '+79161234567', email: 'anna@example.com' };
        const found = await under.crm.findContacts(by, context);
        expect(found.map((each) => each.id).sort()).toEqual([one, two].sort());
        await expect(under.crm.findContacts({ phone: '+79160000000', email: null }, context)).resolves.toEqual([]);
        await expect(under.crm.findContacts({ phone: null, email: null }, context)).resolves.toEqual([]);
      });

      it('get what is missing and never lose what is there', async () => {
        const id = await under.addContactByHand({ name: 'Анна Петрова', phones: ['+74951112233'], emails: [] });
        const data = { name: 'Аня', phone: '+79161234567', email: 'anna@example.com' };
        expect((await under.crm.completeContact(id, data, context)).sort()).toEqual(['email', 'phone']);
        await expect(under.crm.getContact(id, context)).resolves.toMatchObject({
          name: 'Анна Петрова',
          phones: ['+74951112233', '+79161234567'],
          emails: ['anna@example.com'],
        });
        await expect(under.crm.completeContact(id, data, context)).resolves.toEqual([]);
      });

      it('can be made without a name and get one later', async () => {
        const id = await under.crm.createContact({ ...contact('+79161234567'), name: null }, context);
        await expect(under.crm.getContact(id, context)).resolves.toMatchObject({ name: '' });
        await expect(
          under.crm.completeContact(id, { name: 'Анна', phone: '8 916 123-45-67', email: null }, context),
        ).resolves.toEqual(['name']);
        await expect(under.crm.getContact(id, context)).resolves.toMatchObject({
          name: 'Анна',
          phones: ['+79161234567'],
        });
      });

      it('with data that the vendor refuses are a final failure that repeats none of it', async () => {
        const failure: unknown = await under.crm
          .createContact(contact(null, 'not-an-address'), context)
          .catch((error: unknown) => error);
        expect(failure).toMatchObject({ code: 'Crm.Rejected' });
        const { message, details } = failure as { message: string; details: object };
        expect(message + JSON.stringify(details)).not.toMatch(/Анна|not-an-address/);
        expect((await under.count()).contacts).toBe(0);
      });
    });

    describe('leads', () => {
      it('are created with contact, responsible and stage, and read back', async () => {
        const contactId = await under.crm.createContact(contact('+79161234567'), context);
        const id = await under.crm.createLead(
          {
            ...lead(contactId),
            responsibleId: under.known.manager,
            source: {
              page: 'https://shop.example/a?b=1',
              referrer: 'https://ya.ru/',
              utm: { source: 'ya', term: 'х' },
            },
          },
          context,
        );
        const stored = await under.crm.getLead(id, context);
        expect(stored).toMatchObject({
          id,
          title: 'Чат 1',
          statusId: under.known.firstStatus,
          semantics: 'open',
          responsibleId: under.known.manager,
          contactId,
          tags: [],
          externalKey: key('lead'),
        });
        expect(stored?.createdAt).toMatch(isoTime);
        expect(stored?.updatedAt).toMatch(isoTime);
        await expect(under.crm.findLeadByExternalKey(key('lead'), context)).resolves.toEqual(stored);
        await expect(under.crm.findLeadByExternalKey(key('other'), context)).resolves.toBeNull();
        await expect(under.crm.getLead('999999999', context)).resolves.toBeNull();
      });

      it('of a contact that are open are listed, newest first', async () => {
        const contactId = await under.crm.createContact(contact('+79161234567'), context);
        const other = await under.crm.createContact(contact('+79990000000', null, 'other'), context);
        const first = await under.crm.createLead(lead(contactId, 'a'), context);
        const second = await under.crm.createLead(lead(contactId, 'b'), context);
        const closed = await under.crm.createLead(lead(contactId, 'c'), context);
        await under.crm.createLead(lead(other, 'd'), context);
        await under.crm.moveLead(closed, under.known.lostStatus, context);
        const open = await under.crm.findOpenLeads(contactId, context);
        expect(open.map((each) => each.id)).toEqual([second, first]);
        await expect(under.crm.getLead(closed, context)).resolves.toMatchObject({ semantics: 'lost' });
      });

      it('are moved and given to another person', async () => {
        const id = await under.crm.createLead(lead(), context);
        await under.crm.moveLead(id, under.known.laterStatus, context);
        await under.crm.setResponsible(id, under.known.otherManager, context);
        await expect(under.crm.getLead(id, context)).resolves.toMatchObject({
          statusId: under.known.laterStatus,
          responsibleId: under.known.otherManager,
        });
      });

      it('keep their tags when others are added, from two sides at once too', async () => {
        const id = await under.crm.createLead(lead(), context);
        await under.crm.addTags(id, ['чат', 'горячий'], context);
        await Promise.all([
          under.crm.addTags(id, ['горячий', 'скидка'], context),
          under.crm.addTags(id, ['vip'], context),
        ]);
        const tags = (await under.crm.getLead(id, context))?.tags ?? [];
        expect([...tags].sort()).toEqual(['vip', 'горячий', 'скидка', 'чат']);
      });
    });

    describe('comments', () => {
      it('are found by their marker, on their lead only, and changed in place', async () => {
        const id = await under.crm.createLead(lead(), context);
        const other = await under.crm.createLead(lead(null, 'other'), context);
        const commentId = await under.crm.addComment({ leadId: id, marker: 'd-1:1:history', text: 'Привет' }, context);
        await under.crm.addComment({ leadId: id, marker: 'd-1:1:note', text: '#voronka:d-1:1:history' }, context);
        const by = { leadId: id, marker: 'd-1:1:history' };
        await expect(under.crm.findComment(by, context)).resolves.toBe(commentId);
        await expect(under.crm.findComment({ ...by, leadId: other }, context)).resolves.toBeNull();
        await expect(under.crm.findComment({ ...by, marker: 'd-1:1' }, context)).resolves.toBeNull();

        await under.crm.updateComment(commentId, { ...by, text: 'Привет\nПока' }, context);
        await expect(under.crm.findComment(by, context)).resolves.toBe(commentId);
        const texts = await under.commentsOf(id);
        expect(texts).toHaveLength(2);
        expect(texts.filter((text) => text.startsWith('Привет\nПока'))).toHaveLength(1);
      });

      it('are found among many', async () => {
        const id = await under.crm.createLead(lead(), context);
        for (let n = 0; n < 55; n += 1) {
          await under.crm.addComment({ leadId: id, marker: `n-${n}`, text: `Строка ${n}` }, context);
        }
        for (const n of [0, 54]) {
          await expect(under.crm.findComment({ leadId: id, marker: `n-${n}` }, context)).resolves.not.toBeNull();
        }
      });

      it('hold what a client wrote as text, without working codes and tags', async () => {
        const id = await under.crm.createLead(lead(), context);
        const text = '[url=https://evil.example]приз[/url] <script>alert(1)</script> &lt;b&gt; 👍';
        await under.crm.addComment({ leadId: id, marker: 'm', text }, context);
        const [stored = ''] = await under.commentsOf(id);
        expect(stored).not.toMatch(/\[url|\[\/url|<script|<\/script|&lt;/);
        expect(stored.replaceAll('\u200B', '')).toContain(text);
      });
    });

    describeCrmFailures(() => under);
  });
}
