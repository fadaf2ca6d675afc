import { addOne, amoCaller, complaints, embedded, getCard, phone } from './amo-harness.ts';
import type { AmoCall } from './amo-harness.ts';
import { startForTest } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

interface PipelineRow {
  readonly id: number;
  readonly statuses: { readonly id: number; readonly type: number }[];
}

describe('cards of the amoCRM account', () => {
  let under: SandboxUnderTest;
  let call: AmoCall;
  let main: PipelineRow;
  let second: PipelineRow;

  beforeEach(async () => {
    under = await startForTest();
    call = amoCaller(under.ready);
    const rows = embedded<{ id: number; _embedded: { statuses: PipelineRow['statuses'] } }>(
      await call('GET', '/api/v4/leads/pipelines?limit=1'),
      'pipelines',
    );
    [main, second] = rows.map((row) => ({ id: row.id, statuses: row._embedded.statuses })) as [
      PipelineRow,
      PipelineRow,
    ];
  });
  afterEach(() => under.stop());

  const openStatus = (pipeline: PipelineRow, index = 0): number =>
    pipeline.statuses.filter((status) => status.type === 0)[index]?.id ?? 0;

  it('has «Неразобранное», 142 and 143 in every pipeline, and lists all pipelines whatever the limit', () => {
    for (const pipeline of [main, second]) {
      expect(pipeline.statuses.map((status) => status.id)).toEqual(expect.arrayContaining([142, 143]));
      expect(pipeline.statuses.filter((status) => status.type === 1)).toHaveLength(1);
    }
  });

  it('creates lead and contact in one request and answers with a bare list', async () => {
    const answer = await call('POST', '/api/v4/leads/complex', [
      {
        name: 'Заявка',
        price: 100,
        request_id: 'r1',
        _embedded: {
          tags: [{ name: 'сайт' }],
          contacts: [{ first_name: 'Анна', custom_fields_values: [phone('+79161234567')] }],
        },
      },
    ]);
    expect(answer).toMatchObject({ status: 200, body: [{ merged: false, request_id: ['r1'], company_id: null }] });
    const [{ id, contact_id: contactId }] = answer.body as [{ id: number; contact_id: number }];
    expect(await getCard(call, `leads/${id}?with=contacts`)).toMatchObject({
      name: 'Заявка',
      status_id: openStatus(main),
      _embedded: { tags: [{ name: 'сайт' }], contacts: [{ id: contactId, is_main: true }] },
    });
    expect(await getCard(call, `contacts/${contactId}?with=leads`)).toMatchObject({
      name: 'Анна',
      custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+79161234567', enum_code: 'MOB' }] }],
      _embedded: { leads: [{ id }] },
    });
  });

  it('answers with `status` in every error and with none at the top of a success', async () => {
    expect((await call('GET', '/api/v4/leads/1')).status).toBe(204);
    expect(await call('PATCH', '/api/v4/leads/1', { name: 'x' })).toMatchObject({ status: 404, body: { status: 404 } });
    expect(await call('GET', '/api/v4/nothing')).toMatchObject({ status: 404, body: { status: 404 } });
    expect(await amoCaller(under.ready, 'wrong')('GET', '/api/v4/leads')).toMatchObject({
      status: 401,
      type: 'application/problem+json',
      body: { status: 401 },
    });
    const account = await call('GET', '/api/v4/account');
    expect(account.type).toBe('application/hal+json');
    expect(account.body).not.toHaveProperty('status');
  });

  it('refuses a status of another pipeline and takes 142 in any', async () => {
    const foreign = await call('POST', '/api/v4/leads', [{ pipeline_id: main.id, status_id: openStatus(second) }]);
    expect(complaints(foreign)).toEqual(['NotSupportedChoice status_id']);
    const id = await addOne(call, 'leads', { pipeline_id: second.id, status_id: 142 });
    expect(await getCard(call, `leads/${id}`)).toMatchObject({
      pipeline_id: second.id,
      status_id: 142,
      closed_at: expect.any(Number) as unknown,
    });
  });

  it('closes as lost with a reason, and opens again without it', async () => {
    const id = await addOne(call, 'leads', {});
    const [reason] = embedded<{ id: number }>(await call('GET', '/api/v4/leads/loss_reasons'), 'loss_reasons');
    const early = await call('PATCH', `/api/v4/leads/${id}`, { loss_reason_id: reason?.id });
    expect(complaints(early)).toEqual(['NotSupportedChoice loss_reason_id']);
    await call('PATCH', `/api/v4/leads/${id}`, { status_id: 143, loss_reason_id: reason?.id });
    expect(await getCard(call, `leads/${id}?with=loss_reason`)).toMatchObject({
      closed_at: expect.any(Number) as unknown,
      loss_reason_id: reason?.id,
      _embedded: { loss_reason: [{ id: reason?.id }] },
    });
    await call('PATCH', `/api/v4/leads/${id}`, { status_id: openStatus(main) });
    expect(await getCard(call, `leads/${id}`)).toMatchObject({ closed_at: null, loss_reason_id: null });
  });

  it('refuses the whole request when one item has one bad field', async () => {
    const answer = await call('POST', '/api/v4/leads', [
      { name: 'Хорошая' },
      { name: 'Плохая', custom_fields_values: [{ field_id: 1, values: [{ value: 'x' }] }] },
    ]);
    expect([answer.status, complaints(answer)]).toEqual([400, ['NotSupportedChoice custom_fields_values.0.field_id']]);
    expect((await call('GET', '/api/v4/leads')).status).toBe(204);
  });

  it('gives no card to somebody who was removed from the account', async () => {
    const item = { responsible_user_id: 9_000_011 };
    for (const answer of [await call('POST', '/api/v4/leads', [item]), await call('POST', '/api/v4/contacts', [item])])
      expect(complaints(answer)).toEqual(['NotSupportedChoice responsible_user_id']);
    const users = embedded<{ id: number }>(await call('GET', '/api/v4/users'), 'users');
    expect(users.map((user) => user.id)).not.toContain(9_000_011);
  });

  it('adds and takes tags, and loses those that a full set leaves out', async () => {
    const id = await addOne(call, 'leads', { _embedded: { tags: [{ name: 'a' }, { name: 'b' }] } });
    const tags = async (): Promise<string[]> => {
      const card = (await getCard(call, `leads/${id}`)) as { _embedded: { tags: { name: string }[] } };
      return card._embedded.tags.map((tag) => tag.name);
    };
    await call('PATCH', `/api/v4/leads/${id}`, { tags_to_add: [{ name: 'c' }], tags_to_delete: [{ name: 'A' }] });
    expect(await tags()).toEqual(['b', 'c']);
    await call('PATCH', `/api/v4/leads/${id}`, { _embedded: { tags: [{ name: 'd' }] } });
    expect(await tags()).toEqual(['d']);
  });

  it('replaces all values of a field that a change names, and keeps the other fields', async () => {
    const id = await addOne(call, 'contacts', {
      name: 'Анна',
      custom_fields_values: [phone('+79160000001'), { field_code: 'EMAIL', values: [{ value: 'a@b.example' }] }],
    });
    await call('PATCH', `/api/v4/contacts/${id}`, { custom_fields_values: [phone('+79160000002')] });
    expect((await getCard(call, `contacts/${id}`))['custom_fields_values']).toMatchObject([
      { field_code: 'PHONE', values: [{ value: '+79160000002' }] },
      { field_code: 'EMAIL', values: [{ value: 'a@b.example', enum_code: 'WORK' }] },
    ]);
  });

  it('reports a lead in the bin as 400 with number 226, and lists it only among the deleted', async () => {
    const id = await addOne(call, 'leads', { name: 'Лишняя' });
    await under.control('POST', 'amocrm/delete', { entity: 'leads', id });
    expect(await call('PATCH', `/api/v4/leads/${id}`, { name: 'x' })).toMatchObject({
      status: 400,
      body: { status: 400, errors: [{ code: 226 }] },
    });
    expect((await call('GET', `/api/v4/leads/${id}`)).status).toBe(204);
    expect((await call('GET', '/api/v4/leads')).status).toBe(204);
    expect(embedded(await call('GET', '/api/v4/leads?with=only_deleted'), 'leads')).toMatchObject([
      { id, is_deleted: true },
    ]);
  });

  it('links and unlinks a contact, keeping one main', async () => {
    const lead = await addOne(call, 'leads', {});
    const [first, next] = [
      await addOne(call, 'contacts', { name: 'Первый' }),
      await addOne(call, 'contacts', { name: 'Второй' }),
    ];
    const link = (id: number): object => ({ to_entity_id: id, to_entity_type: 'contacts' });
    await call('POST', `/api/v4/leads/${lead}/link`, [link(first), link(next)]);
    const links = embedded(await call('GET', `/api/v4/leads/${lead}/links`), 'links');
    expect(links).toMatchObject([
      { to_entity_id: first, metadata: { main_contact: true } },
      { to_entity_id: next, metadata: { main_contact: false } },
    ]);
    expect((await call('POST', `/api/v4/leads/${lead}/unlink`, [link(first)])).status).toBe(204);
    expect(embedded(await call('GET', `/api/v4/leads/${lead}/links`), 'links')).toMatchObject([
      { to_entity_id: next, metadata: { main_contact: true } },
    ]);
  });

  it('acts as the person that X-Context-User-ID names', async () => {
    const header = { 'x-context-user-id': '9000005' };
    const [row] = embedded<{ id: number }>(await call('POST', '/api/v4/leads', [{}], header), 'leads');
    expect(await getCard(call, `leads/${row?.id}`)).toMatchObject({ created_by: 9_000_005, updated_by: 9_000_005 });
    expect((await call('GET', '/api/v4/leads', undefined, { 'x-context-user-id': '7' })).status).toBe(400);
  });
});
