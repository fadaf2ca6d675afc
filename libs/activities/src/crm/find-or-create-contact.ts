import type { ClaimSubject, CrmCallContext, CrmContact, CrmPort } from '@voronka/contracts';
import { withinBarriers } from '@voronka/contracts';
import type { HeldClaim } from './claims.ts';
import { storeClaims, takeClaims } from './claims.ts';
import type { FindOrCreateDeps, FindOrCreateResult, FindOrCreateScope } from './find-or-create.ts';
import { claimScopeOf, createUnderClaims } from './find-or-create.ts';

/** What is known of the client. */
export interface ContactData {
  name: string | null;
  /** E.164. */
  phone: string | null;
  /** Lower case. */
  email: string | null;
}

/** What the channel's switches say. */
export interface ContactSwitches {
  /** Off: every dialogue makes its own contact. */
  searchExisting: boolean;
  /** On: what is missing on a contact that was there is added; nothing is ever replaced. */
  updateContact: boolean;
}

/** Candidates beyond this number are not compared by their leads: one number on more cards is a shared line. */
const maxCompared = 10;

/** Newest change first; among equals the larger id, which vendors count upwards. */
function newestFirst(a: CrmContact, b: CrmContact): number {
  const byTime = (b.updatedAt ?? '').localeCompare(a.updatedAt ?? '');
  return byTime === 0 ? b.id.localeCompare(a.id, 'en', { numeric: true }) : byTime;
}

async function chooseContact(crm: CrmPort, candidates: CrmContact[], context: CrmCallContext): Promise<string | null> {
  const inOrder = [...candidates].sort(newestFirst).slice(0, maxCompared);
  if (inOrder.length <= 1) return inOrder[0]?.id ?? null;
  let best: { id: string; leadCreatedAt: string } | null = null;
  for (const { id } of inOrder) {
    const [newestLead] = await crm.findOpenLeads(id, context);
    const leadCreatedAt = newestLead?.createdAt ?? '';
    if (newestLead && (best === null || leadCreatedAt > best.leadCreatedAt)) best = { id, leadCreatedAt };
  }
  return best?.id ?? inOrder[0]?.id ?? null;
}

function subjectsOf(person: ContactData): ClaimSubject[] {
  // The phone comes first: where phone and e-mail lead to different contacts, the phone decides.
  return [
    ...(person.phone === null ? [] : [{ kind: 'phone', value: person.phone } as const]),
    ...(person.email === null ? [] : [{ kind: 'email', value: person.email } as const]),
  ];
}

/**
 * Finds the client's contact, or creates it once, however many dialogues of the client run at the same time.
 *
 * A claim per phone and e-mail is held until the vendor's id is stored; others wait or get that id. Of several contacts
 * in the CRM the one with the newest open lead is taken, else the one changed last.
 *
 * @throws VoronkaError `Crm.Busy` or `Crm.Ambiguous`, to be retried after `details.retryAfterMs`; other `Crm.*` of the port
 */
export async function findOrCreateContact(
  deps: FindOrCreateDeps,
  scope: FindOrCreateScope,
  person: ContactData,
  settings: ContactSwitches & { responsibleId: string | null },
): Promise<FindOrCreateResult> {
  const { crm } = deps;
  const { context } = scope;
  const create = (held: readonly HeldClaim[], writeBefore: number) =>
    createUnderClaims(deps, scope, held, {
      place: 'crm.write.createContact',
      writeBefore,
      lookUp: async () => (await crm.findContactByExternalKey(scope.externalKey, context))?.id ?? null,
      write: () =>
        crm.createContact(
          { externalKey: scope.externalKey, ...person, responsibleId: settings.responsibleId },
          context,
        ),
    });

  const subjects = settings.searchExisting ? subjectsOf(person) : [];
  if (subjects.length === 0) return { vendorId: await create([], Infinity), how: 'created', candidates: 0 };

  const claimScope = claimScopeOf(deps, scope);
  const takenAt = deps.clock();
  let taken = await takeClaims(claimScope, subjects);
  for (const { subject, vendorId } of taken.stored) {
    // Deleted or merged away in the CRM: the claim must not lead there any more.
    if ((await crm.getContact(vendorId, context)) === null) {
      await deps.claims.forget({ integrationId: scope.integrationId, subject, vendorId });
      taken = await takeClaims(claimScope, subjects);
    }
  }

  const findOrCreate = async (): Promise<FindOrCreateResult> => {
    const [joined] = taken.stored;
    if (joined) {
      const candidates = new Set(taken.stored.map(({ vendorId }) => vendorId)).size;
      return { vendorId: joined.vendorId, how: 'joined', candidates };
    }
    const found = await crm.findContacts({ phone: person.phone, email: person.email }, context);
    const chosen = await chooseContact(crm, found, context);
    if (chosen !== null) return { vendorId: chosen, how: 'found', candidates: found.length };
    const created = await create(taken.held, takenAt + deps.attemptLeaseMs);
    return { vendorId: created, how: 'created', candidates: 0 };
  };
  const result = await findOrCreate();
  await storeClaims(claimScope, taken.held, result.vendorId);

  if (settings.updateContact && result.how !== 'created') {
    await withinBarriers(deps.barrier, 'crm.write.updateContact', () =>
      crm.completeContact(result.vendorId, person, context),
    );
  }
  return result;
}
