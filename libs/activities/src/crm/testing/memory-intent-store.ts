import type { Intent, IntentLease, IntentStore } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';

interface Row extends Intent {
  leaseToken: string | null;
  leaseEndsAt: number;
}

/** {@link IntentStore} in memory, as strict about leases as the one in PostgreSQL has to be. */
export class MemoryIntentStore implements IntentStore {
  readonly rows = new Map<string, Row>();
  #tokens = 0;

  constructor(private readonly clock: () => number) {}

  acquire(input: { key: string; leaseMs: number }): Promise<IntentLease | null> {
    const fresh = !this.rows.has(input.key);
    const row: Row = this.rows.get(input.key) ?? {
      key: input.key,
      status: 'sent',
      vendorId: null,
      sentAt: new Date(this.clock()).toISOString(),
      leaseToken: null,
      leaseEndsAt: 0,
    };
    this.rows.set(input.key, row);
    if (row.leaseToken !== null && row.leaseEndsAt > this.clock()) return Promise.resolve(null);
    row.leaseToken = `lease-${++this.#tokens}`;
    row.leaseEndsAt = this.clock() + input.leaseMs;
    const { key, status, vendorId, sentAt } = row;
    return Promise.resolve({ intent: { key, status, vendorId, sentAt }, token: row.leaseToken, fresh });
  }

  async markSent(lease: IntentLease): Promise<void> {
    this.#change(lease, { status: 'sent', sentAt: new Date(this.clock()).toISOString() });
  }

  async markConfirmed(lease: IntentLease, vendorId: string): Promise<void> {
    this.#change(lease, { status: 'confirmed', vendorId });
    await this.release(lease);
  }

  async markUnknown(lease: IntentLease): Promise<void> {
    this.#change(lease, { status: 'unknown' });
  }

  async markPlanned(lease: IntentLease): Promise<void> {
    this.#change(lease, { status: 'planned', sentAt: null });
  }

  async release(lease: IntentLease): Promise<void> {
    const row = this.rows.get(lease.intent.key);
    if (row?.leaseToken === lease.token) row.leaseToken = null;
  }

  #change(lease: IntentLease, change: Partial<Intent>): void {
    const row = this.rows.get(lease.intent.key);
    if (!row || row.leaseToken !== lease.token || row.leaseEndsAt <= this.clock()) {
      throw new VoronkaError('Crm.Busy', 'The lease is lost', { retryAfterMs: 1000 });
    }
    Object.assign(row, change);
  }
}
