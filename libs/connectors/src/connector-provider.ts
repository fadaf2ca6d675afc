import type { CrmConnectorProvider, CrmPort, LimiterStore } from '@voronka/contracts';
import type { Logger, OutboundClient } from '@voronka/platform';
import { hashToken } from '@voronka/platform';
import { webhookAuth } from './bitrix24/auth.ts';
import { buildBitrix24Connector } from './bitrix24/bitrix24.connector.ts';
import { Bitrix24RestClient } from './bitrix24/rest-client.ts';

/** Opens an integration's access for one call. */
export interface IntegrationAccessReader {
  /** @throws VoronkaError `Crm.NotConfigured` when the integration is unknown or has no credentials */
  accessOf(integrationId: string): Promise<{
    kind: 'bitrix24';
    webhookUrl: string;
    settings: { indexLagMs?: number };
  }>;
}

/** What connectors are built from. */
export interface ConnectorProviderOptions {
  access: IntegrationAccessReader;
  client: OutboundClient;
  limiter: LimiterStore;
  /** One request to a CRM, in ms. @default 10000 */
  timeoutMs?: number;
  /** Gets a line for every call to a CRM. @default none is written */
  logger?: Logger;
  /** For integrations that do not say it themselves, in ms. @default 75000 */
  indexLagMs?: number;
}

const defaultTimeoutMs = 10_000;

/** The vendor works on one request for up to 60 s even if nobody waits for it; the rest is for the search index. */
const defaultIndexLagMs = 75_000;

/**
 * Finds the connector of an integration, live by id: the access is read for every use, and a connector is kept only as
 * long as its address stays the same.
 */
export function buildConnectorProvider(options: ConnectorProviderOptions): CrmConnectorProvider {
  const kept = new Map<string, { fingerprint: string; connector: CrmPort }>();
  return {
    async forIntegration(integrationId) {
      const access = await options.access.accessOf(integrationId);
      const indexLagMs = access.settings.indexLagMs ?? options.indexLagMs ?? defaultIndexLagMs;
      const fingerprint = hashToken(`${access.webhookUrl} ${indexLagMs}`);
      const known = kept.get(integrationId);
      if (known?.fingerprint === fingerprint) return known.connector;
      const rest = new Bitrix24RestClient({
        auth: webhookAuth(access.webhookUrl),
        client: options.client,
        limiter: options.limiter,
        timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
        logger: options.logger,
      });
      const connector = buildBitrix24Connector(rest, indexLagMs);
      kept.set(integrationId, { fingerprint, connector });
      return connector;
    },
  };
}
