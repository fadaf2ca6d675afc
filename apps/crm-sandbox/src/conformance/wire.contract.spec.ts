import { postForm, startForTest } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

describe('the wire', () => {
  let under: SandboxUnderTest;

  beforeAll(async () => {
    under = await startForTest();
  });
  afterAll(() => under.stop());

  const get = async (path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(`${under.ready.pageUrl}${path}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('takes forms with brackets, JSON and queries alike', async () => {
    const form = await postForm(
      under.ready,
      'crm.lead.add',
      'fields[TITLE]=Форма&fields[PHONE][0][VALUE]=%2B79160000000',
    );
    const json = await fetch(`${under.ready.bitrix24.webhookUrl}crm.lead.add.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ fields: { TITLE: 'Форма', PHONE: [{ VALUE: '+79160000000' }] } }),
    });
    const hook = new URL(under.ready.bitrix24.webhookUrl).pathname.slice(1);
    const query = await get(`${hook}crm.lead.add?fields%5BTITLE%5D=Форма&fields[PHONE][0][VALUE]=%2B79160000000`);
    expect([form.body['result'], ((await json.json()) as { result: number }).result, query.body['result']]).toEqual([
      1, 2, 3,
    ]);
    const leads = (await under.control('GET', 'state'))['leads'] as { TITLE: string; PHONE: { VALUE: string }[] }[];
    expect(leads.map((lead) => [lead.TITLE, lead.PHONE[0]?.VALUE])).toEqual(Array(3).fill(['Форма', '+79160000000']));
  });

  it('takes doubled slashes and names in any case', async () => {
    const { accessToken } = under.ready.bitrix24;
    expect((await get(`rest//CRM.Settings.Mode.Get?auth=${accessToken}`)).body['result']).toBe(1);
  });

  it('puts time beside every result', async () => {
    const { body } = await postForm(under.ready, 'server.time', '');
    expect(body['time']).toEqual({
      start: expect.any(Number) as unknown,
      finish: expect.any(Number) as unknown,
      duration: expect.any(Number) as unknown,
      processing: expect.any(Number) as unknown,
      date_start: expect.any(String) as unknown,
      date_finish: expect.any(String) as unknown,
      operating_reset_at: expect.any(Number) as unknown,
      operating: expect.any(Number) as unknown,
    });
  });

  it.each([
    ['crm.lead.get', 'id=0', 400, '', 'ID is not defined or invalid.'],
    ['crm.lead.get', 'id=99999', 400, '', 'Not found'],
    ['crm.contact.update', 'id=99999&fields[NAME]=x', 400, '', 'Contact is not found'],
    ['crm.deal.add', 'fields=x', 400, '', "Parameter 'fields' must be array."],
    ['crm.lead.userfield.add', 'fields[FIELD_NAME]=A', 400, '', "The 'USER_TYPE_ID' field is not found."],
    ['crm.lead.userfield.delete', 'id=0', 400, '', 'ID is not defined or invalid.'],
    ['crm.deal.userfield.delete', 'id=99999', 400, 'ERROR_NOT_FOUND', "The entity with ID '99999' is not found."],
    ['crm.status.delete', '', 400, '', 'Invalid identifier.'],
    ['crm.status.delete', 'id=99999', 400, '', 'Status is not found.'],
    ['crm.item.get', 'entityTypeId=1&id=99999', 400, 'NOT_FOUND', 'Element not found'],
    ['crm.item.get', 'entityTypeId=177&id=1', 400, 'NOT_FOUND', 'Smart process not found'],
    ['crm.activity.todo.add', 'ownerTypeId=1&ownerId=1', 400, '100', 'Could not find value for parameter {deadline}'],
    [
      'event.bind',
      'event=ONCRMLEADADD&handler=http://127.0.0.1:9/',
      403,
      'ACCESS_DENIED',
      'Application context required',
    ],
    ['no.such.method', '', 404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!'],
  ])('%s %s answers %i "%s"', async (method, form, status, error, description) => {
    expect(await postForm(under.ready, method, form)).toEqual({
      status,
      body: { error, error_description: description },
    });
  });

  it('refuses a wrong webhook code, and version 3 without writing its code down', async () => {
    expect(await get('rest/1/wrong/profile')).toMatchObject({ status: 401, body: { error: 'NO_AUTH_FOUND' } });
    expect((await get('rest/api/1/version-three-code/crm.lead.list')).status).toBe(401);
    const { accessToken } = under.ready.bitrix24;
    expect(await get(`rest/api/crm.lead.list?auth=${accessToken}`)).toMatchObject({
      status: 404,
      body: { error: 'ERROR_METHOD_NOT_FOUND' },
    });
    expect(JSON.stringify(await under.control('GET', 'calls'))).not.toContain('version-three-code');
  });

  it('keeps the old update of an unchanged card loud and the universal one silent', async () => {
    const { body } = await postForm(under.ready, 'crm.lead.add', 'fields[TITLE]=Тихо');
    const id = Number(body['result']);
    const before = await postForm(under.ready, 'crm.item.get', `entityTypeId=1&id=${id}`);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    await postForm(under.ready, 'crm.item.update', `entityTypeId=1&id=${id}&fields[title]=Тихо`);
    const after = await postForm(under.ready, 'crm.item.get', `entityTypeId=1&id=${id}`);
    const updated = (answer: typeof before): unknown =>
      (answer.body['result'] as { item: { updatedTime: string } }).item.updatedTime;
    expect(updated(after)).toBe(updated(before));
    await postForm(under.ready, 'crm.lead.update', `id=${id}&fields[TITLE]=Тихо`);
    expect(updated(await postForm(under.ready, 'crm.item.get', `entityTypeId=1&id=${id}`))).not.toBe(updated(before));
  });
});
