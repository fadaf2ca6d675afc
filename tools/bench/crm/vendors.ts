import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { amocrmLimits, bitrix24Limit } from '@voronka/connectors';
import {
  amocrmCallbackPath,
  integrationAuthorizationSchema,
  integrationSchema,
  stageMappingSchema,
} from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Stack } from '@voronka/testing';

/** Names of the vendors that are measured. */
export const vendorNames = ['bitrix24', 'amocrm'] as const;
/** One of them. */
export type VendorName = (typeof vendorNames)[number];

/** A vendor with the limits that it dictates. */
export interface Vendor {
  readonly name: VendorName;
  /** By how much the sandbox and the product's own limiter are quicker than in life, so that it takes minutes and not hours. */
  readonly factor: number;
  /** The vendor's limit in life: what it takes at once, and what it takes per second from then on. */
  readonly limit: { readonly atOnce: number; readonly perSecond: number };
  /** The product's own buckets in life: first letters of the key, and drain. */
  readonly drains: Readonly<Record<string, number>>;
  /** What the addresses of this vendor begin with in the sandbox's control interface. */
  readonly prefix: string;
  /** Makes the demo's site write to this CRM. */
  readonly join: (stack: Stack) => Promise<void>;
}

/** The vendors, in the order in which they are measured. */
export const vendors: readonly Vendor[] = [
  {
    name: 'bitrix24',
    factor: 25,
    limit: { atOnce: bitrix24Limit.capacity, perSecond: bitrix24Limit.drainPerSecond },
    drains: { 'bitrix24:': bitrix24Limit.drainPerSecond },
    prefix: '',
    // The demo is joined to it from the start.
    join: () => Promise.resolve(),
  },
  {
    name: 'amocrm',
    factor: 6,
    limit: { atOnce: 0, perSecond: 7 },
    drains: {
      'amocrm:%:': amocrmLimits.integration.drainPerSecond,
      'amocrm:': amocrmLimits.account.drainPerSecond,
    },
    prefix: 'amocrm/',
    join: joinAmocrm,
  },
];

const patienceMs = 30_000;

/** Joins the sandbox's account as amoCRM FULL; what a person clicks on the CRM's page is sent as that page's form. */
async function joinAmocrm(stack: Stack): Promise<void> {
  const { baseUrl, clientId, clientSecret } = stack.crm.amocrm;
  await stack.crm.control('POST', 'amocrm/integration', { redirectUri: new URL(amocrmCallbackPath, stack.url).href });
  const application = { kind: 'amocrmFull', name: 'amoCRM', accountUrl: baseUrl, clientId, clientSecret };
  const { id } = integrationSchema.parse(
    await stack.admin.call('/api/integrations', { body: { requestId: randomUUID(), ...application } }),
  );
  const start = await stack.admin.call(`/api/integrations/${id}/authorization`, { method: 'POST' });
  const state = new URL(integrationAuthorizationSchema.parse(start).url).searchParams.get('state') ?? '';
  const consent = await fetch(new URL('/oauth', baseUrl), {
    method: 'POST',
    headers: { origin: new URL(baseUrl).origin },
    body: new URLSearchParams({ client_id: clientId, state, userId: '9000001' }),
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  });
  const back = new URL(consent.headers.get('location') ?? '');
  await stack.admin.request(`${back.pathname}${back.search}`);
  const path = `/api/funnels/${demoIds.funnel}/mapping/${id}`;
  const { statuses } = stageMappingSchema.parse(await stack.admin.call(`${path}?card=lead&fresh=true`));
  const first = statuses?.find(({ name }) => name === 'Первичный контакт');
  if (!first) throw new Error('the account has no first status');
  await stack.admin.call(path, {
    method: 'PUT',
    body: { card: 'lead', mapping: { unsorted: first.id }, openDialogues: 'stay' },
  });
  await stack.admin.call(`/api/channels/${demoIds.siteChannel}`, {
    method: 'PATCH',
    body: { integrationId: id, openDialogues: 'stay' },
  });
  await sleep(500);
}
