import { createOutboundClient, newStandardWebhookSecret } from '@voronka/platform';
import type { WebhookCrmSettings } from '@voronka/contracts';
import { WebhookCommandClient } from '../webhook/command-client.ts';
import { buildWebhookConnector, plainWebhookSettings } from '../webhook/webhook.connector.ts';
import { timeouts } from './crm-under-test.ts';
import type { CrmOperation, CrmUnderTest } from './crm-under-test.ts';
import { openFaultyRoad } from './faulty-road.ts';
import type { FaultyRoad } from './faulty-road.ts';
import { MemoryLimiter } from './memory-limiter.ts';
import { MemoryMirror } from './memory-mirror.ts';
import { sandboxData } from './own-data.ts';
import { startReceiver } from './receiver-process.ts';
import type { ReceiverProcess } from './receiver-process.ts';

/** The example receiver, with what no receiver can be asked. */
export interface WebhookUnderTest extends CrmUnderTest {
  road: FaultyRoad;
  mirror: MemoryMirror;
  receiver: () => ReceiverProcess;
}

const types: Record<CrmOperation, string> = {
  createContact: 'contact.create',
  changeContact: 'contact.update',
  listContacts: 'contact.find',
  createCard: 'lead.create',
  readCard: 'lead.read',
  listCards: 'lead.find',
  addComment: 'note.create',
  addTask: 'task.create',
};

/** The connector joined to an example receiver of its own. @param options.clock how far ours is ahead, live */
export async function startWebhookReceiver(
  options: { indexLagMs?: number; settings?: Partial<WebhookCrmSettings>; clock?: { aheadMs: number } } = {},
): Promise<WebhookUnderTest> {
  const secret = newStandardWebhookSecret();
  const road = await openFaultyRoad();
  let receiver = await startReceiver({ secret });
  road.leadTo(receiver.commands);
  const client = createOutboundClient({ allowHosts: [road.hostPort, new URL(receiver.page).host] });
  const limiter = new MemoryLimiter();
  const mirror = new MemoryMirror();
  const commands = (url: string, timeoutMs: number = timeouts.patient) =>
    new WebhookCommandClient({
      url,
      secret,
      client,
      limiter,
      timeoutMs,
      now: () => Date.now() + (options.clock?.aheadMs ?? 0),
    });
  const byHand = { correlationId: 'hand', lane: 'bulk' } as const;
  const stages = { first: 'new', later: 'contacted', lost: 'lost' };
  let made = 0;
  const connectorOver = (over: WebhookCommandClient) =>
    buildWebhookConnector({
      receiver: over,
      integrationId: 'i',
      mirror,
      settings: { ...plainWebhookSettings, ...options.settings },
      indexLagMs: options.indexLagMs ?? 0,
    });
  return {
    crm: connectorOver(commands(road.url)),
    impatient: connectorOver(commands(road.url, timeouts.impatient)),
    own: sandboxData,
    road,
    mirror,
    receiver: () => receiver,
    known: { statuses: { lead: stages, deal: stages }, otherFunnel: 'again', manager: '5', otherManager: '7' },
    searchCatchesUp: () => Promise.resolve(),
    async reset() {
      limiter.reset();
      mirror.reset();
      road.reset();
      const port = Number(new URL(receiver.page).port);
      await receiver.stop();
      receiver = await startReceiver({ secret, port });
    },
    async fail(fault, operation) {
      road.order(fault, types[operation]);
    },
    async addContactByHand({ name, surname = '', phones, emails }) {
      made += 1;
      const fields = { name: `${name} ${surname}`.trim(), phone: phones, email: emails };
      const of = { noun: 'hand', key: String(made) };
      return (await commands(receiver.commands).make('contact.create', of, { fields }, byHand)).id;
    },
    async moveByHand({ id }, stage) {
      await receiver.change(id, { stage });
    },
    async calls() {
      return [...road.carriedOut];
    },
    async count() {
      const { contacts, leads, notes, tasks } = await receiver.state();
      const sizeOf = (rows: object) => Object.keys(rows).length;
      return {
        contacts: sizeOf(contacts),
        leads: sizeOf(leads),
        deals: 0,
        comments: sizeOf(notes),
        tasks: sizeOf(tasks),
      };
    },
    async commentsOf({ id }) {
      return Object.values((await receiver.state()).notes).flatMap((note) => (note.lead === id ? [note.text] : []));
    },
    async tasksOf({ kind, id }) {
      return Object.values((await receiver.state()).tasks)
        .filter(({ of, owner }) => of === kind && owner === id)
        .map(({ text, deadlineAt, responsible }) => ({ text, deadlineAt, responsibleId: responsible ?? '' }));
    },
    async stop() {
      await client.close();
      await road.stop();
      await receiver.stop();
    },
  };
}
