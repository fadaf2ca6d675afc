import { randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import { amocrmCallbackPath, integrationSchema, stageMappingSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Stack } from '../stack/stack.ts';

/** The demo's stages by the names that the sandbox's account gives its statuses. */
const statusNames: Readonly<Record<string, string>> = {
  unsorted: 'Первичный контакт',
  negotiation: 'Переговоры',
  decision: 'Принимают решение',
  won: 'Успешно реализовано',
  lost: 'Закрыто и не реализовано',
};

/** An account of amoCRM FULL that the demo's channels write to. */
export interface JoinedAmocrm {
  integrationId: string;
  /** Status ids of the account by stage. */
  statuses: Readonly<Record<string, string>>;
}

/**
 * Joins the sandbox's account as amoCRM FULL, as people do it: the application is allowed on the CRM's page, stages are bound
 * by name, and the demo's manager is one of its people.
 *
 * @param context logged in as the admin
 * @param manager CRM user who is the demo's manager
 */
export async function joinAmocrmFull(stack: Stack, context: BrowserContext, manager: string): Promise<JoinedAmocrm> {
  const { baseUrl, clientId, clientSecret } = stack.crm.amocrm;
  await stack.crm.control('POST', 'amocrm/integration', { redirectUri: new URL(amocrmCallbackPath, stack.url).href });
  const { id: integrationId } = integrationSchema.parse(
    await stack.admin.call('/api/integrations', {
      body: {
        requestId: randomUUID(),
        kind: 'amocrmFull',
        name: 'amoCRM',
        accountUrl: baseUrl,
        clientId,
        clientSecret,
      },
    }),
  );
  const page = await context.newPage();
  await page.goto(new URL(`/integrations/${integrationId}`, stack.url).href);
  await page.getByRole('button', { name: 'Разрешить доступ' }).click();
  await page.waitForURL((url) => url.origin === new URL(baseUrl).origin);
  await page.locator('form button').first().click();
  await page.waitForURL((url) => url.pathname === '/integrations');
  await page.close();

  const mappingPath = `/api/funnels/${demoIds.funnel}/mapping/${integrationId}`;
  const { statuses } = stageMappingSchema.parse(await stack.admin.call(`${mappingPath}?card=lead&fresh=true`));
  const bound = Object.entries(statusNames).map(([stage, name]) => {
    const status = statuses?.find((one) => one.name === name);
    if (!status) throw new Error(`the account has no status "${name}"`);
    return [stage, status.id] as const;
  });
  const mapping = Object.fromEntries(bound);
  await stack.admin.call(mappingPath, { method: 'PUT', body: { card: 'lead', mapping, openDialogues: 'stay' } });
  await stack.query(
    `insert into manager_links (integration_id, user_id, workspace_id, crm_user_id)
     select $1, id, workspace_id, $2 from users where id = $3`,
    [integrationId, manager, demoIds.manager],
  );
  await stack.admin.call(`/api/channels/${demoIds.siteChannel}`, {
    method: 'PATCH',
    body: { integrationId, openDialogues: 'stay' },
  });
  return { integrationId, statuses: mapping };
}
