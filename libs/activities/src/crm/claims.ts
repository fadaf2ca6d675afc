import type { Barrier, ClaimStore, ClaimSubject } from '@voronka/contracts';
import { VoronkaError, withinBarriers } from '@voronka/contracts';

/** A claim that this attempt holds. */
export interface HeldClaim {
  subject: ClaimSubject;
  token: string;
}

/** What was taken of several claims. */
export interface TakenClaims {
  held: HeldClaim[];
  /** In the order of the subjects that were asked for. */
  stored: { subject: ClaimSubject; vendorId: string }[];
}

/** Claims of one integration. */
export interface ClaimScope {
  claims: ClaimStore;
  barrier: Barrier;
  integrationId: string;
  /** External key of what is to be made: a repeat of the same work takes its own claim again at once. */
  holder: string;
  leaseMs: number;
}

/** Gives claims back, so that others need not wait for the lease; a failure only makes them wait. */
export async function releaseClaims(scope: ClaimScope, held: readonly HeldClaim[]): Promise<void> {
  for (const { subject, token } of held) {
    await scope.claims.release({ integrationId: scope.integrationId, subject, token }).catch(() => undefined);
  }
}

/**
 * Takes several claims, always in the same order, so that two dialogues that want the same two never wait for each other.
 *
 * @throws VoronkaError `Crm.Busy` with `details.retryAfterMs`; then none is held
 */
export async function takeClaims(scope: ClaimScope, subjects: readonly ClaimSubject[]): Promise<TakenClaims> {
  const name = (subject: ClaimSubject) => `${subject.kind}:${subject.value}`;
  const inOrder = [...subjects].sort((a, b) => (name(a) < name(b) ? -1 : 1));
  const held: HeldClaim[] = [];
  const stored = new Map<ClaimSubject, string>();
  for (const subject of inOrder) {
    const { claims, integrationId, holder, leaseMs } = scope;
    const answer = await withinBarriers(scope.barrier, 'crm.claim.take', () =>
      claims.take({ integrationId, subject, holder, leaseMs }),
    );
    if (answer.state === 'busy') {
      await releaseClaims(scope, held);
      throw new VoronkaError('Crm.Busy', 'Another dialogue of the same person is being written', {
        retryAfterMs: answer.retryAfterMs,
      });
    }
    if (answer.state === 'held') held.push({ subject, token: answer.token });
    else stored.set(subject, answer.vendorId);
  }
  return {
    held,
    stored: subjects.flatMap((subject) => {
      const vendorId = stored.get(subject);
      return vendorId === undefined ? [] : [{ subject, vendorId }];
    }),
  };
}

/** Stores the vendor's id under every claim held: from now on all others get it. */
export async function storeClaims(scope: ClaimScope, held: readonly HeldClaim[], vendorId: string): Promise<void> {
  for (const { subject, token } of held) {
    await withinBarriers(scope.barrier, 'crm.claim.store', () =>
      scope.claims.store({ integrationId: scope.integrationId, subject, token, vendorId }),
    );
  }
}
