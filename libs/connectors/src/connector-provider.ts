import type {
  CrmCardMirror,
  CrmConnectorProvider,
  CrmPort,
  CrmTokenStore,
  LimiterStore,
  WebhookCrmSettings,
} from '@voronka/contracts';
import type { Logger, OutboundClient } from '@voronka/platform';
import { hashToken } from '@voronka/platform';
import { buildAmocrmConnector } from './amocrm/amocrm.connector.ts';
import { applicationAuth } from './amocrm/application-auth.ts';
import type { AmocrmAuth } from './amocrm/auth.ts';
import { longLivedAuth } from './amocrm/auth.ts';
import { AmocrmRestClient } from './amocrm/rest-client.ts';
import type { AmocrmApplication } from './amocrm/token-requests.ts';
import { bitrix24ApplicationAuth } from './bitrix24/application-auth.ts';
import { webhookAuth } from './bitrix24/auth.ts';
import { buildBitrix24Connector } from './bitrix24/bitrix24.connector.ts';
import { Bitrix24RestClient } from './bitrix24/rest-client.ts';
import type { Bitrix24Application } from './bitrix24/token-requests.ts';
import { WebhookCommandClient } from './webhook/command-client.ts';
import { buildWebhookConnector, plainWebhookSettings } from './webhook/webhook.connector.ts';

/** What a connector reaches its CRM with, by the kind of integration. */
export type CrmAccess =
  | { kind: 'bitrix24'; webhookUrl: string }
  | { kind: 'bitrix24'; application: Bitrix24Application }
  | { kind: 'amocrmLite'; accountUrl: string; token: string }
  | ({ kind: 'amocrmFull' } & AmocrmApplication)
  | { kind: 'webhook'; url: string; secret: string };

/** An integration's access, opened for one call. */
export type IntegrationAccess = CrmAccess & { settings: { indexLagMs?: number; webhook?: WebhookCrmSettings } };

/** Opens an integration's access for one call. */
export interface IntegrationAccessReader {
  /** @throws VoronkaError `Crm.NotConfigured` when the integration is unknown or has no credentials */
  accessOf(integrationId: string): Promise<IntegrationAccess>;
}

/** What connectors are built from. */
export interface ConnectorProviderOptions {
  access: IntegrationAccessReader;
  /** Tokens of applications that are installed in a CRM. */
  tokens: CrmTokenStore;
  /** Cards of CRMs that are joined by webhooks. */
  mirror: CrmCardMirror;
  client: OutboundClient;
  limiter: LimiterStore;
  /** One request to a CRM, in ms. @default 10000 */
  timeoutMs?: number;
  /** Gets a line for every call to a CRM. @default none is written */
  logger?: Logger;
  /**
   * For integrations that do not say it themselves, in ms. Receivers of webhooks know our key and need none.
   *
   * @default 75000
   */
  indexLagMs?: number;
}

const defaultTimeoutMs = 10_000;

/** A vendor works on one request for up to 60 s even if nobody waits for it; the rest is for the search index. */
const defaultIndexLagMs = 75_000;

/**
 * Finds the connector of an integration, live by id: the access is read for every use, and a connector is kept only as
 * long as its address and its credentials stay the same.
 */
export function buildConnectorProvider(options: ConnectorProviderOptions): CrmConnectorProvider {
  const kept = new Map<string, { fingerprint: string; connector: CrmPort }>();
  const { client, limiter, timeoutMs = defaultTimeoutMs, logger } = options;
  const transport = { client, limiter, timeoutMs, logger };
  const amocrm = (auth: AmocrmAuth) => new AmocrmRestClient({ auth, ...transport });

  const bitrix24 = (
    integrationId: string,
    access: Extract<CrmAccess, { kind: 'bitrix24' }>,
    indexLagMs: number,
  ): CrmPort => {
    if ('webhookUrl' in access) {
      const auth = webhookAuth(access.webhookUrl);
      return buildBitrix24Connector(new Bitrix24RestClient({ auth, ...transport }), indexLagMs, 'webhook');
    }
    const { application } = access;
    const auth = bitrix24ApplicationAuth({ application, integrationId, tokens: options.tokens, ...transport });
    return buildBitrix24Connector(new Bitrix24RestClient({ auth, ...transport }), indexLagMs, 'application');
  };

  const build = (integrationId: string, access: IntegrationAccess, indexLagMs: number): CrmPort => {
    switch (access.kind) {
      case 'bitrix24':
        return bitrix24(integrationId, access, indexLagMs);
      case 'amocrmLite':
        return buildAmocrmConnector(amocrm(longLivedAuth(access.accountUrl, access.token)), access.kind, indexLagMs);
      case 'amocrmFull': {
        const auth = applicationAuth({ application: access, integrationId, tokens: options.tokens, ...transport });
        return buildAmocrmConnector(amocrm(auth), access.kind, indexLagMs);
      }
      case 'webhook':
        return buildWebhookConnector({
          receiver: new WebhookCommandClient({ url: access.url, secret: access.secret, ...transport }),
          integrationId,
          mirror: options.mirror,
          settings: access.settings.webhook ?? plainWebhookSettings,
          indexLagMs,
        });
    }
  };

  return {
    async forIntegration(integrationId) {
      const access = await options.access.accessOf(integrationId);
      const { settings, ...credentials } = access;
      const usualLagMs = access.kind === 'webhook' ? 0 : (options.indexLagMs ?? defaultIndexLagMs);
      const indexLagMs = settings.indexLagMs ?? usualLagMs;
      const fingerprint = hashToken(JSON.stringify([credentials, settings.webhook, indexLagMs]));
      const known = kept.get(integrationId);
      if (known?.fingerprint === fingerprint) return known.connector;
      const connector = build(integrationId, access, indexLagMs);
      kept.set(integrationId, { fingerprint, connector });
      return connector;
    },
  };
}
