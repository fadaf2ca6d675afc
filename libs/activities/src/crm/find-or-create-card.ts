import type { CrmCallContext, CrmCard, CrmPort, NewCrmCard } from '@voronka/contracts';
import type { HeldClaim } from './claims.ts';
import { storeClaims, takeClaims } from './claims.ts';
import type { FindOrCreateDeps, FindOrCreateResult, FindOrCreateScope } from './find-or-create.ts';
import { claimScopeOf, createUnderClaims } from './find-or-create.ts';

const openCard = { lead: 'openLead', deal: 'openDeal' } as const;

/** Lists can be older than cards, so each candidate is re-read before it is joined. */
async function firstStillOpen(crm: CrmPort, cards: CrmCard[], context: CrmCallContext): Promise<string | null> {
  for (const card of cards) {
    if ((await crm.getCard(card, context))?.semantics === 'open') return card.id;
  }
  return null;
}

/**
 * Joins the contact's open lead or deal, or creates one once, however many dialogues of the client run at the same time. A
 * card that was closed in the CRM is forgotten and a new one is created. Leads and deals do not stand in for each other.
 *
 * @param card without `contactId` there is nobody whose card could be joined: one is created for the dialogue
 * @throws VoronkaError `Crm.Busy` or `Crm.Ambiguous`, to be retried after `details.retryAfterMs`; other `Crm.*` of the port
 */
export async function findOrCreateCard(
  deps: FindOrCreateDeps,
  scope: FindOrCreateScope,
  card: Omit<NewCrmCard, 'externalKey'>,
): Promise<FindOrCreateResult> {
  const { crm } = deps;
  const { context, integrationId } = scope;
  const { kind, contactId } = card;
  const create = (held: readonly HeldClaim[], writeBefore: number) =>
    createUnderClaims(deps, scope, held, {
      place: 'crm.write.createLead',
      writeBefore,
      lookUp: async () => (await crm.findCardByExternalKey(kind, scope.externalKey, context))?.id ?? null,
      write: () => crm.createCard({ externalKey: scope.externalKey, ...card }, context),
    });
  if (contactId === null) return { vendorId: await create([], Infinity), how: 'created', candidates: 0 };

  const claimScope = claimScopeOf(deps, scope);
  const takenAt = deps.clock();
  const subject = { kind: openCard[kind], value: contactId };
  let taken = await takeClaims(claimScope, [subject]);
  const [stored] = taken.stored;
  if (stored) {
    if ((await crm.getCard({ kind, id: stored.vendorId }, context))?.semantics === 'open') {
      return { vendorId: stored.vendorId, how: 'joined', candidates: 1 };
    }
    await deps.claims.forget({ integrationId, subject, vendorId: stored.vendorId });
    taken = await takeClaims(claimScope, [subject]);
    // Somebody was faster in forgetting and has already made the next one.
    const [next] = taken.stored;
    if (next) return { vendorId: next.vendorId, how: 'joined', candidates: 1 };
  }

  const open = await crm.findOpenCards(kind, contactId, context);
  const joined = await firstStillOpen(crm, open, context);
  const vendorId = joined ?? (await create(taken.held, takenAt + deps.attemptLeaseMs));
  await storeClaims(claimScope, taken.held, vendorId);
  return joined === null
    ? { vendorId, how: 'created', candidates: 0 }
    : { vendorId, how: 'joined', candidates: open.length };
}
