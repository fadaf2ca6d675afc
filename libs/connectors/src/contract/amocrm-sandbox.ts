import type { CrmPort } from '@voronka/contracts';
import { createOutboundClient } from '@voronka/platform';
import { buildAmocrmConnector } from '../amocrm/amocrm.connector.ts';
import { longLivedAuth } from '../amocrm/auth.ts';
import { AmocrmRestClient } from '../amocrm/rest-client.ts';
import { searchLagMs, timeouts } from './crm-under-test.ts';
import type { CrmFault, CrmOperation, CrmUnderTest } from './crm-under-test.ts';
import { MemoryLimiter } from './memory-limiter.ts';
import { sandboxData } from './own-data.ts';
import { startSandboxProcess } from './sandbox-process.ts';
import type { SandboxProcess } from './sandbox-process.ts';

/** The vendor under test, with the sandbox behind it for what no vendor can be asked. */
export interface AmocrmUnderTest extends CrmUnderTest {
  sandbox: SandboxProcess;
  /** The same connector with another token. */
  crmWith(token: string): CrmPort;
}

const faultKinds: Record<Exclude<CrmFault, 'longBan'>, string> = {
  answerLost: 'dropAfterWrite',
  requestLost: 'dropBefore',
  errorAfterWrite: 'error500AfterWrite',
  pageInsteadOfJson: 'html502',
  silence: 'hang',
  unauthorized: 'status401',
  tooManyRequests: 'status429',
  tornLetter: 'splitUtf8',
  searchLag: 'searchLag',
  filterIgnored: 'filterIgnored',
};

const methods: Record<CrmOperation, string> = {
  createContact: 'POST /api/v4/contacts',
  changeContact: 'PATCH /api/v4/contacts/*',
  listContacts: 'GET /api/v4/contacts',
  createCard: 'POST /api/v4/leads/complex',
  readCard: 'GET /api/v4/leads/*',
  listCards: 'GET /api/v4/leads',
  addComment: 'POST /api/v4/leads/*/notes',
  addTask: 'POST /api/v4/tasks',
};

const entityNames = { lead: 'leads', deal: 'leads', contact: 'contacts' } as const;

interface AccountState {
  leads: unknown[];
  contacts: unknown[];
  notes: { entity: string; entityId: number; params: { text?: string } }[];
  tasks: { entity: string; entityId: number; text: string; completeTill: number; responsibleUserId: number }[];
  pipelines: { id: number; sort: number; statuses: { id: number; type: number; sort: number }[] }[];
}

/** Stages of the first pipeline, and one of the second. */
function stagesOf({ pipelines }: AccountState) {
  const [first, second] = [...pipelines].sort((a, b) => a.sort - b.sort);
  const open = (pipeline: (typeof pipelines)[number] | undefined) =>
    (pipeline?.statuses ?? [])
      .filter(({ id, type }) => type === 0 && id !== 142 && id !== 143)
      .sort((a, b) => a.sort - b.sort)
      .map(({ id }) => `${pipeline?.id}:${id}`);
  const [one = '', other = ''] = open(first);
  return { statuses: { first: one, later: other, lost: `${first?.id}:143` }, otherFunnel: open(second)[0] ?? '' };
}

/** A connector of this kind joined to a sandbox of its own. */
export async function startAmocrmSandbox(
  kind: 'amocrmLite' | 'amocrmFull',
  options: { indexLagMs?: number } = {},
): Promise<AmocrmUnderTest> {
  const sandbox = await startSandboxProcess();
  const client = createOutboundClient({ allowHosts: [sandbox.hostPort] });
  const limiter = new MemoryLimiter();
  const { baseUrl, longLivedToken } = sandbox.amocrm;
  const restWith = (token: string, timeoutMs: number = timeouts.patient) =>
    new AmocrmRestClient({ auth: longLivedAuth(baseUrl, token), client, limiter, timeoutMs });
  const rest = restWith(longLivedToken);
  const impatientRest = restWith(longLivedToken, timeouts.impatient);
  const byHand = { correlationId: 'hand', lane: 'bulk' } as const;
  const control = (method: 'GET' | 'POST', path: string, body?: object) =>
    sandbox.control(method, `amocrm/${path}`, body);
  const state = async () => (await control('GET', 'state')) as unknown as AccountState;
  const known = async () => {
    const { statuses, otherFunnel } = stagesOf(await state());
    return {
      statuses: { lead: statuses, deal: statuses },
      otherFunnel,
      manager: '9000005',
      otherManager: '9000007',
    };
  };
  const connect = (over = rest) => buildAmocrmConnector(over, kind, options.indexLagMs ?? 1500);
  const under: AmocrmUnderTest = {
    own: sandboxData,
    sandbox,
    crm: connect(),
    impatient: connect(impatientRest),
    crmWith: (token) => connect(restWith(token)),
    known: await known(),
    async searchCatchesUp() {
      await sandbox.control('POST', 'clock', { shiftMs: searchLagMs });
    },
    async reset() {
      limiter.reset();
      await sandbox.control('POST', 'reset');
      // A reset gives the account other fields and statuses; a connector remembers them for as long as it lives.
      under.crm = connect();
      under.impatient = connect(impatientRest);
      under.known = await known();
    },
    async fail(fault, operation) {
      if (fault === 'longBan') {
        await control('POST', 'limits', { enabled: true, violationsBeforeBlock: 0 });
        return;
      }
      await control('POST', 'faults', { kind: faultKinds[fault], method: methods[operation], delayMs: searchLagMs });
    },
    async addContactByHand({ name, surname = '', phones, emails }) {
      const values = (list: string[]) => list.map((value) => ({ value, enum_code: 'WORK' }));
      const contact = {
        first_name: name,
        last_name: surname,
        custom_fields_values: [
          ...(phones.length > 0 ? [{ field_code: 'PHONE', values: values(phones) }] : []),
          ...(emails.length > 0 ? [{ field_code: 'EMAIL', values: values(emails) }] : []),
        ],
      };
      const answer = (await rest.write('POST', 'contacts', [contact], byHand)) as {
        _embedded: { contacts: { id: number }[] };
      };
      return String(answer._embedded.contacts[0]?.id);
    },
    async moveByHand({ id }, statusId) {
      const [pipeline, status] = statusId.split(':').map(Number);
      await rest.write('PATCH', `leads/${id}`, { pipeline_id: pipeline, status_id: status }, byHand);
    },
    async calls() {
      const { calls } = await control('GET', 'calls');
      return (calls as { method: string; executed: boolean }[])
        .filter(({ executed }) => executed)
        .map(({ method }) => method);
    },
    async count() {
      const { leads, contacts, notes, tasks } = await state();
      return {
        contacts: contacts.length,
        leads: leads.length,
        deals: 0,
        comments: notes.length,
        tasks: tasks.length,
      };
    },
    async commentsOf({ kind: cardKind, id }) {
      return (await state()).notes
        .filter((note) => note.entity === entityNames[cardKind] && String(note.entityId) === id)
        .map(({ params }) => params.text ?? '');
    },
    async tasksOf({ kind: owner, id }) {
      return (await state()).tasks
        .filter((task) => task.entity === entityNames[owner] && String(task.entityId) === id)
        .map((task) => ({
          text: task.text,
          deadlineAt: new Date(task.completeTill * 1000).toISOString(),
          responsibleId: String(task.responsibleUserId),
        }));
    },
    async stop() {
      await client.close();
      await sandbox.stop();
    },
  };
  return under;
}
