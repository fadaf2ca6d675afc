import type { CrmCallContext, CrmLead, CrmPort, NewCrmLead } from '@voronka/contracts';
import type { HeldClaim } from './claims.ts';
import { storeClaims, takeClaims } from './claims.ts';
import type { FindOrCreateDeps, FindOrCreateResult, FindOrCreateScope } from './find-or-create.ts';
import { claimScopeOf, createUnderClaims } from './find-or-create.ts';

/** Lists can be older than cards, so each candidate is re-read before it is joined. */
async function firstStillOpen(crm: CrmPort, leads: CrmLead[], context: CrmCallContext): Promise<string | null> {
  for (const { id } of leads) {
    if ((await crm.getLead(id, context))?.semantics === 'open') return id;
  }
  return null;
}

/**
 * Joins the contact's open lead, or creates one once, however many dialogues of the client run at the same time. A lead
 * that was closed in the CRM is forgotten and a new one is created.
 *
 * @param lead without `contactId` there is nobody whose lead could be joined: one is created for the dialogue
 * @throws VoronkaError `Crm.Busy` or `Crm.Ambiguous`, to be retried after `details.retryAfterMs`; other `Crm.*` of the port
 */
export async function findOrCreateLead(
  deps: FindOrCreateDeps,
  scope: FindOrCreateScope,
  lead: Omit<NewCrmLead, 'externalKey'>,
): Promise<FindOrCreateResult> {
  const { crm } = deps;
  const { context, integrationId } = scope;
  const create = (held: readonly HeldClaim[], writeBefore: number) =>
    createUnderClaims(deps, scope, held, {
      place: 'crm.write.createLead',
      writeBefore,
      lookUp: async () => (await crm.findLeadByExternalKey(scope.externalKey, context))?.id ?? null,
      write: () => crm.createLead({ externalKey: scope.externalKey, ...lead }, context),
    });
  if (lead.contactId === null) return { vendorId: await create([], Infinity), how: 'created', candidates: 0 };

  const { contactId } = lead;
  const claimScope = claimScopeOf(deps, scope);
  const takenAt = deps.clock();
  const subject = { kind: 'openLead', value: contactId } as const;
  let taken = await takeClaims(claimScope, [subject]);
  const [stored] = taken.stored;
  if (stored) {
    if ((await crm.getLead(stored.vendorId, context))?.semantics === 'open') {
      return { vendorId: stored.vendorId, how: 'joined', candidates: 1 };
    }
    await deps.claims.forget({ integrationId, subject, vendorId: stored.vendorId });
    taken = await takeClaims(claimScope, [subject]);
    // Somebody was faster in forgetting and has already made the next one.
    const [next] = taken.stored;
    if (next) return { vendorId: next.vendorId, how: 'joined', candidates: 1 };
  }

  const open = await crm.findOpenLeads(contactId, context);
  const joined = await firstStillOpen(crm, open, context);
  const vendorId = joined ?? (await create(taken.held, takenAt + deps.attemptLeaseMs));
  await storeClaims(claimScope, taken.held, vendorId);
  return joined === null
    ? { vendorId, how: 'created', candidates: 0 }
    : { vendorId, how: 'joined', candidates: open.length };
}
