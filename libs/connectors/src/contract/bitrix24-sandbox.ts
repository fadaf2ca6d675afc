import { createOutboundClient } from '@voronka/platform';
import { webhookAuth } from '../bitrix24/auth.ts';
import { Bitrix24Connector } from '../bitrix24/bitrix24.connector.ts';
import { Bitrix24RestClient } from '../bitrix24/rest-client.ts';
import type { CrmFault, CrmOperation, CrmUnderTest } from './crm-under-test.ts';
import { MemoryLimiter } from './memory-limiter.ts';
import { startSandboxProcess } from './sandbox-process.ts';

const faultKinds: Record<CrmFault, string> = {
  answerLost: 'dropAfterWrite',
  requestLost: 'dropBefore',
  errorAfterWrite: 'error500AfterWrite',
  pageInsteadOfJson: 'html502',
  silence: 'hang',
  unauthorized: 'status401',
  tooLongAtWork: 'status429',
  tooManyRequests: 'status503',
  tornLetter: 'splitUtf8',
  searchLag: 'searchLag',
};

const methods: Record<CrmOperation, string> = {
  createContact: 'crm.contact.add',
  createLead: 'crm.lead.add',
  changeLead: 'crm.lead.update',
  readLead: 'crm.lead.get',
  addComment: 'crm.timeline.comment.add',
};

interface PortalState {
  leads: unknown[];
  contacts: unknown[];
  comments: { ownerId: number; text: string }[];
}

const searchLagMs = 600;

/** The connector joined to a sandbox of its own. */
export async function startBitrix24Sandbox(options: { indexLagMs?: number } = {}): Promise<CrmUnderTest> {
  const sandbox = await startSandboxProcess();
  const client = createOutboundClient({ allowHosts: [sandbox.hostPort] });
  const limiter = new MemoryLimiter();
  const auth = webhookAuth(sandbox.webhookUrl);
  const rest = new Bitrix24RestClient({ auth, client, limiter, timeoutMs: 800 });
  const state = async () => (await sandbox.control('GET', 'state')) as unknown as PortalState;
  return {
    crm: new Bitrix24Connector(rest, options.indexLagMs ?? 1500),
    known: { firstStatus: 'NEW', laterStatus: 'UC_CONTACT', lostStatus: 'JUNK', manager: '5', otherManager: '7' },
    searchLagMs,
    async reset() {
      limiter.reset();
      await sandbox.control('POST', 'reset');
    },
    async fail(fault, operation, times = 1) {
      const order = { kind: faultKinds[fault], method: methods[operation], times, delayMs: searchLagMs };
      await sandbox.control('POST', 'faults', order);
    },
    async addContactByHand({ name, phones, emails }) {
      const values = (list: string[]) => list.map((value) => ({ VALUE: value, VALUE_TYPE: 'WORK' }));
      const fields = { NAME: name, PHONE: values(phones), EMAIL: values(emails) };
      const id = await rest.write('crm.contact.add', { fields }, { correlationId: 'hand', lane: 'bulk' });
      return typeof id === 'number' ? String(id) : '';
    },
    async count() {
      const { leads, contacts, comments } = await state();
      return { leads: leads.length, contacts: contacts.length, comments: comments.length };
    },
    async commentsOf(leadId) {
      return (await state()).comments.filter((row) => String(row.ownerId) === leadId).map((row) => row.text);
    },
    async stop() {
      await client.close();
      await sandbox.stop();
    },
  };
}
