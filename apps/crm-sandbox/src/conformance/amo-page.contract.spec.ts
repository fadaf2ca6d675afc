import { addOne, amoCaller, getCard, phone } from './amo-harness.ts';
import type { AmoCall } from './amo-harness.ts';
import { startForTest } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

describe('the page of the amoCRM account', () => {
  let under: SandboxUnderTest;
  let call: AmoCall;
  let leadId: number;
  let contactId: number;

  beforeAll(async () => {
    under = await startForTest();
    call = amoCaller(under.ready);
    contactId = await addOne(call, 'contacts', {
      name: 'Анна <i>',
      custom_fields_values: [phone('+79161234567'), { field_code: 'EMAIL', values: [{ value: 'anna@mail.example' }] }],
    });
    leadId = await addOne(call, 'leads', {
      name: '<script>alert(1)</script>',
      responsible_user_id: 9_000_005,
      _embedded: { contacts: [{ id: contactId }], tags: [{ name: '"срочно"' }] },
    });
    await call('POST', `/api/v4/leads/${leadId}/notes`, [
      { note_type: 'common', params: { text: '<img src=x onerror=alert(1)>' } },
    ]);
    await call('POST', '/api/v4/tasks', [
      { text: 'Позвонить', complete_till: 1_800_000_000, entity_id: leadId, entity_type: 'leads' },
    ]);
  });
  afterAll(() => under.stop());

  const page = async (path: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${under.ready.pageUrl}${path}`);
    return { status: response.status, text: await response.text() };
  };
  const submit = (
    path: string,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${under.ready.pageUrl}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(form),
    });
  const placeOf = async (): Promise<{ pipeline: number; statuses: number[] }> => {
    const lead = await getCard(call, `leads/${leadId}`);
    const pipeline = Number(lead['pipeline_id']);
    const row = (await getCard(call, `leads/pipelines/${pipeline}`)) as {
      _embedded: { statuses: { id: number; type: number }[] };
    };
    return { pipeline, statuses: row._embedded.statuses.filter((one) => one.type === 0).map((one) => one.id) };
  };

  it('shows contact, tags, responsible, notes and tasks, every foreign text escaped', async () => {
    const { text } = await page(`amocrm/leads/${leadId}`);
    for (const shown of ['Анна &lt;i&gt;', '&quot;срочно&quot;', 'Ольга Менеджер', 'Первичный контакт', 'Позвонить'])
      expect(text).toContain(shown);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).not.toContain('<img');
    expect(text).not.toContain('<script>');
  });

  it('shows a card at the address it has in a real account', async () => {
    expect(await page(`leads/detail/${leadId}`)).toEqual(await page(`amocrm/leads/${leadId}`));
    expect((await page(`contacts/detail/${contactId}`)).status).toBe(200);
  });

  it.each(['amocrm', 'amocrm/leads', 'amocrm/leads?pipeline=7000002', 'amocrm/contacts'])(
    'answers /%s in both languages and leads to the other CRM',
    async (path) => {
      const english = `${path}${path.includes('?') ? '&' : '?'}lang=en`;
      expect((await page(path)).text).toMatch(/Песочница amoCRM[\s\S]*Песочница Bitrix24/);
      expect((await page(english)).text).toContain('amoCRM sandbox');
    },
  );

  it('has a column per status; all but «Неразобранное» take a dragged card', async () => {
    const { text } = await page('amocrm/leads');
    const { statuses } = await placeOf();
    expect([...text.matchAll(/data-status="(\d+)"/g)].map((match) => Number(match[1]))).toEqual(statuses);
    expect(text).toContain('Неразобранное');
    expect(text).toContain(`data-move="/amocrm/leads/${leadId}/move"`);
  });

  it('moves a dragged card on behalf of a manager and tells the webhooks', async () => {
    const { statuses } = await placeOf();
    expect((await submit(`amocrm/leads/${leadId}/move`, { statusId: String(statuses[1]) })).status).toBe(303);
    expect(await getCard(call, `leads/${leadId}`)).toMatchObject({ status_id: statuses[1], updated_by: 9_000_005 });
    const { events } = (await under.control('GET', 'amocrm/state')) as { events: { type: string }[] };
    expect(events.map((event) => event.type)).toContain('lead_status_changed');
  });

  it('changes name, status of another pipeline and responsible of a lead in one form', async () => {
    const response = await submit(`amocrm/leads/${leadId}`, {
      name: 'Ремонт',
      place: '7000002:142',
      responsibleId: '9000007',
      actorId: '9000009',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, `/amocrm/leads/${leadId}?saved`]);
    expect(await getCard(call, `leads/${leadId}`)).toMatchObject({
      name: 'Ремонт',
      pipeline_id: 7_000_002,
      status_id: 142,
      responsible_user_id: 9_000_007,
      updated_by: 9_000_009,
    });
  });

  it('changes name, phones and e-mail of a contact', async () => {
    const form = { name: 'Анна Петрова', phone: '+79160000001, +79160000002', email: '', responsibleId: '9000007' };
    expect((await submit(`amocrm/contacts/${contactId}`, form)).status).toBe(303);
    expect(await getCard(call, `contacts/${contactId}`)).toMatchObject({
      name: 'Анна Петрова',
      custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+79160000001' }, { value: '+79160000002' }] }],
    });
  });

  it.each<[string, string, Record<string, string>, Record<string, string>, number]>([
    ['a form of another site', 'move', { statusId: '143' }, { 'sec-fetch-site': 'cross-site' }, 403],
    ['a form with a foreign origin', 'move', { statusId: '143' }, { origin: 'http://evil.example' }, 403],
    ['a status that does not exist', 'move', { statusId: '5' }, {}, 400],
    ['a person who was removed', 'move', { statusId: '143', actorId: '9000011' }, {}, 400],
    ['a form it does not have', 'merge', { statusId: '143' }, {}, 404],
  ])('refuses %s', async (_, action, form, headers, status) => {
    expect((await submit(`amocrm/leads/${leadId}/${action}`, form, headers)).status).toBe(status);
    expect(await getCard(call, `leads/${leadId}`)).not.toMatchObject({ status_id: 143 });
  });

  it('moves a lead to the bin, where only the list of deleted leads shows it', async () => {
    const id = await addOne(call, 'leads', { name: 'Лишняя' });
    expect((await submit(`amocrm/leads/${id}/delete`, {})).status).toBe(303);
    expect((await page(`amocrm/leads/${id}`)).status).toBe(404);
    expect((await call('GET', `/api/v4/leads/${id}`)).status).toBe(204);
  });

  it('switches duplicate control of a pipeline', async () => {
    await submit('amocrm/pipelines/7000002', { duplicateControl: 'on' });
    expect((await page('amocrm/leads?pipeline=7000002')).text).toContain('Контроль дублей: включён');
  });

  it.each(['amocrm/leads/999', 'amocrm/companies', 'amocrm/leads?pipeline=9', 'leads/detail/999'])(
    'says that /%s is not there',
    async (path) => {
      expect((await page(path)).status).toBe(404);
    },
  );
});
