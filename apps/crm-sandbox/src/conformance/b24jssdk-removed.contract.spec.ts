import type { B24OAuth } from '@bitrix24/b24jssdk';
import { postForm, resultOf, startForTest, vendorClient } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

interface StatusRow {
  ID: string;
  STATUS_ID: string;
}

describe('what administrators of a portal remove', () => {
  let under: SandboxUnderTest;
  let client: B24OAuth;

  beforeAll(async () => {
    under = await startForTest();
    client = vendorClient(under.ready);
  });
  afterAll(() => under.stop());

  const stages = (directory: string): Promise<StatusRow[]> =>
    resultOf(client, 'crm.status.list', { filter: { ENTITY_ID: directory } });
  const idOf = async (directory: string, statusId: string): Promise<string> =>
    (await stages(directory)).find((row) => row.STATUS_ID === statusId)?.ID ?? '';

  it.each([
    ['STATUS', 'UC_CONTRACT', 'crm.lead.add', 'STATUS_ID'],
    ['DEAL_STAGE_5', 'C5:EXECUTING', 'crm.deal.add', 'STAGE_ID'],
  ])(
    'a stage of %s: it is listed no more, and a card that is made in it is refused',
    async (directory, stage, add, field) => {
      const id = await idOf(directory, stage);
      expect(await resultOf(client, 'crm.status.delete', { id, params: { FORCED: 'Y' } })).toBe(true);
      expect((await stages(directory)).map((row) => row.STATUS_ID)).not.toContain(stage);
      const answer = await postForm(
        under.ready,
        add,
        `fields[TITLE]=L&fields[CATEGORY_ID]=5&fields[${field}]=${stage}`,
      );
      expect(answer).toMatchObject({ status: 400, body: { error: '' } });
    },
  );

  it('no stage that a card stands in, and no system stage that is not meant by force', async () => {
    const own = await idOf('STATUS', 'UC_CONTACT');
    const system = await idOf('STATUS', 'IN_PROCESS');
    await resultOf(client, 'crm.lead.add', { fields: { TITLE: 'L', STATUS_ID: 'UC_CONTACT' } });
    const descriptionOf = async (id: string) =>
      (await postForm(under.ready, 'crm.status.delete', `id=${id}`)).body['error_description'];
    expect(await descriptionOf(own)).toBe('There are active items in this status.');
    expect(await descriptionOf(system)).toMatch(/^CRM System Status can be deleted only if/);
    expect((await stages('STATUS')).map((row) => row.ID)).toEqual(expect.arrayContaining([own, system]));
  });

  it('a field: cards have it no more, what is written to it is ignored, and made anew it is empty', async () => {
    const fields = { FIELD_NAME: 'TAGS', USER_TYPE_ID: 'string', MULTIPLE: 'Y' };
    const fieldId = await resultOf<number>(client, 'crm.lead.userfield.add', { fields });
    const id = await resultOf<number>(client, 'crm.lead.add', { fields: { TITLE: 'L', UF_CRM_TAGS: ['цена'] } });
    expect(await resultOf(client, 'crm.lead.userfield.delete', { id: fieldId })).toBe(true);
    expect(await resultOf(client, 'crm.lead.get', { id })).not.toHaveProperty('UF_CRM_TAGS');
    expect(await resultOf(client, 'crm.lead.update', { id, fields: { UF_CRM_TAGS: ['цена'] } })).toBe(true);
    await resultOf(client, 'crm.lead.userfield.add', { fields });
    expect(await resultOf(client, 'crm.lead.get', { id })).toMatchObject({ UF_CRM_TAGS: false });
  });

  it('a field of leads is none of deals', async () => {
    const fields = { FIELD_NAME: 'OTHER', USER_TYPE_ID: 'string' };
    const fieldId = await resultOf<number>(client, 'crm.lead.userfield.add', { fields });
    const answer = await postForm(under.ready, 'crm.deal.userfield.delete', `id=${fieldId}`);
    expect(answer).toEqual({ status: 400, body: { error: '', error_description: 'Access denied.' } });
    expect(await resultOf(client, 'crm.lead.userfield.list', { filter: { FIELD_NAME: 'UF_CRM_OTHER' } })).toHaveLength(
      1,
    );
  });

  it('nothing at all by who is no administrator', async () => {
    await under.control('POST', 'users', { id: 1, admin: false });
    for (const method of ['crm.status.delete', 'crm.lead.userfield.delete']) {
      const { status, body } = await postForm(under.ready, method, 'id=1');
      expect([status, body['error_description']]).toEqual([400, 'Access denied.']);
    }
  });
});
