import { addOne, amoCaller, complaints, embedded, getCard, phone } from './amo-harness.ts';
import type { AmoCall } from './amo-harness.ts';
import { startForTest } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

interface Complex {
  readonly id: number;
  readonly contact_id: number;
  readonly merged: boolean;
}

const mainPipelineId = 7_000_001;
const secondPipelineId = 7_000_002;

describe('work with cards of the amoCRM account', () => {
  let under: SandboxUnderTest;
  let call: AmoCall;

  beforeAll(async () => {
    under = await startForTest();
    call = amoCaller(under.ready);
  });
  beforeEach(() => under.control('POST', 'reset'));
  afterAll(() => under.stop());

  const lead = (value: string, more: object = {}): object => ({
    ...more,
    _embedded: { tags: [{ name: value }], contacts: [{ custom_fields_values: [phone(value)] }] },
  });
  const complex = async (...items: object[]): Promise<Complex[]> =>
    (await call('POST', '/api/v4/leads/complex', items)).body as Complex[];
  const checkDuplicates = (): Promise<object> =>
    under.control('POST', 'amocrm/pipelines', { id: mainPipelineId, duplicateControl: true });

  describe('duplicate control', () => {
    it('does nothing unless a person has switched it on for the pipeline', async () => {
      const [first] = await complex(lead('+79160000001'));
      const [again] = await complex(lead('+79160000001'));
      expect([first?.merged, again?.merged, again?.id === first?.id]).toEqual([false, false, false]);
    });

    it('joins an open lead whose contact has the phone in another spelling, with tags and phones of both', async () => {
      await checkDuplicates();
      const [first] = await complex(lead('+79160000001'));
      const [again] = await complex(lead('8 (916) 000-00-01'));
      expect(again).toEqual({ ...first, merged: true, request_id: [] });
      const card = (await getCard(call, `leads/${first?.id}`)) as { _embedded: { tags: { name: string }[] } };
      expect(card._embedded.tags.map((tag) => tag.name)).toEqual(['+79160000001', '8 (916) 000-00-01']);
      const [held] = (await getCard(call, `contacts/${first?.contact_id}`))['custom_fields_values'] as {
        values: { value: string }[];
      }[];
      expect(held?.values.map(({ value }) => value)).toEqual(['+79160000001', '8 (916) 000-00-01']);
      expect(embedded(await call('GET', '/api/v4/contacts'), 'contacts')).toHaveLength(1);
    });

    it('compares neither the items of one request nor closed leads nor other pipelines', async () => {
      await checkDuplicates();
      const [one, two] = await complex(lead('+79160000001'), lead('+79160000001'));
      expect([one?.merged, two?.merged]).toEqual([false, false]);
      for (const id of [one?.id, two?.id]) await call('PATCH', `/api/v4/leads/${id}`, { status_id: 143 });
      expect((await complex(lead('+79160000001')))[0]?.merged).toBe(false);
      expect((await complex(lead('+79160000001', { pipeline_id: secondPipelineId })))[0]?.merged).toBe(false);
    });

    it('never looks at leads and contacts that are created one by one', async () => {
      await checkDuplicates();
      const contact = { custom_fields_values: [phone('+79160000001')] };
      expect(await addOne(call, 'contacts', contact)).not.toBe(await addOne(call, 'contacts', contact));
      expect(await addOne(call, 'leads', {})).not.toBe(await addOne(call, 'leads', {}));
    });
  });

  describe('leads/complex', () => {
    it('takes at most fifty items and one contact each', async () => {
      expect(
        (
          await call(
            'POST',
            '/api/v4/leads/complex',
            Array.from({ length: 51 }, () => ({})),
          )
        ).status,
      ).toBe(400);
      const two = await call('POST', '/api/v4/leads/complex', [{ _embedded: { contacts: [{}, {}] } }]);
      expect(complaints(two)).toEqual(['InvalidValue _embedded.contacts']);
    });

    it('writes nothing when the contact has a bad field', async () => {
      const bad = { custom_fields_values: [{ field_code: 'PHONE', values: [{ value: 1 }] }] };
      const answer = await call('POST', '/api/v4/leads/complex', [{ name: 'x', _embedded: { contacts: [bad] } }]);
      expect(complaints(answer)).toEqual(['InvalidType _embedded.contacts.0.custom_fields_values.0.values.0.value']);
      expect((await call('GET', '/api/v4/leads')).status).toBe(204);
      expect((await call('GET', '/api/v4/contacts')).status).toBe(204);
    });

    it('links a contact that is there', async () => {
      const id = await addOne(call, 'contacts', { name: 'Анна' });
      const [row] = await complex({ _embedded: { contacts: [{ id }] } });
      expect(row?.contact_id).toBe(id);
      expect(embedded(await call('GET', '/api/v4/contacts'), 'contacts')).toHaveLength(1);
    });
  });

  it('keeps custom fields of every type, and refuses what a type does not take', async () => {
    const answer = await call('POST', '/api/v4/leads/custom_fields', [
      { name: 'Ключ', type: 'text', code: 'KEY' },
      { name: 'Срочно', type: 'checkbox', code: 'URGENT' },
      { name: 'Бюджет', type: 'numeric', code: 'BUDGET' },
      { name: 'Город', type: 'select', code: 'CITY', enums: [{ value: 'Москва' }, { value: 'Казань' }] },
      { name: 'Дата', type: 'date', code: 'DATE' },
    ]);
    expect(embedded(answer, 'custom_fields')).toHaveLength(5);
    const value = (code: string, one: unknown): object => ({ field_code: code, values: [{ value: one }] });
    const id = await addOne(call, 'leads', {
      custom_fields_values: [
        value('KEY', 'd1:e1:lead'),
        value('URGENT', true),
        value('BUDGET', 1500),
        value('CITY', 'Казань'),
        value('DATE', 1_700_000_000),
      ],
    });
    expect((await getCard(call, `leads/${id}`))['custom_fields_values']).toMatchObject([
      { field_code: 'KEY', field_type: 'text', values: [{ value: 'd1:e1:lead' }] },
      { field_code: 'URGENT', values: [{ value: true }] },
      { field_code: 'BUDGET', values: [{ value: '1500' }] },
      { field_code: 'CITY', values: [{ value: 'Казань', enum_id: expect.any(Number) as unknown }] },
      { field_code: 'DATE', values: [{ value: 1_700_000_000 }] },
    ]);
    const wrong = await call('PATCH', `/api/v4/leads/${id}`, {
      custom_fields_values: [value('KEY', 5), value('CITY', 'Тверь'), value('URGENT', 'да')],
    });
    expect(complaints(wrong)).toEqual([
      'InvalidType custom_fields_values.0.values.0.value',
      'NotSupportedChoice custom_fields_values.1.values.0.value',
      'InvalidType custom_fields_values.2.values.0.value',
    ]);
    expect(embedded(await call('GET', '/api/v4/leads?query=d1:e1:lead'), 'leads')).toMatchObject([{ id }]);
    await call('PATCH', `/api/v4/leads/${id}`, { custom_fields_values: [{ field_code: 'KEY', values: null }] });
    expect((await call('GET', '/api/v4/leads?query=d1:e1:lead')).status).toBe(204);
  });

  it('refuses a whole change for a field that was deleted', async () => {
    const [field] = embedded<{ id: number }>(
      await call('POST', '/api/v4/leads/custom_fields', [{ name: 'Ключ', type: 'text' }]),
      'custom_fields',
    );
    const id = await addOne(call, 'leads', { name: 'Прежнее' });
    expect((await call('DELETE', `/api/v4/leads/custom_fields/${field?.id}`)).status).toBe(204);
    const answer = await call('PATCH', `/api/v4/leads/${id}`, {
      name: 'Новое',
      custom_fields_values: [{ field_id: field?.id, values: [{ value: 'x' }] }],
    });
    expect(complaints(answer)).toEqual(['NotSupportedChoice custom_fields_values.0.field_id']);
    expect(await getCard(call, `leads/${id}`)).toMatchObject({ name: 'Прежнее' });
  });

  it('takes notes with the parameters of their kind, the same `uniq` twice', async () => {
    const id = await addOne(call, 'leads', {});
    const bad = await call('POST', '/api/v4/leads/notes', [{ entity_id: id, note_type: 'common', params: {} }]);
    expect(complaints(bad)).toEqual(['FieldMissing params.text']);
    const callIn = { note_type: 'call_in', params: { uniq: 'u1', duration: 5, source: 'Ч', phone: '+7916' } };
    await call('POST', `/api/v4/leads/${id}/notes`, [
      callIn,
      callIn,
      { note_type: 'service_message', params: { service: 'Voronka', text: 'Привет' } },
    ]);
    const calls = await call('GET', `/api/v4/leads/${id}/notes?filter[note_type]=call_in`);
    expect(embedded(calls, 'notes')).toHaveLength(2);
    expect(embedded(await call('GET', `/api/v4/leads/${id}/notes`), 'notes')).toHaveLength(3);
  });

  it('gives tasks to people of the account and closes them with a result', async () => {
    const entity = { entity_id: await addOne(call, 'leads', {}), entity_type: 'leads' };
    const wrong = await call('POST', '/api/v4/tasks', [{ ...entity, responsible_user_id: 9_000_011 }]);
    expect(complaints(wrong)).toEqual([
      'FieldMissing text',
      'FieldMissing complete_till',
      'NotSupportedChoice responsible_user_id',
    ]);
    const id = await addOne(call, 'tasks', { ...entity, text: 'Позвонить', complete_till: 1_800_000_000 });
    expect(await getCard(call, `leads/${entity.entity_id}`)).toMatchObject({ closest_task_at: 1_800_000_000 });
    await call('PATCH', `/api/v4/tasks/${id}`, { is_completed: true, result: { text: 'Дозвонились' } });
    const filter = `filter[entity_type]=leads&filter[entity_id]=${entity.entity_id}&filter[is_completed]=1`;
    expect(embedded(await call('GET', `/api/v4/tasks?${filter}`), 'tasks')).toMatchObject([
      { id, is_completed: true, task_type_id: 1, result: { text: 'Дозвонились' } },
    ]);
    expect(await getCard(call, `leads/${entity.entity_id}`)).toMatchObject({ closest_task_at: null });
  });

  it('lists events by type and time, at most a hundred, with what was before', async () => {
    const id = await addOne(call, 'leads', {});
    const { status_id: first } = (await getCard(call, `leads/${id}`)) as { status_id: number };
    await call('PATCH', `/api/v4/leads/${id}`, { status_id: 142, responsible_user_id: 9_000_005 });
    const list = async (query: string): Promise<Record<string, unknown>[]> =>
      embedded(await call('GET', `/api/v4/events?${query}`), 'events');
    expect(await list('filter[type]=lead_status_changed,entity_responsible_changed')).toMatchObject([
      { type: 'entity_responsible_changed', value_after: [{ responsible_user: { id: 9_000_005 } }] },
      {
        type: 'lead_status_changed',
        entity_id: id,
        entity_type: 'lead',
        created_by: 9_000_001,
        value_after: [{ lead_status: { id: 142, pipeline_id: mainPipelineId } }],
        value_before: [{ lead_status: { id: first, pipeline_id: mainPipelineId } }],
      },
    ]);
    const later = Math.floor(Date.now() / 1000) + 60;
    expect(await list(`filter[created_at][from]=${later}`)).toEqual([]);
    await call(
      'POST',
      '/api/v4/leads',
      Array.from({ length: 120 }, () => ({})),
    );
    expect(await list('limit=250')).toHaveLength(100);
  });

  describe('«Неразобранное»', () => {
    const request = (): object => ({
      source_uid: 's1',
      source_name: 'Сайт',
      pipeline_id: mainPipelineId,
      metadata: { form_id: 'f', form_name: 'Форма', form_page: 'https://site.example', form_sent_at: 1_700_000_000 },
      _embedded: { leads: [{ name: 'С сайта' }], contacts: [{ name: 'Анна' }] },
    });
    const add = async (): Promise<{ uid: string; leadId: number }> => {
      const answer = await call('POST', '/api/v4/leads/unsorted/forms', [request()]);
      const [row] = embedded<{ uid: string; _embedded: { leads: { id: number }[] } }>(answer, 'unsorted');
      return { uid: row?.uid ?? '', leadId: row?._embedded.leads[0]?.id ?? 0 };
    };

    it('hides the contact until a person accepts the item', async () => {
      const { uid, leadId } = await add();
      expect((await call('GET', '/api/v4/contacts')).status).toBe(204);
      expect(embedded(await call('GET', '/api/v4/leads/unsorted?filter[category][]=forms'), 'unsorted')).toMatchObject([
        { uid },
      ]);
      const accepted = await call('POST', `/api/v4/leads/unsorted/${uid}/accept`, { user_id: 9_000_005 });
      expect(accepted.status).toBe(200);
      expect(await getCard(call, `leads/${leadId}`)).toMatchObject({ responsible_user_id: 9_000_005 });
      expect(embedded(await call('GET', '/api/v4/contacts'), 'contacts')).toMatchObject([{ name: 'Анна' }]);
      expect((await call('GET', '/api/v4/leads/unsorted')).status).toBe(204);
    });

    it('puts a declined lead into the bin', async () => {
      const { uid, leadId } = await add();
      expect((await call('DELETE', `/api/v4/leads/unsorted/${uid}/decline`, {})).status).toBe(200);
      expect(embedded(await call('GET', '/api/v4/leads?with=only_deleted'), 'leads')).toMatchObject([{ id: leadId }]);
      expect((await call('DELETE', `/api/v4/leads/unsorted/${uid}/decline`, {})).status).toBe(404);
    });

    it('makes a second item of the same source, and lets no other method put a lead there', async () => {
      expect((await add()).uid).not.toBe((await add()).uid);
      const { _embedded: pipeline } = (await getCard(call, `leads/pipelines/${mainPipelineId}`)) as {
        _embedded: { statuses: { id: number; type: number }[] };
      };
      const unsorted = pipeline.statuses.find((status) => status.type === 1)?.id;
      expect(complaints(await call('POST', '/api/v4/leads', [{ status_id: unsorted }]))).toEqual([
        'NotSupportedChoice status_id',
      ]);
    });
  });

  it('removes a pipeline only when it is empty, and only once', async () => {
    const [added] = embedded<{ id: number }>(
      await call('POST', '/api/v4/leads/pipelines', [{ name: 'Новая', _embedded: { statuses: [{ name: 'Первый' }] } }]),
      'pipelines',
    );
    const id = await addOne(call, 'leads', { pipeline_id: added?.id });
    expect((await call('DELETE', `/api/v4/leads/pipelines/${added?.id}`)).status).toBe(422);
    await under.control('POST', 'amocrm/delete', { entity: 'leads', id });
    expect((await call('DELETE', `/api/v4/leads/pipelines/${added?.id}`)).status).toBe(204);
    expect(complaints(await call('DELETE', `/api/v4/leads/pipelines/${added?.id}`))).toEqual(['NotSupportedChoice id']);
  });

  it('no longer takes a status that was deleted', async () => {
    const path = `/api/v4/leads/pipelines/${mainPipelineId}/statuses`;
    const [status] = embedded<{ id: number }>(await call('POST', path, [{ name: 'Лишний' }]), 'statuses');
    const id = await addOne(call, 'leads', { status_id: status?.id });
    expect((await call('DELETE', `${path}/${status?.id}`)).status).toBe(204);
    expect(complaints(await call('PATCH', `/api/v4/leads/${id}`, { status_id: status?.id }))).toEqual([
      'NotSupportedChoice status_id',
    ]);
    expect(complaints(await call('DELETE', `${path}/142`))).toEqual(['NotSupportedChoice id']);
  });

  it('tells what was asked of the account, and no more', async () => {
    const plain = await getCard(call, 'account');
    expect(plain).toMatchObject({ subdomain: 'demo', current_user_id: 9_000_001 });
    expect(plain).not.toHaveProperty('amojo_id');
    expect(await getCard(call, 'account?with=amojo_id,task_types')).toMatchObject({
      amojo_id: expect.any(String) as unknown,
      _embedded: { task_types: [{ id: 1 }, { id: 2 }] },
    });
  });

  it('gives no card to a person who was removed just now', async () => {
    await under.control('POST', 'amocrm/delete', { userId: 9_000_007 });
    expect(complaints(await call('POST', '/api/v4/leads', [{ responsible_user_id: 9_000_007 }]))).toEqual([
      'NotSupportedChoice responsible_user_id',
    ]);
  });
});
