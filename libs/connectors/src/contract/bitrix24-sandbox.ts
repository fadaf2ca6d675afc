import type { CrmCardKind } from '@voronka/contracts';
import { createOutboundClient } from '@voronka/platform';
import { bitrix24ApplicationAuth } from '../bitrix24/application-auth.ts';
import type { Bitrix24Auth } from '../bitrix24/auth.ts';
import { webhookAuth } from '../bitrix24/auth.ts';
import { buildBitrix24Connector } from '../bitrix24/bitrix24.connector.ts';
import { Bitrix24RestClient } from '../bitrix24/rest-client.ts';
import { searchLagMs, timeouts } from './crm-under-test.ts';
import type { CrmFault, CrmOperation, CrmUnderTest } from './crm-under-test.ts';
import { MemoryLimiter } from './memory-limiter.ts';
import { MemoryTokens } from './memory-tokens.ts';
import { sandboxData } from './own-data.ts';
import { startSandboxProcess } from './sandbox-process.ts';
import type { Bitrix24Line, SandboxProcess } from './sandbox-process.ts';

/** The vendor under test, with the sandbox behind it for what no vendor can be asked. */
export interface Bitrix24UnderTest extends CrmUnderTest {
  sandbox: SandboxProcess;
  /** Tokens of the application; empty while a webhook lets us in. */
  tokens: MemoryTokens;
}

const faultKinds: Record<CrmFault, string> = {
  answerLost: 'dropAfterWrite',
  requestLost: 'dropBefore',
  errorAfterWrite: 'error500AfterWrite',
  pageInsteadOfJson: 'html502',
  silence: 'hang',
  unauthorized: 'status401',
  longBan: 'status429',
  tooManyRequests: 'status503',
  tornLetter: 'splitUtf8',
  searchLag: 'searchLag',
  filterIgnored: 'filterIgnored',
};

const methods: Record<CrmOperation, (kind: CrmCardKind) => string> = {
  createContact: () => 'crm.contact.add',
  changeContact: () => 'crm.contact.update',
  listContacts: () => 'crm.contact.list',
  createCard: (kind) => `crm.${kind}.add`,
  readCard: (kind) => `crm.${kind}.get`,
  listCards: (kind) => `crm.${kind}.list`,
  addComment: () => 'crm.timeline.comment.add',
  addTask: () => 'crm.activity.todo.add',
};

const typeIds = { lead: 1, deal: 2, contact: 3 };

interface PortalState {
  leads: unknown[];
  deals: unknown[];
  contacts: unknown[];
  comments: { entityTypeId: number; ownerId: number; text: string }[];
  todos: {
    ownerTypeId: number;
    ownerId: number;
    description: string;
    deadlineMs: number;
    responsibleId: number;
  }[];
}

/** Tokens as the sandbox tells them when it is ready, as if a person had just allowed the application. */
function givenTokens({ accessToken, refreshToken, memberId, clientEndpoint: endpoint }: Bitrix24Line): MemoryTokens {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  return new MemoryTokens({
    accessToken,
    refreshToken,
    redirectUri: 'http://127.0.0.1/back',
    expiresAt,
    portal: { memberId, endpoint },
  });
}

/**
 * The connector joined to a sandbox of its own.
 *
 * @param options.way what lets it in. @default 'webhook'. An application's token ends with every reset
 */
export async function startBitrix24Sandbox(
  options: { indexLagMs?: number; way?: 'webhook' | 'application' } = {},
): Promise<Bitrix24UnderTest> {
  const { way = 'webhook', indexLagMs = 1500 } = options;
  const sandbox = await startSandboxProcess();
  const client = createOutboundClient({ allowHosts: [sandbox.hostPort] });
  const limiter = new MemoryLimiter();
  const tokens = way === 'application' ? givenTokens(sandbox.bitrix24) : new MemoryTokens(null);
  const { clientId, clientSecret, clientEndpoint } = sandbox.bitrix24;
  const { origin } = new URL(clientEndpoint);
  const auth: Bitrix24Auth =
    way === 'webhook'
      ? webhookAuth(sandbox.webhookUrl)
      : bitrix24ApplicationAuth({
          application: { portalUrl: origin, clientId, clientSecret, authServerUrl: origin },
          integrationId: 'i',
          tokens,
          client,
          timeoutMs: timeouts.patient,
        });
  const restWith = (timeoutMs: number) => new Bitrix24RestClient({ auth, client, limiter, timeoutMs });
  const rest = restWith(timeouts.patient);
  const state = async () => (await sandbox.control('GET', 'state')) as unknown as PortalState;
  return {
    own: sandboxData,
    sandbox,
    tokens,
    crm: buildBitrix24Connector(rest, indexLagMs, way),
    impatient: buildBitrix24Connector(restWith(timeouts.impatient), indexLagMs, way),
    known: {
      statuses: {
        lead: { first: 'NEW', later: 'UC_CONTACT', lost: 'JUNK' },
        deal: { first: 'C5:NEW', later: 'C5:EXECUTING', lost: 'C5:LOSE' },
      },
      otherFunnel: 'PREPARATION',
      manager: '5',
      otherManager: '7',
    },
    async searchCatchesUp() {
      await sandbox.control('POST', 'clock', { shiftMs: searchLagMs });
    },
    async reset() {
      limiter.reset();
      if (way === 'application') {
        await sandbox.control('POST', 'expire-tokens');
        await rest.read('profile', {}, { correlationId: 'reset', lane: 'bulk' });
      }
      await sandbox.control('POST', 'reset');
    },
    async fail(fault, operation, kind = 'lead') {
      const order = { kind: faultKinds[fault], method: methods[operation](kind), delayMs: searchLagMs };
      await sandbox.control('POST', 'faults', order);
    },
    async addContactByHand({ name, surname = '', phones, emails }) {
      const values = (list: string[]) => list.map((value) => ({ VALUE: value, VALUE_TYPE: 'WORK' }));
      const fields = { NAME: name, LAST_NAME: surname, PHONE: values(phones), EMAIL: values(emails) };
      const id = await rest.write('crm.contact.add', { fields }, { correlationId: 'hand', lane: 'bulk' });
      return typeof id === 'number' ? String(id) : '';
    },
    async moveByHand({ kind, id }, statusId) {
      const field = kind === 'lead' ? 'STATUS_ID' : 'STAGE_ID';
      const params = { id, fields: { [field]: statusId } };
      await rest.write(`crm.${kind}.update`, params, { correlationId: 'hand', lane: 'bulk' });
    },
    async calls() {
      const { calls } = await sandbox.control('GET', 'calls');
      return (calls as { method: string; via: string; executed: boolean }[])
        .filter(({ executed, via }) => executed && via !== 'oauth')
        .map(({ method }) => method);
    },
    async count() {
      const { leads, deals, contacts, comments, todos } = await state();
      return {
        leads: leads.length,
        deals: deals.length,
        contacts: contacts.length,
        comments: comments.length,
        tasks: todos.length,
      };
    },
    async commentsOf({ kind, id }) {
      return (await state()).comments
        .filter((row) => row.entityTypeId === typeIds[kind] && String(row.ownerId) === id)
        .map((row) => row.text);
    },
    async tasksOf({ kind, id }) {
      return (await state()).todos
        .filter((row) => row.ownerTypeId === typeIds[kind] && String(row.ownerId) === id)
        .map((row) => ({
          text: row.description,
          deadlineAt: new Date(row.deadlineMs).toISOString(),
          responsibleId: String(row.responsibleId),
        }));
    },
    async stop() {
      await client.close();
      await sandbox.stop();
    },
  };
}
