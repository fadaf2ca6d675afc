import type { ClaimAnswer, ClaimStore, ClaimSubject } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';

interface Row {
  holder: string;
  token: string | null;
  endsAt: number;
  vendorId: string | null;
}

/** {@link ClaimStore} in memory: unique per (integration, subject); a holder takes its own claim again with a new token. */
export class MemoryClaimStore implements ClaimStore {
  readonly rows = new Map<string, Row>();
  #tokens = 0;

  constructor(private readonly clock: () => number) {}

  take(input: { integrationId: string; subject: ClaimSubject; holder: string; leaseMs: number }): Promise<ClaimAnswer> {
    const key = this.#key(input);
    const row = this.rows.get(key);
    if (row && row.vendorId !== null) return Promise.resolve({ state: 'stored', vendorId: row.vendorId });
    if (row && row.token !== null && row.holder !== input.holder && row.endsAt > this.clock()) {
      return Promise.resolve({ state: 'busy', retryAfterMs: Math.min(row.endsAt - this.clock(), 1000) });
    }
    const token = `claim-${++this.#tokens}`;
    this.rows.set(key, { holder: input.holder, token, endsAt: this.clock() + input.leaseMs, vendorId: null });
    return Promise.resolve({ state: 'held', token });
  }

  async store(input: { integrationId: string; subject: ClaimSubject; token: string; vendorId: string }): Promise<void> {
    const row = this.rows.get(this.#key(input));
    if (!row || row.token !== input.token)
      throw new VoronkaError('Crm.Busy', 'The claim is lost', { retryAfterMs: 1000 });
    row.vendorId = input.vendorId;
    row.token = null;
  }

  async release(input: { integrationId: string; subject: ClaimSubject; token: string }): Promise<void> {
    const row = this.rows.get(this.#key(input));
    if (row?.token === input.token) row.token = null;
  }

  async forget(input: { integrationId: string; subject: ClaimSubject; vendorId: string }): Promise<void> {
    const key = this.#key(input);
    if (this.rows.get(key)?.vendorId === input.vendorId) this.rows.delete(key);
  }

  #key(input: { integrationId: string; subject: ClaimSubject }): string {
    return `${input.integrationId}|${input.subject.kind}|${input.subject.value}`;
  }
}
