import type { CrmCard, CrmCardKind, CrmContact, CrmPort, NewCrmCard, NewCrmContact } from '@voronka/contracts';
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
  readonly cards: Record<CrmCardKind, Stored<CrmCard>[]> = { lead: [], deal: [] };
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

  /** Puts a card there as if a person had made it long ago. */
  addCard(kind: CrmCardKind, card: Partial<CrmCard>): string {
    return this.#store(this.cards[kind], { ...emptyCard, kind, ...card }, null, 0);
  }

  /** The port, with every call that is not planned failing loudly. */
  port(): CrmPort {
    const planned: Partial<CrmPort> = {
      kind: 'bitrix24',
      joinsDuplicates: false,
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
      planContactChange: (id, { email }) =>
        this.#read('planContactChange', () => {
          const isMissing = email !== null && this.#byId(this.contacts, id)?.emails.length === 0;
          return isMissing ? { contactId: id, changed: ['email'], fields: { email } } : null;
        }),
      changeContact: ({ contactId, fields }) =>
        this.#write('changeContact', 0, () => {
          this.#byId(this.contacts, contactId)?.emails.push(String(fields.email));
        }),
      getCard: ({ kind, id }) => this.#read('getCard', () => this.#byId(this.cards[kind], id)),
      findCardByExternalKey: (kind, key) =>
        this.#read('findCardByExternalKey', () => this.#byKey(this.cards[kind], key)),
      findOpenCards: (kind, contactId) =>
        this.#read('findOpenCards', () =>
          this.#visible(this.cards[kind])
            .filter((card) => card.contactId === contactId && card.semantics === 'open')
            .reverse(),
        ),
      createCard: (card) => this.#create('createCard', this.cards[card.kind], card.externalKey, toCard(card)),
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

  #create<T extends { id: string }>(call: string, table: Stored<T>[], externalKey: string, data: Omit<T, 'id'>) {
    const halfLagMs = this.indexLagMs / 2;
    return this.#write(call, halfLagMs, () => this.#store(table, data, externalKey, this.time.now() + halfLagMs));
  }

  /** @param lagMs what of the index's lag comes after the write; the rest is the server's, after the client has given up */
  async #write<T>(call: string, lagMs: number, write: () => T): Promise<T> {
    this.calls.push(call);
    const fate = this.fates.shift() ?? 'done';
    await this.time.sleep(this.latencyMs);
    if (fate === 'rateLimited') throw new VoronkaError('Crm.RateLimited', 'fake', { retryAfterMs: 500 });
    if (fate === 'rejected') throw new VoronkaError('Crm.Rejected', 'fake');
    if (fate === 'lostAnswer') void this.time.sleep(this.indexLagMs - lagMs - 1).then(write);
    if (fate !== 'done') throw new VoronkaError('Crm.Ambiguous', 'fake');
    return write();
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

const emptyCard: Omit<CrmCard, 'id' | 'kind'> = {
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

function toCard({ kind, title, statusId, contactId }: NewCrmCard): Omit<CrmCard, 'id'> {
  return { ...emptyCard, kind, title, statusId, contactId };
}
