import { randomUUID } from 'node:crypto';
import { VoronkaError } from '@voronka/contracts';
import type {
  ClaimAnswer,
  ClaimStore,
  ClaimSubject,
  Intent,
  IntentLease,
  IntentStatus,
  IntentStore,
} from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { lazily, preparedRow } from './prepared.ts';

interface IntentRow {
  key: string;
  status: IntentStatus;
  vendor_id: string | null;
  sent_at: Date | null;
  fresh: boolean;
}

/** Intended writes at vendors, in PostgreSQL. Every change checks the lease's token. */
export class PostgresIntentStore implements IntentStore {
  constructor(private readonly database: Database) {}

  async acquire(input: {
    key: string;
    integrationId: string;
    dialogueId: string;
    leaseMs: number;
  }): Promise<IntentLease | null> {
    const token = randomUUID();
    // `xmax` is 0 on a row that was inserted, and on no row that was updated on conflict.
    const row = await preparedRow<IntentRow>(
      this.database,
      `insert into crm_intents as i
         (key, workspace_id, integration_id, dialogue_id, lease_token, lease_until, attempts, status, sent_at)
       select ?, workspace_id, ?::uuid, id, ?::uuid, now() + ?::double precision * interval '1 millisecond', 1, 'sent', now()
       from dialogues where id = ?
       on conflict (key) do update set lease_token = excluded.lease_token, lease_until = excluded.lease_until,
              attempts = i.attempts + 1, updated_at = now()
         where i.lease_until is null or i.lease_until < now()
       returning key, status, vendor_id, sent_at, xmax = 0 as fresh`,
      [input.key, input.integrationId, token, input.leaseMs, input.dialogueId],
    );
    return row ? { intent: toIntent(row), token, fresh: row.fresh } : null;
  }

  async markSent(lease: IntentLease): Promise<void> {
    await this.change(lease, `status = 'sent', sent_at = now()`, [], 'and lease_until > now()');
  }

  async markConfirmed(lease: IntentLease, vendorId: string): Promise<void> {
    // If the server loses it, the next attempt finds the intent sent, looks it up and confirms it.
    const row = await preparedRow(
      this.database,
      `with ${lazily}
       update crm_intents set status = 'confirmed', vendor_id = ?, last_code = null, lease_token = null, lease_until = null,
         updated_at = now()
       from lazily where key = ? and lease_token = ? returning key`,
      [vendorId, lease.intent.key, lease.token],
    );
    if (!row) throw lost();
  }

  async markUnknown(lease: IntentLease, code: string): Promise<void> {
    await this.change(lease, `status = 'unknown', last_code = ?`, [code]);
  }

  async markPlanned(lease: IntentLease, code: string | null): Promise<void> {
    await this.change(lease, `status = 'planned', sent_at = null, last_code = ?`, [code]);
  }

  async release(lease: IntentLease): Promise<void> {
    await preparedRow(
      this.database,
      'update crm_intents set lease_token = null, lease_until = null where key = ? and lease_token = ? returning key',
      [lease.intent.key, lease.token],
    );
  }

  private async change(lease: IntentLease, set: string, params: unknown[], condition = ''): Promise<void> {
    const row = await preparedRow(
      this.database,
      `update crm_intents set ${set}, updated_at = now() where key = ? and lease_token = ? ${condition} returning key`,
      [...params, lease.intent.key, lease.token],
    );
    if (!row) throw lost();
  }
}

function lost(): VoronkaError {
  return new VoronkaError('Crm.Busy', 'the lease of this write was lost');
}

function toIntent(row: IntentRow): Intent {
  return {
    key: row.key,
    status: row.status,
    vendorId: row.vendor_id,
    sentAt: row.sent_at ? new Date(row.sent_at).toISOString() : null,
  };
}

const busyRetryMs = 300;

/** One contact per person and one open lead per contact, in PostgreSQL. */
export class PostgresClaimStore implements ClaimStore {
  constructor(private readonly database: Database) {}

  async take(input: {
    integrationId: string;
    subject: ClaimSubject;
    holder: string;
    leaseMs: number;
  }): Promise<ClaimAnswer> {
    const { integrationId, subject } = input;
    const token = randomUUID();
    const taken = await preparedRow(
      this.database,
      `insert into crm_claims (integration_id, kind, value, workspace_id, holder, token, lease_until)
       select id, ?::text, ?::text, workspace_id, ?::text, ?::uuid, now() + ?::double precision * interval '1 millisecond'
       from integrations where id = ?
       on conflict (integration_id, kind, value) do update
         set holder = excluded.holder, token = excluded.token, lease_until = excluded.lease_until, updated_at = now()
         where crm_claims.vendor_id is null
           and (crm_claims.lease_until < now() or crm_claims.holder = excluded.holder)
       returning token`,
      [subject.kind, subject.value, input.holder, token, input.leaseMs, integrationId],
    );
    if (taken) return { state: 'held', token };
    const present = await preparedRow<{ vendor_id: string | null }>(
      this.database,
      'select vendor_id from crm_claims where integration_id = ? and kind = ? and value = ?',
      [integrationId, subject.kind, subject.value],
    );
    return present?.vendor_id
      ? { state: 'stored', vendorId: present.vendor_id }
      : { state: 'busy', retryAfterMs: busyRetryMs };
  }

  async store(input: { integrationId: string; subject: ClaimSubject; token: string; vendorId: string }): Promise<void> {
    const row = await preparedRow(
      this.database,
      `update crm_claims set vendor_id = ?, updated_at = now()
       where integration_id = ? and kind = ? and value = ? and token = ? returning token`,
      [input.vendorId, input.integrationId, input.subject.kind, input.subject.value, input.token],
    );
    if (!row) throw new VoronkaError('Crm.Busy', 'the claim was lost');
  }

  async release(input: { integrationId: string; subject: ClaimSubject; token: string }): Promise<void> {
    await this.database.em
      .fork()
      .execute(
        'delete from crm_claims where integration_id = ? and kind = ? and value = ? and token = ? and vendor_id is null',
        [input.integrationId, input.subject.kind, input.subject.value, input.token],
      );
  }

  async forget(input: { integrationId: string; subject: ClaimSubject; vendorId: string }): Promise<void> {
    await this.database.em
      .fork()
      .execute('delete from crm_claims where integration_id = ? and kind = ? and value = ? and vendor_id = ?', [
        input.integrationId,
        input.subject.kind,
        input.subject.value,
        input.vendorId,
      ]);
  }
}
