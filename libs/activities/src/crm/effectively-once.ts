import type { Barrier, BarrierPlace, Intent, IntentLease, IntentStore } from '@voronka/contracts';
import { VoronkaError, withinBarriers } from '@voronka/contracts';

/** A place that writes at the vendor. */
export type CrmWritePlace = Extract<BarrierPlace, `crm.write.${string}`>;

/** What every effectively-once write needs. */
export interface WriteProtocol {
  intents: IntentStore;
  barrier: Barrier;
  /** Unix time in ms. */
  clock: () => number;
  /** How long an attempt owns its intent. Longer than `writeTimeoutMs`, shorter than the activity's start-to-close. */
  attemptLeaseMs: number;
  /** The longest a write may take from its start to its answer, waiting for the limiter included. */
  writeTimeoutMs: number;
}

/** One write that has no idempotency key at the vendor. */
export interface OnceWrite {
  /** External key, `{dialogue}:{episode}:{purpose}`. */
  key: string;
  integrationId: string;
  dialogueId: string;
  place: CrmWritePlace;
  /** How long after it left a write may still turn up at the vendor, in ms (`CrmPort.indexLagMs`). */
  indexLagMs: number;
  /** Unix time in ms after which this attempt may not write any more, for example because a claim runs out. */
  writeBefore?: number;
  /** Finds what an earlier attempt made, by its external key. */
  lookUp: () => Promise<string | null>;
  /** Makes it. @returns the vendor's id */
  write: () => Promise<string>;
}

/** How long to wait between two look-ups of a write whose outcome is not known. */
const lookUpEveryMs = 2000;

/** How long a write may start after its intent was marked as sent: a process that was suspended there gives up. */
const startWithinMs = 2000;

/**
 * How long after the mark the request itself may leave, in ms: the start above, and as much again in the limiter's queue
 * (D12). Counted before `indexLagMs`, so that a look-up never runs ahead of a request that is still to leave.
 */
export const sendSlackMs = 2 * startWithinMs;

/** How long to stay away from an intent that another attempt is working on. */
const busyRetryMs = 1000;

/** Failures after which the vendor certainly did not execute the write. Every other failure is ambiguous. */
const certainlyNotExecuted: ReadonlySet<string> = new Set([
  'Crm.Rejected',
  'Crm.Unauthorized',
  'Crm.RateLimited',
  'Crm.Unreachable',
  'Crm.AddressForbidden',
  'Crm.NotSupported',
  'Crm.Unpaid',
  'Crm.Blocked',
  'Crm.ResponsibleGone',
  'Crm.NotConfigured',
  'Crm.StageUnmapped',
  'Crm.StageGone',
  'Crm.FieldMissing',
  'Crm.Busy',
]);

/** Whether this failure of a write proves that the vendor did not execute it. */
export function isCertainlyNotExecuted(error: unknown): boolean {
  return error instanceof VoronkaError && certainlyNotExecuted.has(error.code);
}

function ambiguous(waitMs: number, cause?: unknown): VoronkaError {
  const causeCode = cause instanceof VoronkaError ? cause.code : 'unknown';
  return new VoronkaError(
    'Crm.Ambiguous',
    'A write may or may not have happened; it is looked up before it is repeated',
    { retryAfterMs: Math.max(1, Math.min(Math.ceil(waitMs), lookUpEveryMs)), causeCode },
    { cause },
  );
}

/** How much of the window is left in which an earlier write may still turn up. */
function windowLeftMs(intent: Intent, indexLagMs: number, now: number): number {
  if (intent.sentAt === null) throw new VoronkaError('Internal.Error', 'A sent intent has no time of sending');
  return Date.parse(intent.sentAt) + sendSlackMs + indexLagMs - now;
}

async function confirm(protocol: WriteProtocol, lease: IntentLease, vendorId: string): Promise<string> {
  await withinBarriers(protocol.barrier, 'crm.intent.confirm', () => protocol.intents.markConfirmed(lease, vendorId));
  return vendorId;
}

async function writeNow(
  protocol: WriteProtocol,
  once: OnceWrite,
  lease: IntentLease,
  startBefore: number,
): Promise<string> {
  let vendorId: string;
  try {
    vendorId = await withinBarriers(protocol.barrier, once.place, () => {
      // A process that was suspended here (a paused machine) may wake up when others have long taken over.
      if (protocol.clock() > startBefore) {
        throw new VoronkaError('Crm.Busy', 'The attempt is too old to write', { retryAfterMs: busyRetryMs });
      }
      return once.write();
    });
  } catch (error) {
    if (isCertainlyNotExecuted(error)) {
      await protocol.intents.markPlanned(lease, error instanceof VoronkaError ? error.code : null);
      throw error;
    }
    await protocol.intents.markUnknown(lease, error instanceof VoronkaError ? error.code : 'Internal.Error');
    throw ambiguous(once.indexLagMs, error);
  }
  return confirm(protocol, lease, vendorId);
}

/** Marks the write as sent once more, after it is certain that the earlier one did not happen. */
async function writeAgain(
  protocol: WriteProtocol,
  once: OnceWrite,
  lease: IntentLease,
  writeBefore: number,
): Promise<string> {
  const startBefore = Math.min(writeBefore, protocol.clock() + startWithinMs);
  await withinBarriers(protocol.barrier, 'crm.intent.send', () => protocol.intents.markSent(lease));
  return writeNow(protocol, once, lease, startBefore);
}

async function resolveAndWrite(
  protocol: WriteProtocol,
  once: OnceWrite,
  lease: IntentLease,
  times: { startedAt: number; writeBefore: number },
): Promise<string> {
  const { intent } = lease;
  const { startedAt, writeBefore } = times;
  if (lease.fresh) return writeNow(protocol, once, lease, Math.min(writeBefore, startedAt + startWithinMs));
  switch (intent.status) {
    case 'confirmed':
      if (intent.vendorId === null) throw new VoronkaError('Internal.Error', 'A confirmed intent has no vendor id');
      return intent.vendorId;
    case 'planned':
      return writeAgain(protocol, once, lease, writeBefore);
    case 'sent':
    case 'unknown': {
      // Taken before the look-up starts: only one that began after the window proves that there is nothing.
      const leftMs = windowLeftMs(intent, once.indexLagMs, protocol.clock());
      const found = await once.lookUp();
      if (found !== null) return confirm(protocol, lease, found);
      if (leftMs > 0) throw ambiguous(leftMs);
      return writeAgain(protocol, once, lease, writeBefore);
    }
  }
}

/**
 * Makes something at a vendor that has no idempotency key, so that a crash at any point, a lost answer or a second worker
 * never makes two.
 *
 * 1. The intent is stored, as `sent`, before anything is sent; only the attempt that holds its lease may write.
 * 2. `sent` is stored directly before every write. Whoever finds `sent` or `unknown` looks up by external key first.
 * 3. Only a look-up that began `indexLagMs` after the last moment the request can have left counts as "not there" and
 *    allows a second write. Clocks of all machines must agree within a second or so.
 * 4. A write that certainly did not happen goes back to `planned`; the next attempt sends it without a look-up.
 *
 * @returns the vendor's id, the same for every call with this key
 * @throws VoronkaError `Crm.Busy` when another attempt holds the lease; retry after `details.retryAfterMs`
 * @throws VoronkaError `Crm.Ambiguous` when the outcome is not known yet; retry after `details.retryAfterMs`
 * @throws VoronkaError what `write` threw when it certainly did not happen
 * @source architecture, D5
 */
export async function writeOnce(protocol: WriteProtocol, once: OnceWrite): Promise<string> {
  const startedAt = protocol.clock();
  const ownDeadline = startedAt + protocol.attemptLeaseMs - protocol.writeTimeoutMs;
  const lease = await withinBarriers(protocol.barrier, 'crm.intent.plan', () =>
    protocol.intents.acquire({
      key: once.key,
      integrationId: once.integrationId,
      dialogueId: once.dialogueId,
      leaseMs: protocol.attemptLeaseMs,
    }),
  );
  if (!lease) {
    throw new VoronkaError('Crm.Busy', 'Another attempt is writing this', { retryAfterMs: busyRetryMs });
  }
  let vendorId: string;
  try {
    const writeBefore = Math.min(ownDeadline, once.writeBefore ?? Infinity);
    vendorId = await resolveAndWrite(protocol, once, lease, { startedAt, writeBefore });
  } catch (error) {
    // The failure at hand says more than a failed release; an unreleased lease runs out by itself.
    await protocol.intents.release(lease).catch(() => undefined);
    throw error;
  }
  // Confirming ended the lease; only one that found everything done still holds it.
  if (lease.intent.status === 'confirmed') await protocol.intents.release(lease);
  return vendorId;
}
