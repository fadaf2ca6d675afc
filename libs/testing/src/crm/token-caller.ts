/**
 * A program that calls a CRM with stored tokens, as a worker does: for tests about several processes. Each line on its standard
 * input is a number of calls to make at once; it answers with a line of their outcomes. Its log goes to standard error.
 */
import { createInterface } from 'node:readline';
import { buildConnectorProvider } from '@voronka/connectors';
import { VoronkaError } from '@voronka/contracts';
import {
  IntegrationAccessStore,
  openDatabase,
  PostgresCardMirrorStore,
  PostgresCrmTokenStore,
  PostgresLimiterStore,
} from '@voronka/persistence';
import { createKeyring, createLogger, createOutboundClient, createSecretBox } from '@voronka/platform';
import type { OutboundClient } from '@voronka/platform';
import type { TokenCallerSettings } from './token-caller-process.ts';

const settings = JSON.parse(process.env.TOKEN_CALLER ?? '{}') as TokenCallerSettings;
const database = await openDatabase(settings.databaseUrl, 4);
const secrets = createSecretBox(createKeyring(settings.secretKey));
const outbound = createOutboundClient({ allowHosts: [settings.hostPort] });
const provider = buildConnectorProvider({
  access: new IntegrationAccessStore(database, secrets),
  tokens: new PostgresCrmTokenStore(database, secrets),
  mirror: new PostgresCardMirrorStore(database),
  client: settings.diesAfterRefresh ? dyingAfterRefresh(outbound) : outbound,
  limiter: new PostgresLimiterStore(database),
  logger: createLogger({
    service: 'token-caller',
    level: 'debug',
    destination: { write: (line: string) => void process.stderr.write(line) },
  }),
});

/** Ends the process when the vendor has answered with new tokens, and before anybody has seen them. */
function dyingAfterRefresh(client: OutboundClient): OutboundClient {
  return {
    async request(request) {
      const response = await client.request(request);
      if (request.url.endsWith('/oauth/token/')) process.kill(process.pid, 'SIGKILL');
      return response;
    },
    close: () => client.close(),
  };
}

async function call(): Promise<string> {
  try {
    const crm = await provider.forIntegration(settings.integrationId);
    await crm.listStages('lead', { correlationId: 'caller', lane: 'interactive' });
    return 'ok';
  } catch (error) {
    return error instanceof VoronkaError ? error.code : String(error);
  }
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const outcomes = await Promise.all(Array.from({ length: Number(line) }, call));
  process.stdout.write(`${JSON.stringify(outcomes)}\n`);
}
await outbound.close();
await database.close();
