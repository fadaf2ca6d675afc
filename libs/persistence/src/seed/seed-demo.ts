import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { priceAndContactFlow } from '@voronka/domain';
import { randomToken } from '@voronka/platform';
import type { SecretBox } from '@voronka/platform';
import type { ChannelSettings, IntegrationSettings } from '../entities/setup.entities.ts';
import { publishBundle } from '../stores/bundle.store.ts';
import { rows } from '../stores/sql.ts';
import {
  allSwitchesOn,
  demoChatTexts,
  demoIds,
  demoManagerCrmUserId,
  demoSignals,
  demoStages,
} from './demo-content.ts';
import { seedAccount } from './seed-account.ts';
import type { NewLogin } from './seed-account.ts';

/** Where the demo's CRM is. */
export interface DemoSandbox {
  /** Address of the portal's inbound webhook; holds a secret. */
  webhookUrl: string;
}

/**
 * Fills the demo workspace: funnel, CRM, manager, assistant with its published flow, and two channels.
 *
 * @param input.demoAccounts whether the manager and the auditor can log in; false on a machine that others reach
 * @returns the logins that were made
 */
export async function seedDemo(
  em: EntityManager,
  input: { secretBox: SecretBox; sandbox: DemoSandbox | null; demoAccounts: boolean },
): Promise<NewLogin[]> {
  const workspaceId = demoIds.workspace;
  const logins = await seedPeople(em, input.demoAccounts);
  await em.execute('insert into funnels (id, workspace_id, name, stages) values (?, ?, ?, ?)', [
    demoIds.funnel,
    workspaceId,
    json({ ru: 'Продажи', en: 'Sales' }),
    json(demoStages.map(({ key, name, sort, semantics }) => ({ key, name, sort, semantics }))),
  ]);
  await seedIntegration(em, input);
  await em.execute(
    `insert into flows (id, workspace_id, name, draft, live, live_published_at) values (?, ?, ?, ?, ?, now())`,
    [
      demoIds.flow,
      workspaceId,
      json({ ru: 'Цена и контакт', en: 'Price and contact' }),
      json(priceAndContactFlow),
      json(priceAndContactFlow),
    ],
  );
  await em.execute('insert into flow_versions (flow_id, number, workspace_id, graph) values (?, 1, ?, ?)', [
    demoIds.flow,
    workspaceId,
    json(priceAndContactFlow),
  ]);
  await em.execute('insert into assistants (id, workspace_id, name, mode, flow_id) values (?, ?, ?, ?, ?)', [
    demoIds.assistant,
    workspaceId,
    'Ассистент продаж',
    'qualifiesAndCreatesLead',
    demoIds.flow,
  ]);
  await seedSignals(em);
  await seedChannel(em, { id: demoIds.siteChannel, kind: 'widget', name: 'Сайт', tag: 'чат с сайта', secret: null });
  await seedChannel(em, {
    id: demoIds.webhookChannel,
    kind: 'webhook',
    name: 'Провайдер (вебхук)',
    tag: 'вебхук',
    secret: input.secretBox.seal(randomToken(), `channel:${demoIds.webhookChannel}`),
  });
  for (const channelId of [demoIds.siteChannel, demoIds.webhookChannel]) {
    await publishBundle(em, channelId, { authorId: null, note: '' });
  }
  return logins;
}

/** Points the demo's integration at the sandbox of this start: its port can be another one than last time. */
export async function refreshDemoSandbox(
  em: EntityManager,
  input: { secretBox: SecretBox; sandbox: DemoSandbox | null },
): Promise<void> {
  if (!input.sandbox) return;
  const boundTo = `integration:${demoIds.integration}`;
  const [known] = await rows<{ secret: string | null }>(em, 'select secret from integrations where id = ?', [
    demoIds.integration,
  ]);
  // Once an admin has joined a real portal, the demo keeps its hands off.
  const present = known?.secret ? input.secretBox.open(known.secret, boundTo) : null;
  if (!known || present === input.sandbox.webhookUrl || !(present === null || isLoopback(present))) return;
  await em.execute('update integrations set secret = ?, settings = ? where id = ?', [
    input.secretBox.seal(input.sandbox.webhookUrl, boundTo),
    json(integrationSettings(input.sandbox)),
    demoIds.integration,
  ]);
}

function isLoopback(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host);
}

function integrationSettings(sandbox: DemoSandbox | null): IntegrationSettings {
  // A portal on the same machine answers at once; only a live one needs the long default window.
  return sandbox ? { portalUrl: new URL(sandbox.webhookUrl).origin, indexLagMs: 2_000 } : {};
}

async function seedPeople(em: EntityManager, demoAccounts: boolean): Promise<NewLogin[]> {
  const workspaceId = demoIds.workspace;
  const olga = { id: demoIds.manager, email: 'olga@demo.voronka.local', name: 'Ольга', role: 'manager' } as const;
  if (!demoAccounts) {
    // The manager is needed as the channel's default; disabled and without a known password nobody can be her.
    await seedAccount(em, { ...olga, workspaceId, mustChangePassword: true });
    await em.execute('update users set disabled = true where id = ?', [olga.id]);
    return [];
  }
  const auditor = { id: demoIds.auditor, email: 'audit@demo.voronka.local', name: 'Аудитор', role: 'auditor' } as const;
  return [
    await seedAccount(em, { ...olga, workspaceId, mustChangePassword: false }),
    await seedAccount(em, { ...auditor, workspaceId, mustChangePassword: false }),
  ];
}

async function seedIntegration(
  em: EntityManager,
  input: { secretBox: SecretBox; sandbox: DemoSandbox | null },
): Promise<void> {
  const workspaceId = demoIds.workspace;
  const secret = input.sandbox
    ? input.secretBox.seal(input.sandbox.webhookUrl, `integration:${demoIds.integration}`)
    : null;
  await em.execute(
    'insert into integrations (id, workspace_id, kind, name, settings, secret) values (?, ?, ?, ?, ?, ?)',
    [
      demoIds.integration,
      workspaceId,
      'bitrix24',
      'Битрикс24 (песочница)',
      json(integrationSettings(input.sandbox)),
      secret,
    ],
  );
  for (const { key, crmStatusId } of demoStages) {
    await em.execute(
      `insert into stage_mappings (integration_id, funnel_id, workspace_id, stage_key, crm_status_id)
       values (?, ?, ?, ?, ?)`,
      [demoIds.integration, demoIds.funnel, workspaceId, key, crmStatusId],
    );
  }
  await em.execute(
    'insert into manager_links (integration_id, user_id, workspace_id, crm_user_id) values (?, ?, ?, ?)',
    [demoIds.integration, demoIds.manager, workspaceId, demoManagerCrmUserId],
  );
}

async function seedSignals(em: EntityManager): Promise<void> {
  for (const { stageKey, ...declaration } of demoSignals) {
    await em.execute('insert into signals (workspace_id, name, declaration) values (?, ?, ?)', [
      demoIds.workspace,
      declaration.name,
      json(declaration),
    ]);
    await em.execute('insert into funnel_signals (funnel_id, signal, workspace_id, stage_key) values (?, ?, ?, ?)', [
      demoIds.funnel,
      declaration.name,
      demoIds.workspace,
      stageKey,
    ]);
  }
}

async function seedChannel(
  em: EntityManager,
  channel: { id: string; kind: 'widget' | 'webhook'; name: string; tag: string; secret: string | null },
): Promise<void> {
  const settings: ChannelSettings = {
    defaultCountry: 'RU',
    defaultLocale: 'ru',
    // Several people try the demo from one machine, which is one source to the flood limit.
    dialoguesPerMinute: 60,
    ...(channel.kind === 'widget'
      ? {
          allowedOrigins: [],
          title: demoChatTexts.title,
          greeting: demoChatTexts.greeting,
          consent: { version: '1', text: demoChatTexts.consent },
        }
      : {}),
  };
  await em.execute(
    `insert into channels (id, workspace_id, kind, key, name, settings, secret, assistant_id, funnel_id, integration_id,
                           default_manager_id, switches, policies)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      channel.id,
      demoIds.workspace,
      channel.kind,
      randomUUID(),
      channel.name,
      json(settings),
      channel.secret,
      demoIds.assistant,
      demoIds.funnel,
      demoIds.integration,
      demoIds.manager,
      json(allSwitchesOn),
      json({ automaticTags: [channel.tag], notes: true, history: true }),
    ],
  );
}

function json(value: unknown): string {
  return JSON.stringify(value);
}
