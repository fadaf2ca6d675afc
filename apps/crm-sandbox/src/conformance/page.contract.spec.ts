import type { B24OAuth } from '@bitrix24/b24jssdk';
import { resultOf, startForTest, vendorClient } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

describe('the page for people', () => {
  let under: SandboxUnderTest;
  let client: B24OAuth;
  let leadId: number;

  beforeAll(async () => {
    under = await startForTest();
    client = vendorClient(under.ready);
    await resultOf(client, 'crm.lead.userfield.add', {
      fields: { FIELD_NAME: 'TAGS', USER_TYPE_ID: 'string', MULTIPLE: 'Y', EDIT_FORM_LABEL: 'Теги' },
    });
    const contactId = await resultOf<number>(client, 'crm.contact.add', {
      fields: { NAME: 'Анна <i>', PHONE: [{ VALUE: '+79161234567' }] },
    });
    leadId = await resultOf<number>(client, 'crm.lead.add', {
      fields: {
        TITLE: '<script>alert(1)</script>',
        CONTACT_ID: contactId,
        ASSIGNED_BY_ID: 5,
        UF_CRM_TAGS: ['"срочно"'],
      },
    });
    await resultOf(client, 'crm.timeline.comment.add', {
      fields: { ENTITY_ID: leadId, ENTITY_TYPE: 'lead', COMMENT: '<img src=x onerror=alert(1)>' },
    });
  });
  afterAll(() => under.stop());

  const page = async (path: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${under.ready.pageUrl}${path}`);
    return { status: response.status, text: await response.text() };
  };
  const submit = (form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${under.ready.pageUrl}leads/${leadId}`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(form),
    });

  it('shows contact, tags, responsible and comments, every foreign text escaped', async () => {
    const { text } = await page(`leads/${leadId}`);
    for (const shown of ['Анна &lt;i&gt;', '+79161234567', '&quot;срочно&quot;', 'Ольга Менеджер', 'Новый лид'])
      expect(text).toContain(shown);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).not.toContain('<img');
    expect(text).not.toContain('<script>');
  });

  it('shows a card at the address it has on a real portal', async () => {
    expect(await page(`crm/lead/details/${leadId}/`)).toEqual(await page(`leads/${leadId}`));
    expect((await page('crm/contact/details/1/')).status).toBe(200);
    expect((await page('crm/lead/details/999999/')).status).toBe(404);
    expect((await page('crm/company/details/1/')).status).toBe(404);
  });

  it.each(['', 'leads', 'deals', 'deals?funnel=5', 'contacts', 'contacts/1'])(
    'answers /%s in both languages',
    async (path) => {
      const english = `${path}${path.includes('?') ? '&' : '?'}lang=en`;
      expect((await page(path)).text).toContain('Песочница Bitrix24');
      expect((await page(english)).text).toContain('Bitrix24 sandbox');
    },
  );

  it('moves a lead on behalf of a person', async () => {
    const response = await submit({ stageId: 'IN_PROCESS', responsibleId: '7', actorId: '5' });
    expect([response.status, response.headers.get('location')]).toEqual([303, `/leads/${leadId}?saved`]);
    expect(await resultOf(client, 'crm.lead.get', { id: leadId })).toMatchObject({
      STATUS_ID: 'IN_PROCESS',
      ASSIGNED_BY_ID: '7',
      MODIFY_BY_ID: '5',
      MOVED_BY_ID: '5',
    });
  });

  it.each<[string, Record<string, string>, Record<string, string>, number]>([
    [
      'a form of another site',
      { stageId: 'JUNK', responsibleId: '7', actorId: '5' },
      { 'sec-fetch-site': 'cross-site' },
      403,
    ],
    [
      'a form with a foreign origin',
      { stageId: 'JUNK', responsibleId: '7', actorId: '5' },
      { origin: 'http://evil.example' },
      403,
    ],
    ['a stage that does not exist', { stageId: 'NOPE', responsibleId: '7', actorId: '5' }, {}, 400],
    ['a dismissed person', { stageId: 'JUNK', responsibleId: '7', actorId: '11' }, {}, 400],
  ])('refuses %s', async (_, form, headers, status) => {
    expect((await submit(form, headers)).status).toBe(status);
    expect(await resultOf(client, 'crm.lead.get', { id: leadId })).not.toMatchObject({ STATUS_ID: 'JUNK' });
  });

  it.each(['leads/999', 'companies', 'leads/1/x', 'leads/abc'])('says that /%s is not there', async (path) => {
    expect((await page(path)).status).toBe(404);
  });

  it('allows nothing but its own files', async () => {
    const response = await fetch(under.ready.pageUrl);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/);
  });
});
