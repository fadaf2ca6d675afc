import type {
  ClaimSubject,
  CrmCallContext,
  CrmCardKind,
  CrmClientData,
  CrmContact,
  CrmPort,
  CrmUpdatePolicies,
} from '@voronka/contracts';
import { changeContactOnce } from './change-contact.ts';
import type { HeldClaim } from './claims.ts';
import { storeClaims, takeClaims } from './claims.ts';
import type { FindOrCreateDeps, FindOrCreateResult, FindOrCreateScope } from './find-or-create.ts';
import { claimScopeOf, createUnderClaims } from './find-or-create.ts';

/** What the channel's switches say. */
export interface ContactSwitches {
  /** Off: every dialogue makes its own contact. */
  searchExisting: boolean;
  /** On: what is missing on a contact that was there is added; nothing is ever replaced. */
  updateContact: boolean;
}

/** A contact, with what the CRM held of it before anything was added; null where that is not known or nothing new. */
export interface FoundContact extends FindOrCreateResult {
  contact: CrmContact | null;
}

/** Adds what is missing and replaces nothing. */
const completing: CrmUpdatePolicies = { name: 'fillEmpty', phone: 'append', email: 'append' };

/** Candidates beyond this number are not compared by their cards: one number on more cards is a shared line. */
const maxCompared = 10;

/** Newest change first; among equals the larger id, which vendors count upwards. */
function newestFirst(a: CrmContact, b: CrmContact): number {
  const byTime = (b.updatedAt ?? '').localeCompare(a.updatedAt ?? '');
  return byTime === 0 ? b.id.localeCompare(a.id, 'en', { numeric: true }) : byTime;
}

/** The candidate with the newest open card, else the one changed last. */
async function chooseContact(
  crm: CrmPort,
  candidates: CrmContact[],
  cardKind: CrmCardKind,
  context: CrmCallContext,
): Promise<CrmContact | null> {
  const inOrder = [...candidates].sort(newestFirst).slice(0, maxCompared);
  if (inOrder.length <= 1) return inOrder[0] ?? null;
  let best: { contact: CrmContact; cardCreatedAt: string } | null = null;
  for (const contact of inOrder) {
    const [newestCard] = await crm.findOpenCards(cardKind, contact.id, context);
    const cardCreatedAt = newestCard?.createdAt ?? '';
    if (newestCard && (best === null || cardCreatedAt > best.cardCreatedAt)) best = { contact, cardCreatedAt };
  }
  return best?.contact ?? inOrder[0] ?? null;
}

function subjectsOf(person: CrmClientData): ClaimSubject[] {
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
 * in the CRM the one with the newest open card is taken, else the one changed last.
 *
 * @param settings.cardKind the kind of card that the channel makes
 * @param settings.changeKey external key of what is added to a contact that was there, of this command alone
 * @throws VoronkaError `Crm.Busy` or `Crm.Ambiguous`, to be retried after `details.retryAfterMs`; other `Crm.*` of the port
 */
export async function findOrCreateContact(
  deps: FindOrCreateDeps,
  scope: FindOrCreateScope,
  person: CrmClientData,
  settings: ContactSwitches & { responsibleId: string | null; cardKind: CrmCardKind; changeKey: string },
): Promise<FoundContact> {
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
  if (subjects.length === 0) {
    return { vendorId: await create([], Infinity), how: 'created', candidates: 0, contact: null };
  }

  const claimScope = claimScopeOf(deps, scope);
  const takenAt = deps.clock();
  let taken = await takeClaims(claimScope, subjects);
  const read = new Map<string, CrmContact>();
  for (const { subject, vendorId } of taken.stored) {
    const contact = await crm.getContact(vendorId, context);
    if (contact !== null) read.set(vendorId, contact);
    else {
      // Deleted or merged away in the CRM: the claim must not lead there any more.
      await deps.claims.forget({ integrationId: scope.integrationId, subject, vendorId });
      taken = await takeClaims(claimScope, subjects);
    }
  }

  const findOrCreate = async (): Promise<FoundContact> => {
    const [joined] = taken.stored;
    if (joined) {
      const { vendorId } = joined;
      const candidates = new Set(taken.stored.map((each) => each.vendorId)).size;
      return { vendorId, how: 'joined', candidates, contact: read.get(vendorId) ?? null };
    }
    const found = await crm.findContacts({ phone: person.phone, email: person.email }, context);
    const chosen = await chooseContact(crm, found, settings.cardKind, context);
    if (chosen !== null) return { vendorId: chosen.id, how: 'found', candidates: found.length, contact: chosen };
    const created = await create(taken.held, takenAt + deps.attemptLeaseMs);
    return { vendorId: created, how: 'created', candidates: 0, contact: null };
  };
  const result = await findOrCreate();
  await storeClaims(claimScope, taken.held, result.vendorId);

  if (settings.updateContact && result.how !== 'created') {
    await changeContactOnce(deps, {
      key: settings.changeKey,
      integrationId: scope.integrationId,
      dialogueId: scope.dialogueId,
      contactId: result.vendorId,
      known: person,
      policies: completing,
      context,
    });
  }
  return result;
}
