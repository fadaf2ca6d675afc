import { VoronkaError } from '@voronka/contracts';
import type { IntegrationKind } from '@voronka/domain';
import type { SecretBox } from '@voronka/platform';
import type { ChannelSettings, IntegrationSettings } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { preparedRow } from './prepared.ts';
import { firstRow } from './sql.ts';

/** Where a sealed secret belongs; moved to another row it does not open. */
export const secretPlace = {
  channel: (id: string) => `channel:${id}`,
  integration: (id: string) => `integration:${id}`,
  crmTokens: (id: string) => `crm-tokens:${id}`,
  crmHook: (id: string) => `crm-hook:${id}`,
  assistant: (id: string) => `assistant:${id}`,
  outgoingWebhook: (id: string) => `webhook:${id}`,
  outgoingWebhookUrl: (id: string) => `webhook-url:${id}`,
} as const;

/** Where a webhook channel's answers go; live by id. */
export class WebhookChannelStore {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
  ) {}

  /** @returns null when the channel has no outgoing address */
  async addressOf(channelId: string): Promise<{ url: string; secret: string; deduplicates: boolean } | null> {
    const row = await firstRow<{ settings: ChannelSettings; secret: string | null }>(
      this.database.em.fork(),
      `select settings, secret from channels where id = ? and kind = 'webhook'`,
      [channelId],
    );
    if (!row?.settings.outgoingUrl || row.secret === null) return null;
    return {
      url: row.settings.outgoingUrl,
      secret: this.secrets.open(row.secret, secretPlace.channel(channelId)),
      deduplicates: row.settings.receiverDeduplicates === true,
    };
  }
}

/** A local application of a Bitrix24 portal. */
export interface PortalApplication {
  /** Origin of the portal. */
  portalUrl: string;
  clientId: string;
  clientSecret: string;
  /** Origin of the server that gives tokens. @default the vendor's */
  authServerUrl?: string | undefined;
}

/** A CRM's access, opened for one call. Never log it. */
export type IntegrationAccess = { id: string; settings: IntegrationSettings } & (
  | { kind: 'bitrix24'; webhookUrl: string }
  | { kind: 'bitrix24'; application: PortalApplication }
  | { kind: 'amocrmLite'; accountUrl: string; token: string }
  | { kind: 'amocrmFull'; accountUrl: string; clientId: string; clientSecret: string }
  | { kind: 'webhook'; url: string; secret: string }
);

/** What of a CRM that is joined by webhooks is sealed: the address may hold a secret, too. */
export interface WebhookCrmAccess {
  url: string;
  secret: string;
}

interface IntegrationRow {
  id: string;
  kind: IntegrationKind;
  settings: IntegrationSettings;
  secret: string | null;
}

/** @param missing the setting that a person has to fill in */
function notConfigured(missing: 'secret' | 'portalUrl' | 'clientId'): VoronkaError {
  return new VoronkaError('Crm.NotConfigured', 'the integration is not set up', { missing });
}

/** Access of integrations; live by id. */
export class IntegrationAccessStore {
  private readonly kept = new Map<string, { row: Promise<IntegrationRow | null>; untilMs: number }>();

  /**
   * @param keptMs how long a row is kept and a changed address does not count, in ms. @default 0, at once: a person who
   *   has just changed it looks at what comes of it
   */
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
    private readonly keptMs = 0,
  ) {}

  /** @throws VoronkaError `Crm.NotConfigured` when it is unknown or has no credentials */
  async accessOf(integrationId: string): Promise<IntegrationAccess> {
    const row = await this.rowOf(integrationId);
    if (!row || row.secret === null) throw notConfigured('secret');
    const { id, kind, settings } = row;
    const secret = this.secrets.open(row.secret, secretPlace.integration(id));
    if (kind === 'bitrix24' && settings.clientId === undefined) return { id, settings, kind, webhookUrl: secret };
    if (kind === 'webhook') return { id, settings, kind, ...(JSON.parse(secret) as WebhookCrmAccess) };
    if (settings.portalUrl === undefined) throw notConfigured('portalUrl');
    if (kind === 'amocrmLite') return { id, settings, kind, accountUrl: settings.portalUrl, token: secret };
    if (settings.clientId === undefined) throw notConfigured('clientId');
    if (kind === 'bitrix24') {
      const { portalUrl, clientId, authServerUrl } = settings;
      return { id, settings, kind, application: { portalUrl, clientId, clientSecret: secret, authServerUrl } };
    }
    return { id, settings, kind, accountUrl: settings.portalUrl, clientId: settings.clientId, clientSecret: secret };
  }

  private rowOf(integrationId: string): Promise<IntegrationRow | null> {
    const nowMs = performance.now();
    const known = this.kept.get(integrationId);
    if (known && nowMs < known.untilMs) return known.row;
    const row = preparedRow<IntegrationRow>(
      this.database,
      'select id, kind, settings, secret from integrations where id = ?',
      [integrationId],
    );
    this.kept.set(integrationId, { row, untilMs: nowMs + this.keptMs });
    row.catch(() => this.kept.delete(integrationId));
    return row;
  }
}
