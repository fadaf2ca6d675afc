export { webhookAuth } from './bitrix24/auth.ts';
export type { Bitrix24Auth } from './bitrix24/auth.ts';
export { buildBitrix24Connector } from './bitrix24/bitrix24.connector.ts';
export { Bitrix24RestClient } from './bitrix24/rest-client.ts';
export { buildConnectorProvider } from './connector-provider.ts';
export type { ConnectorProviderOptions, IntegrationAccessReader } from './connector-provider.ts';
