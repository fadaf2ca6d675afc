import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { integrationListSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

let api: TestApi;
let admin: Browser;
let adminId: string;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.logIn('admin');
  ({ id: adminId } = (await admin.expect<{ id: string }>(200, 'GET', '/api/auth/me')).body);
});
afterAll(() => api.stop());

const path = (userId: string, integrationId: string = demoIds.integration) =>
  `/api/integrations/${integrationId}/managers/${userId}`;
const linked = async () => {
  const { integrations } = integrationListSchema.parse((await admin.expect(200, 'GET', '/api/integrations')).body);
  const { managers = [] } = integrations.find(({ id }) => id === demoIds.integration) ?? {};
  return Object.fromEntries(managers.map(({ userId, crmUserId }) => [userId, crmUserId]));
};

describe('the link of a person with a user of the CRM', () => {
  it('is made, changed and ended, and each is recorded', async () => {
    const before = await linked();
    await admin.expect(204, 'PUT', path(adminId), { crmUserId: '71' });
    await expect(linked()).resolves.toEqual({ ...before, [adminId]: '71' });
    await admin.expect(204, 'PUT', path(adminId), { crmUserId: '72' });
    await expect(linked()).resolves.toEqual({ ...before, [adminId]: '72' });
    await admin.expect(204, 'PUT', path(adminId), { crmUserId: null });
    await expect(linked()).resolves.toEqual(before);
    const audited = await api.orm.em
      .fork()
      .execute<object[]>(`select action, detail from audit_log where action = 'integration.manager' order by id`);
    expect(audited).toEqual(
      ['71', '72', null].map((crmUserId) => ({
        action: 'integration.manager',
        detail: { userId: adminId, crmUserId },
      })),
    );
  });

  it('belongs to one person: the second is refused, and keeps the link they had', async () => {
    const { [demoIds.manager]: taken } = await linked();
    await admin.expect(204, 'PUT', path(adminId), { crmUserId: '71' });
    const { body } = await admin.expectError('Request.Conflict', 'PUT', path(adminId), { crmUserId: taken });
    expect(body.fields).toMatchObject([{ path: 'crmUserId' }]);
    await expect(linked()).resolves.toMatchObject({ [adminId]: '71', [demoIds.manager]: taken });
  });

  it('is refused for people and integrations that are not there, and for what is no id', async () => {
    const body = { crmUserId: '71' };
    await admin.expectError('Request.NotFound', 'PUT', path(randomUUID()), body);
    await admin.expectError('Request.NotFound', 'PUT', path(adminId, randomUUID()), body);
    await admin.expectError('Request.NotFound', 'GET', `/api/integrations/${randomUUID()}/crm-users`);
    for (const wrong of [{}, { crmUserId: ' ' }, { crmUserId: 71 }, { crmUserId: 'x'.repeat(61) }]) {
      await admin.expectError('Request.Invalid', 'PUT', path(adminId), wrong);
    }
  });
});
