import type { B24OAuth } from '@bitrix24/b24jssdk';
import { postForm, startForTest, vendorClient } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

describe('the vendor client on batches', () => {
  let under: SandboxUnderTest;
  let client: B24OAuth;

  beforeAll(async () => {
    under = await startForTest();
    client = vendorClient(under.ready);
  });
  afterAll(() => under.stop());

  it('passes results of earlier commands on', async () => {
    const answer = await client.actions.v2.batch.make<unknown>({
      calls: {
        contact: { method: 'crm.contact.add', params: { fields: { NAME: 'Анна' } } },
        lead: { method: 'crm.lead.add', params: { fields: { TITLE: 'Чат', CONTACT_ID: '$result[contact]' } } },
        read: { method: 'crm.lead.get', params: { id: '$result[lead]' } },
        note: {
          method: 'crm.timeline.comment.add',
          params: { fields: { ENTITY_ID: '$result[read][ID]', ENTITY_TYPE: 'lead', COMMENT: 'Лид №$result[lead]' } },
        },
      },
      options: { isHaltOnError: true, returnAjaxResult: false },
    });
    expect(answer.isSuccess).toBe(true);
    const data = answer.getData() as Record<string, unknown>;
    expect(data['read']).toMatchObject({ CONTACT_ID: String(data['contact']) });
    const state = await under.control('GET', 'state');
    expect(state['comments']).toMatchObject([{ text: `Лид №${String(data['lead'])}` }]);
  });

  it('stops at the first error with halt and keeps what was done', async () => {
    const before = (await under.control('GET', 'state'))['leads'] as unknown[];
    const answer = await client.actions.v2.batch.make({
      calls: {
        a: { method: 'crm.lead.add', params: { fields: { TITLE: 'остаётся' } } },
        b: { method: 'crm.nothing.add', params: {} },
        c: { method: 'crm.lead.add', params: { fields: { TITLE: 'не будет' } } },
      },
      options: { isHaltOnError: true },
    });
    expect(answer.isSuccess).toBe(false);
    const after = (await under.control('GET', 'state'))['leads'] as { TITLE: string }[];
    expect(after.slice(before.length).map((lead) => lead.TITLE)).toEqual(['остаётся']);
  });

  it('goes on after an error without halt', async () => {
    const answer = await client.actions.v2.batch.make<unknown>({
      calls: [
        ['crm.nothing.add', {}],
        ['crm.settings.mode.get', {}],
      ],
      options: { isHaltOnError: false, returnAjaxResult: false },
    });
    expect(answer.getErrorMessages().join()).toContain('Method not found!');
    expect(answer.getData()).toEqual([1]);
  });

  it('hides an error with an empty code from the client: a batch that halted looks like a success', async () => {
    const answer = await client.actions.v2.batch.make<unknown>({
      calls: { a: { method: 'crm.lead.get', params: { id: 999_999 } }, b: { method: 'server.time', params: {} } },
      options: { isHaltOnError: true, returnAjaxResult: false },
    });
    expect([answer.isSuccess, answer.getData()]).toEqual([true, {}]);
  });

  it('answers 200 with empty maps as lists, and a nested batch as an error of its command', async () => {
    const { status, body } = await postForm(under.ready, 'batch', 'halt=0&cmd[x]=batch');
    expect(status).toBe(200);
    expect(body['result']).toEqual({
      result: [],
      result_error: {
        x: {
          error: 'ERROR_BATCH_METHOD_NOT_ALLOWED',
          error_description: 'Method is not allowed for batch usage',
        },
      },
      result_total: [],
      result_next: [],
      result_time: [],
    });
  });

  it('gives totals and next pages of lists by key', async () => {
    const { body } = await postForm(
      under.ready,
      'batch',
      'cmd[users]=user.get%3Fsort%3DID&cmd[mode]=crm.settings.mode.get',
    );
    expect(body['result']).toMatchObject({ result_total: { users: 5 }, result_next: [], result: { mode: 1 } });
  });

  it('refuses more than fifty commands', async () => {
    const form = Array.from({ length: 51 }, (_, index) => `cmd[k${index}]=server.time`).join('&');
    const { status, body } = await postForm(under.ready, 'batch', form);
    expect([status, body['error']]).toEqual([400, 'ERROR_BATCH_LENGTH_EXCEEDED']);
  });
});
