import { AjaxError } from '@bitrix24/b24jssdk';
import type { B24OAuth } from '@bitrix24/b24jssdk';
import { resultOf, startForTest, vendorClient } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

type Card = Record<string, unknown>;

describe('the vendor client on cards', () => {
  let under: SandboxUnderTest;
  let client: B24OAuth;

  beforeAll(async () => {
    under = await startForTest();
    client = vendorClient(under.ready);
  });
  afterAll(() => under.stop());

  it('adds a lead and reads it back with text scalars and the portal defaults', async () => {
    const id = await resultOf<number>(client, 'crm.lead.add', {
      fields: { TITLE: 'Чат 1', OPPORTUNITY: 1500, ORIGINATOR_ID: 'engine', ORIGIN_ID: 'd1:1:lead', NO_SUCH: 'x' },
    });
    const lead = await resultOf<Card>(client, 'crm.lead.get', { id });
    expect(lead).toMatchObject({
      ID: String(id),
      TITLE: 'Чат 1',
      STATUS_ID: 'NEW',
      STATUS_SEMANTIC_ID: 'P',
      OPPORTUNITY: '1500.00',
      ASSIGNED_BY_ID: '1',
      ORIGIN_ID: 'd1:1:lead',
      CONTACT_ID: null,
    });
    expect(lead).not.toHaveProperty('PHONE');
    expect(lead).not.toHaveProperty('NO_SUCH');
    expect(lead['DATE_CREATE']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:00$/);
  });

  it('adds, edits and deletes phones by their ids', async () => {
    const id = await resultOf<number>(client, 'crm.contact.add', {
      fields: { NAME: 'Анна', PHONE: [{ VALUE: '+79161234567', VALUE_TYPE: 'MOBILE' }] },
    });
    const phones = async (): Promise<{ ID: string; VALUE: string; VALUE_TYPE: string }[]> =>
      (await resultOf<{ PHONE?: [] }>(client, 'crm.contact.get', { id })).PHONE ?? [];
    const [first] = await phones();
    expect(first).toMatchObject({ VALUE: '+79161234567', VALUE_TYPE: 'MOBILE', TYPE_ID: 'PHONE' });

    await resultOf(client, 'crm.contact.update', { id, fields: { PHONE: [{ VALUE: '+74950000000' }] } });
    expect((await phones()).map((phone) => phone.VALUE)).toEqual(['+79161234567', '+74950000000']);

    await resultOf(client, 'crm.contact.update', { id, fields: { PHONE: [{ ID: first?.ID, VALUE: '+79160000000' }] } });
    expect((await phones()).map((phone) => phone.VALUE)).toEqual(['+79160000000', '+74950000000']);

    await resultOf(client, 'crm.contact.update', { id, fields: { PHONE: [{ ID: first?.ID, DELETE: 'Y' }] } });
    expect((await phones()).map((phone) => phone.VALUE)).toEqual(['+74950000000']);
  });

  it('links a contact to a lead and tells which one is primary', async () => {
    const contactId = await resultOf<number>(client, 'crm.contact.add', { fields: { NAME: 'Борис' } });
    const id = await resultOf<number>(client, 'crm.lead.add', { fields: { TITLE: 'L' } });
    await resultOf(client, 'crm.lead.contact.add', { id, fields: { CONTACT_ID: contactId, IS_PRIMARY: 'Y' } });
    expect(await resultOf(client, 'crm.lead.contact.items.get', { id })).toEqual([
      { CONTACT_ID: contactId, SORT: 10, ROLE_ID: 0, IS_PRIMARY: 'Y' },
    ]);
    expect(await resultOf(client, 'crm.lead.get', { id })).toMatchObject({ CONTACT_ID: String(contactId) });
  });

  it('moves a lead through its stages and keeps the history', async () => {
    const id = await resultOf<number>(client, 'crm.lead.add', { fields: { TITLE: 'L' } });
    await resultOf(client, 'crm.lead.update', { id, fields: { STATUS_ID: 'UC_CONTACT' } });
    await resultOf(client, 'crm.lead.update', { id, fields: { STATUS_ID: 'JUNK' } });
    const history = await resultOf<{ items: Card[] }>(client, 'crm.stagehistory.list', {
      entityTypeId: 1,
      filter: { OWNER_ID: id },
    });
    expect(history.items.map((row) => [row['TYPE_ID'], row['STATUS_ID'], row['STATUS_SEMANTIC_ID']])).toEqual([
      [1, 'NEW', 'P'],
      [2, 'UC_CONTACT', 'P'],
      [3, 'JUNK', 'F'],
    ]);
    const lead = await resultOf<Card>(client, 'crm.lead.get', { id });
    expect(lead['STATUS_SEMANTIC_ID']).toBe('F');
    expect(lead['DATE_CLOSED']).not.toBe('');
  });

  it('keeps tags in a multiple user field, empty as false in the old methods and [] in crm.item', async () => {
    await resultOf(client, 'crm.lead.userfield.add', {
      fields: { FIELD_NAME: 'TAGS', USER_TYPE_ID: 'string', MULTIPLE: 'Y', EDIT_FORM_LABEL: 'Теги' },
    });
    const id = await resultOf<number>(client, 'crm.lead.add', { fields: { TITLE: 'L' } });
    expect(await resultOf(client, 'crm.lead.get', { id })).toMatchObject({ UF_CRM_TAGS: false });
    await resultOf(client, 'crm.lead.update', { id, fields: { UF_CRM_TAGS: ['цена', 'срочно'] } });
    expect(await resultOf(client, 'crm.lead.get', { id })).toMatchObject({ UF_CRM_TAGS: ['цена', 'срочно'] });
    const { item } = await resultOf<{ item: Card }>(client, 'crm.item.update', {
      entityTypeId: 1,
      id,
      fields: { ufCrmTags: [] },
    });
    expect(item['ufCrmTags']).toEqual([]);
  });

  it('treats the same lead as an item with numbers and camelCase names', async () => {
    const { item } = await resultOf<{ item: Card }>(client, 'crm.item.add', {
      entityTypeId: 1,
      fields: { title: 'I', opportunity: 10, fm: [{ typeId: 'PHONE', valueType: 'WORK', value: '+79161112233' }] },
    });
    expect(item).toMatchObject({ opportunity: 10, stageId: 'NEW', assignedById: 1, phone: '+79161112233' });
    const [phone] = item['fm'] as { id: number }[];
    const changed = await resultOf<{ item: Card }>(client, 'crm.item.update', {
      entityTypeId: 1,
      id: item['id'],
      fields: {
        fm: {
          n0: { typeId: 'EMAIL', valueType: 'WORK', value: 'a@b.ru' },
          [String(phone?.id)]: { typeId: 'PHONE', value: '' },
        },
      },
    });
    expect(changed.item).toMatchObject({ phone: '', email: 'a@b.ru' });
    expect(await resultOf(client, 'crm.lead.get', { id: item['id'] })).toMatchObject({
      TITLE: 'I',
      OPPORTUNITY: '10.00',
    });
  });

  it('moves a deal to another funnel by crm.item.update only', async () => {
    const id = await resultOf<number>(client, 'crm.deal.add', { fields: { TITLE: 'D' } });
    await resultOf(client, 'crm.deal.update', { id, fields: { CATEGORY_ID: 5, TITLE: 'D2' } });
    expect(await resultOf(client, 'crm.deal.get', { id })).toMatchObject({ CATEGORY_ID: '0', TITLE: 'D2' });
    await resultOf(client, 'crm.item.update', { entityTypeId: 2, id, fields: { categoryId: 5, stageId: 'C5:WON' } });
    expect(await resultOf(client, 'crm.deal.get', { id })).toMatchObject({
      CATEGORY_ID: '5',
      STAGE_ID: 'C5:WON',
      CLOSED: 'Y',
    });
  });

  it('finds duplicates by the whole number and answers a list when there are none', async () => {
    const id = await resultOf<number>(client, 'crm.contact.add', {
      fields: { PHONE: [{ VALUE: '+7 (921) 555-66-77' }] },
    });
    const find = (value: string): Promise<unknown> =>
      resultOf(client, 'crm.duplicate.findbycomm', { type: 'PHONE', values: [value] });
    expect(await find('79215556677')).toEqual({ CONTACT: [id] });
    expect(await find('89215556677')).toEqual([]);
  });

  it('hides contacts behind a crowd of twenty leads, unless asked for contacts alone', async () => {
    const phone = [{ VALUE: '+70000000020' }];
    const contactId = await resultOf<number>(client, 'crm.contact.add', { fields: { PHONE: phone } });
    for (let i = 0; i < 20; i += 1) await resultOf(client, 'crm.lead.add', { fields: { PHONE: phone } });
    const query = { type: 'PHONE', values: ['+70000000020'] };
    const all = await resultOf<{ LEAD: number[] }>(client, 'crm.duplicate.findbycomm', query);
    expect(all.LEAD).toHaveLength(20);
    expect(all).not.toHaveProperty('CONTACT');
    expect(await resultOf(client, 'crm.duplicate.findbycomm', { ...query, entity_type: 'CONTACT' })).toEqual({
      CONTACT: [contactId],
    });
  });

  it('writes comments and to-dos on the card', async () => {
    const id = await resultOf<number>(client, 'crm.lead.add', { fields: { TITLE: 'L' } });
    const commentId = await resultOf<number>(client, 'crm.timeline.comment.add', {
      fields: { ENTITY_ID: id, ENTITY_TYPE: 'lead', COMMENT: 'Клиент: <b>Сколько?</b>' },
    });
    expect(
      await resultOf(client, 'crm.timeline.comment.list', { filter: { ENTITY_ID: id, ENTITY_TYPE: 'lead' } }),
    ).toMatchObject([{ ID: String(commentId), COMMENT: 'Клиент: <b>Сколько?</b>', AUTHOR_ID: '1' }]);
    await resultOf(client, 'crm.timeline.comment.update', { id: commentId, fields: { COMMENT: 'Исправлено' } });
    expect(await resultOf(client, 'crm.timeline.comment.get', { id: commentId })).toMatchObject({
      COMMENT: 'Исправлено',
    });
    expect(await resultOf(client, 'crm.timeline.comment.delete', { id: commentId })).toBeNull();
  });

  it('writes to-dos on the card and lists them as activities', async () => {
    const id = await resultOf<number>(client, 'crm.lead.add', { fields: { TITLE: 'L' } });
    const other = await resultOf<number>(client, 'crm.lead.add', { fields: { TITLE: 'M' } });
    const todo = { ownerTypeId: 1, deadline: '2030-01-01T10:00:00', description: 'Перезвонить', responsibleId: 5 };
    const added = await resultOf<{ id: number }>(client, 'crm.activity.todo.add', { ...todo, ownerId: id });
    expect(added).toEqual({ id: expect.any(Number) as unknown });
    await resultOf(client, 'crm.activity.todo.add', { ...todo, ownerId: other });
    const filter = { OWNER_TYPE_ID: 1, OWNER_ID: id, PROVIDER_ID: 'CRM_TODO' };
    const rows = await resultOf<Card[]>(client, 'crm.activity.list', { filter });
    expect(rows).toMatchObject([
      {
        ID: String(added.id),
        OWNER_ID: String(id),
        OWNER_TYPE_ID: '1',
        DESCRIPTION: 'Перезвонить',
        DEADLINE: '2030-01-01T10:00:00+03:00',
        RESPONSIBLE_ID: '5',
        COMPLETED: 'N',
      },
    ]);
    const select = ['ID', 'DESCRIPTION'];
    expect(await resultOf(client, 'crm.activity.list', { filter, select })).toEqual([
      { ID: String(added.id), DESCRIPTION: 'Перезвонить' },
    ]);
    expect(await resultOf(client, 'crm.activity.list', { filter: { ...filter, PROVIDER_ID: 'EMAIL' } })).toEqual([]);
  });

  it('knows the lead stages of the default mapping', async () => {
    const rows = await resultOf<Card[]>(client, 'crm.status.list', { filter: { ENTITY_ID: 'STATUS' } });
    expect(rows.map((row) => [row['STATUS_ID'], row['NAME'], row['SEMANTICS']])).toEqual([
      ['NEW', 'Новый лид', null],
      ['UC_CONTACT', 'Контакт установлен', null],
      ['IN_PROCESS', 'В процессе', null],
      ['UC_CONTRACT', 'Договор направлен', null],
      ['CONVERTED', 'Качественный лид', 'S'],
      ['JUNK', 'Некачественный лид', 'F'],
    ]);
  });

  it('lists active users and says who calls', async () => {
    const users = await resultOf<Card[]>(client, 'user.get', { FILTER: { ACTIVE: true } });
    expect(users.map((user) => user['ID'])).toEqual(['1', '5', '7', '9']);
    await client.initIsAdmin();
    expect(client.auth.isAdmin).toBe(true);
  });

  it('loses the text of errors with an empty code, as the real client does, but not the raw answer', async () => {
    const error = await resultOf(client, 'crm.lead.get', { id: 999_999 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AjaxError);
    expect(error).toMatchObject({ code: 'ERR_BAD_REQUEST', status: 400 });
    expect((error as AjaxError).originalError).toMatchObject({
      response: { data: { error: '', error_description: 'Not found' } },
    });
  });

  it.each([
    ['a method nobody knows', 'crm.nothing.add', {}, 'ERROR_METHOD_NOT_FOUND'],
    ['an invalid e-mail', 'crm.contact.add', { fields: { EMAIL: [{ VALUE: 'nope' }] } }, 'ERROR_CORE'],
    [
      'a stage of another funnel',
      'crm.item.add',
      { entityTypeId: 2, fields: { stageId: 'C5:NEW' } },
      'CRM_FIELD_ERROR_VALUE_NOT_VALID',
    ],
    [
      'an unknown filter field of crm.item',
      'crm.item.list',
      { entityTypeId: 1, filter: { nope: 1 } },
      'INVALID_ARG_VALUE',
    ],
    [
      'an empty comment',
      'crm.timeline.comment.add',
      { fields: { ENTITY_ID: 1, ENTITY_TYPE: 'lead', COMMENT: ' ' } },
      'INVALID_ARG_VALUE',
    ],
    [
      'a comment on nothing',
      'crm.timeline.comment.add',
      { fields: { ENTITY_ID: 999_999, ENTITY_TYPE: 'lead', COMMENT: 'x' } },
      'OWNER_NOT_FOUND',
    ],
    ['comment fields in upper case', 'crm.timeline.comment.add', { FIELDS: {} }, '100'],
  ])('refuses %s', async (_, method, params, code) => {
    await expect(resultOf(client, method, params)).rejects.toMatchObject({ code });
  });
});
