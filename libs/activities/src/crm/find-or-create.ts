import type { ClaimStore, CrmCallContext, CrmPort } from '@voronka/contracts';
import type { ClaimScope, HeldClaim } from './claims.ts';
import { releaseClaims } from './claims.ts';
import type { OnceWrite, WriteProtocol } from './effectively-once.ts';
import { isCertainlyNotExecuted, sendSlackMs, writeOnce } from './effectively-once.ts';

/** What the steps that find or create need besides their data. */
export interface FindOrCreateDeps extends WriteProtocol {
  crm: CrmPort;
  claims: ClaimStore;
}

/** For whom something is found or created. */
export interface FindOrCreateScope {
  integrationId: string;
  dialogueId: string;
  /** External key of what may be created. */
  externalKey: string;
  context: CrmCallContext;
}

/** What was found or created. */
export interface FindOrCreateResult {
  vendorId: string;
  /** `found` in the CRM, `created` for this dialogue, `joined` what another dialogue of the person has. */
  how: 'found' | 'created' | 'joined';
  /** How many candidates there were to choose from. */
  candidates: number;
}

/** The claims of this work. */
export function claimScopeOf(deps: FindOrCreateDeps, scope: FindOrCreateScope): ClaimScope {
  return {
    claims: deps.claims,
    barrier: deps.barrier,
    integrationId: scope.integrationId,
    holder: scope.externalKey,
    // Whoever takes over a claim after its lease must be able to find by search what its former holder wrote last.
    leaseMs: deps.attemptLeaseMs + sendSlackMs + deps.crm.indexLagMs,
  };
}

/**
 * Creates under claims, once. Where the vendor certainly refused, the claims are given back at once. After every other
 * failure they stay until their lease ends: what was perhaps written, now or by an earlier attempt, may not be visible to
 * search yet, and another dialogue of the person would make it anew. The next attempt takes its own claims again.
 */
export async function createUnderClaims(
  deps: FindOrCreateDeps,
  scope: FindOrCreateScope,
  held: readonly HeldClaim[],
  once: Pick<OnceWrite, 'place' | 'lookUp' | 'write' | 'writeBefore'>,
): Promise<string> {
  let certainlyNothing = false;
  try {
    return await writeOnce(deps, {
      ...once,
      key: scope.externalKey,
      integrationId: scope.integrationId,
      dialogueId: scope.dialogueId,
      indexLagMs: deps.crm.indexLagMs,
      write: async () => {
        try {
          return await once.write();
        } catch (error) {
          certainlyNothing = isCertainlyNotExecuted(error);
          throw error;
        }
      },
    });
  } catch (error) {
    if (certainlyNothing) await releaseClaims(claimScopeOf(deps, scope), held);
    throw error;
  }
}
