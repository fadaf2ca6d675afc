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

/** A CRM's access, opened for one call. Never log it. */
export interface IntegrationAccess {
  id: string;
  kind: IntegrationKind;
  settings: IntegrationSettings;
  /** Bitrix24: the address of its incoming webhook, which is a secret as a whole. */
  webhookUrl: string;
}

/** Access of integrations; live by id, so that a changed address counts at once. */
export class IntegrationAccessStore {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
  ) {}

  /** @throws VoronkaError `Crm.NotConfigured` when it is unknown or has no credentials */
  async accessOf(integrationId: string): Promise<IntegrationAccess> {
    const row = await preparedRow<{
      id: string;
      kind: IntegrationKind;
      settings: IntegrationSettings;
      secret: string | null;
    }>(this.database, 'select id, kind, settings, secret from integrations where id = ?', [integrationId]);
    if (!row || row.secret === null) throw new VoronkaError('Crm.NotConfigured', 'the integration has no credentials');
    return {
      id: row.id,
      kind: row.kind,
      settings: row.settings,
      webhookUrl: this.secrets.open(row.secret, secretPlace.integration(row.id)),
    };
  }
}
