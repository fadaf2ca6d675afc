import { randomBytes, randomUUID } from 'node:crypto';
import type { Barrier, TurnMaterial } from '@voronka/contracts';
import { decide } from '@voronka/domain';
import type { Decision } from '@voronka/domain';
import {
  Channel,
  InboxStore,
  openDatabase,
  OwnershipStore,
  PostgresOutboxStore,
  PostgresStepStore,
  PostgresTurnStore,
  seedDatabase,
} from '@voronka/persistence';
import type { AcceptedMessage, ChannelRow, Database } from '@voronka/persistence';
import { createKeyring, createSecretBox } from '@voronka/platform';
import { createDateParser, createEvaluator, createPhoneParser } from '@voronka/rules-engine';
import { createTestDatabase } from '../test-database.ts';

const noBarrier: Barrier = () => Promise.resolve();
const leaseMs = 300;

/** The demo workspace in a database of its own, with the stores over it; no other process. */
export interface DemoWorld {
  database: Database & { close(): Promise<void> };
  appUrl: string;
  ownerUrl: string;
  workspaceId: string;
  managerId: string;
  channel: ChannelRow;
  inbox: InboxStore;
  ownership: OwnershipStore;
  turns: PostgresTurnStore;
  steps: PostgresStepStore;
  outbox: PostgresOutboxStore;
  /** How long the outbox's leases last, in ms. */
  leaseMs: number;
  /** A client writes. @param chatKey whose chat @param id the channel's id of the message */
  write(chatKey: string, text: string, id?: string): Promise<AcceptedMessage>;
  /** The real core. */
  decideTurn: (material: TurnMaterial) => Promise<Decision>;
  rows<Row extends object>(sql: string, params?: unknown[]): Promise<Row[]>;
  destroy(): Promise<void>;
}

/** Makes it. Takes about a second. */
export async function createDemoWorld(): Promise<DemoWorld> {
  const urls = await createTestDatabase();
  const database = await openDatabase(urls.appUrl, 30);
  const keyring = createKeyring(randomBytes(32).toString('hex'));
  await seedDatabase(database, {
    kind: 'demo',
    secretBox: createSecretBox(keyring),
    sandbox: { webhookUrl: 'http://127.0.0.1:9/rest/1/secret/' },
    demoAccounts: true,
    announce: () => undefined,
  });
  const channel = await database.em.fork().findOneOrFail(Channel, { kind: 'widget' });
  const rows = <Row extends object>(sql: string, params: unknown[] = []) =>
    database.em.fork().execute<Row[]>(sql, params, 'all');
  const [manager] = await rows<{ id: string }>(`select id from users where role = 'manager' limit 1`);
  if (!manager) throw new Error('the demo has no manager');
  const evaluate = createEvaluator();
  const parsers = { parsePhone: createPhoneParser(), parseDate: createDateParser() };
  const inbox = new InboxStore(database, noBarrier);
  return {
    database,
    appUrl: urls.appUrl,
    ownerUrl: urls.ownerUrl,
    workspaceId: channel.workspaceId,
    managerId: manager.id,
    channel,
    inbox,
    ownership: new OwnershipStore(database, noBarrier),
    turns: new PostgresTurnStore(database, noBarrier),
    steps: new PostgresStepStore(database, noBarrier),
    outbox: new PostgresOutboxStore(database, leaseMs),
    leaseMs,
    write: (chatKey, text, id = randomUUID()) =>
      inbox.acceptClientMessage({ channel, chatKey, updateId: id, messageId: id, text, correlationId: 'test' }),
    decideTurn: ({ bundle, state, event, context }) => decide(bundle, state, event, { evaluate, ...parsers, context }),
    rows,
    async destroy() {
      await database.close();
      await urls.drop();
    },
  };
}
