import { buildConnectorProvider } from '@voronka/connectors';

export const provider = buildConnectorProvider;
