import type { CrmContact, CrmLead, CrmPort, NewCrmContact, NewCrmLead } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { VirtualTime } from './virtual-time.ts';

/** What becomes of one write at {@link FakeCrm}. */
export type WriteFate = 'done' | 'lostAnswer' | 'lostRequest' | 'rateLimited' | 'rejected';

interface Stored<T> {
  entity: T;
  externalKey: string | null;
  /** From when search and lists show it. */
  visibleAt: number;
}

/**
 * A CRM as bad as a real one may be: answers get lost after the write, a write is executed late, search lags behind.
 * Only what the find-or-create protocol uses is implemented; any other call fails the test.
 */
export class FakeCrm {
  readonly contacts: Stored<CrmContact>[] = [];
  readonly leads: Stored<CrmLead>[] = [];
  /** Calls in order, for claims about what was and was not asked. */
  readonly calls: string[] = [];
  readonly indexLagMs = 4000;
  #ids = 0;

  constructor(
    private readonly time: VirtualTime,
    /** Fates of the writes in order; afterwards every write is done. */
    private readonly fates: WriteFate[] = [],
    private readonly latencyMs = 100,
  ) {}

  /** Puts a contact there as if a person had made it long ago. */
  addContact(contact: Partial<CrmContact>): string {
    return this.#store(this.contacts, { name: '', phones: [], emails: [], updatedAt: null, ...contact }, null, 0);
  }

  /** Puts a lead there as if a person had made it long ago. */
  addLead(lead: Partial<CrmLead>): string {
    return this.#store(this.leads, { ...emptyLead, ...lead }, null, 0);
  }

  /** The port, with every call that is not planned failing loudly. */
  port(): CrmPort {
    const planned: Partial<CrmPort> = {
      vendor: 'bitrix24',
      indexLagMs: this.indexLagMs,
      findContacts: ({ phone, email }) =>
        this.#read('findContacts', () =>
          this.#visible(this.contacts).filter(
            (contact) =>
              (phone !== null && contact.phones.includes(phone)) || (email !== null && contact.emails.includes(email)),
          ),
        ),
      getContact: (id) => this.#read('getContact', () => this.#byId(this.contacts, id)),
      findContactByExternalKey: (key) => this.#read('findContactByExternalKey', () => this.#byKey(this.contacts, key)),
      createContact: (contact) => this.#create('createContact', this.contacts, contact.externalKey, toContact(contact)),
      completeContact: (id, data) =>
        this.#read('completeContact', () => {
          const contact = this.#byId(this.contacts, id);
          const added = data.email !== null && contact?.emails.length === 0 ? ['email'] : [];
          if (contact && added.length > 0 && data.email !== null) contact.emails.push(data.email);
          return added;
        }),
      getLead: (id) => this.#read('getLead', () => this.#byId(this.leads, id)),
      findLeadByExternalKey: (key) => this.#read('findLeadByExternalKey', () => this.#byKey(this.leads, key)),
      findOpenLeads: (contactId) =>
        this.#read('findOpenLeads', () =>
          this.#visible(this.leads)
            .filter((lead) => lead.contactId === contactId && lead.semantics === 'open')
            .reverse(),
        ),
      createLead: (lead) => this.#create('createLead', this.leads, lead.externalKey, toLead(lead)),
    };
    return new Proxy(planned as CrmPort, {
      get: (port, name) => {
        if (name in port) return Reflect.get(port, name) as unknown;
        throw new Error(`FakeCrm: unplanned call of ${String(name)}`);
      },
    });
  }

  #store<T extends { id: string }>(
    table: Stored<T>[],
    data: Omit<T, 'id'>,
    externalKey: string | null,
    visibleAt: number,
  ) {
    const id = String(++this.#ids);
    table.push({ entity: { ...data, id } as T, externalKey, visibleAt });
    return id;
  }

  async #read<T>(call: string, read: () => T): Promise<T> {
    this.calls.push(call);
    await this.time.sleep(this.latencyMs);
    return read();
  }

  async #create<T extends { id: string }>(
    call: string,
    table: Stored<T>[],
    externalKey: string,
    data: Omit<T, 'id'>,
  ): Promise<string> {
    this.calls.push(call);
    const fate = this.fates.shift() ?? 'done';
    await this.time.sleep(this.latencyMs);
    if (fate === 'rateLimited') throw new VoronkaError('Crm.RateLimited', 'fake', { retryAfterMs: 500 });
    if (fate === 'rejected') throw new VoronkaError('Crm.Rejected', 'fake');
    const halfLagMs = this.indexLagMs / 2;
    if (fate === 'lostAnswer') {
      // The server goes on working after the client has given up.
      void this.time
        .sleep(halfLagMs - 1)
        .then(() => this.#store(table, data, externalKey, this.time.now() + halfLagMs));
    }
    if (fate !== 'done') throw new VoronkaError('Crm.Ambiguous', 'fake');
    return this.#store(table, data, externalKey, this.time.now() + halfLagMs);
  }

  #visible<T>(table: Stored<T>[]): T[] {
    return table.filter((row) => row.visibleAt <= this.time.now()).map((row) => row.entity);
  }

  #byId<T extends { id: string }>(table: Stored<T>[], id: string): T | null {
    return table.find((row) => row.entity.id === id)?.entity ?? null;
  }

  #byKey<T>(table: Stored<T>[], key: string): T | null {
    return table.find((row) => row.visibleAt <= this.time.now() && row.externalKey === key)?.entity ?? null;
  }
}

const emptyLead: Omit<CrmLead, 'id'> = {
  title: '',
  statusId: 'NEW',
  semantics: 'open',
  responsibleId: null,
  contactId: null,
  tags: [],
  externalKey: null,
  createdAt: null,
  updatedAt: null,
};

function toContact(contact: NewCrmContact): Omit<CrmContact, 'id'> {
  return {
    name: contact.name ?? '',
    phones: contact.phone === null ? [] : [contact.phone],
    emails: contact.email === null ? [] : [contact.email],
    updatedAt: null,
  };
}

function toLead(lead: NewCrmLead): Omit<CrmLead, 'id'> {
  return { ...emptyLead, title: lead.title, statusId: lead.statusId, contactId: lead.contactId };
}
