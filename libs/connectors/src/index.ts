export { buildAmocrmConnector } from './amocrm/amocrm.connector.ts';
export { longLivedAuth } from './amocrm/auth.ts';
export type { AmocrmAuth } from './amocrm/auth.ts';
export { applicationAuth } from './amocrm/application-auth.ts';
export { AmocrmRestClient, amocrmLimits } from './amocrm/rest-client.ts';
export { requestTokens } from './amocrm/token-requests.ts';
export type { AmocrmApplication, TokenGrant, TokenTransport } from './amocrm/token-requests.ts';
export { bitrix24ApplicationAuth } from './bitrix24/application-auth.ts';
export { webhookAuth } from './bitrix24/auth.ts';
export type { Bitrix24Access, Bitrix24Auth } from './bitrix24/auth.ts';
export { buildBitrix24Connector } from './bitrix24/bitrix24.connector.ts';
export { bitrix24Limit, Bitrix24RestClient } from './bitrix24/rest-client.ts';
export { bitrix24AuthServer, requestBitrix24Tokens } from './bitrix24/token-requests.ts';
export type { Bitrix24Application, Bitrix24Grant } from './bitrix24/token-requests.ts';
export { buildConnectorProvider } from './connector-provider.ts';
export type {
  ConnectorProviderOptions,
  CrmAccess,
  IntegrationAccess,
  IntegrationAccessReader,
} from './connector-provider.ts';
export { readFlatForm } from './hooks/flat-form.ts';
export type { FlatForm } from './hooks/flat-form.ts';
export { hookReaderOf } from './hooks/hook-reader.ts';
export type { HookReader, HookReading } from './hooks/hook-reader.ts';
export { WebhookCommandClient } from './webhook/command-client.ts';
export { buildWebhookConnector, plainWebhookSettings } from './webhook/webhook.connector.ts';
