import type { CrmCallContext, CrmCardKind, CrmCardRef, CrmPort, NewCrmCard } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { rowOf, rowsOf, textOf } from '../shared/rows.ts';
import { gone, unknownChoices } from './failures.ts';
import type { FieldDirectory } from './field-directory.ts';
import { keyField } from './field-values.ts';
import { findByExternalKey } from './find-by-key.ts';
import { leadBody, placeOf, toCard } from './lead-mapping.ts';
import { readCard } from './read-card.ts';
import type { AmocrmRestClient, Query } from './rest-client.ts';
import { acceptIfUnsorted, acceptRequest, isRefusal, unsortedOf } from './unsorted.ts';
import { notSupported } from '../shared/not-supported.ts';
import type { NewBody } from './write-new.ts';
import { writeNew } from './write-new.ts';

type LeadCalls = Pick<
  CrmPort,
  | 'getCard'
  | 'findCardByExternalKey'
  | 'findOpenCards'
  | 'createCard'
  | 'moveCard'
  | 'setResponsible'
  | 'addTags'
  | 'removeTags'
>;

const withContacts: Query = [['with', 'contacts']];

/** How many of a contact's newest leads are looked at. */
const mostLeads = 100;

/** There are no deals besides leads: reading finds none, and writing one is refused. */
function requireLead(kind: CrmCardKind): void {
  if (kind !== 'lead') throw notSupported('deals');
}

/** What came of `leads/complex`. */
interface ComplexResult {
  id: string;
  /** Duplicate control joined a lead that was there. */
  merged: boolean;
  /** Of the request in «Неразобранное» that the account made of it; null: it made none. */
  uid: string | null;
}

/** What `leads/complex` made, or joined. @throws VoronkaError `Crm.Ambiguous` for an answer that does not tell */
function complexResult(answer: unknown): ComplexResult {
  const [request] = rowsOf(rowOf(rowOf(answer)?._embedded)?.unsorted).flatMap((row) => unsortedOf(row) ?? []);
  if (request) return { id: request.leadId, merged: false, uid: request.uid };
  // A bare list, unlike all other answers.
  const [row] = rowsOf(answer);
  const id = textOf(row?.id);
  if (id === null) throw new VoronkaError('Crm.Ambiguous', 'amoCRM leads: no id in the answer', { method: 'leads' });
  return { id, merged: row?.merged === true, uid: null };
}

/** Says of a refused write that its stage, or the stage's pipeline, is what the account no longer has, where it is that. */
function tellStage(statusId: string): (error: unknown) => never {
  return (error) => {
    if (!unknownChoices(error).some((path) => /(status|pipeline)_id$/.test(path))) throw error;
    throw new VoronkaError('Crm.StageGone', 'the account has no such stage any more', { stage: statusId });
  };
}

/**
 * Leads of an account, the only kind of card that it has.
 *
 * @param marksJoined whether a lead that duplicate control joined may be changed, so that its key says so
 */
export function leadCalls(rest: AmocrmRestClient, fields: FieldDirectory, marksJoined: boolean): LeadCalls {
  const getCard: LeadCalls['getCard'] = async ({ kind, id }, context) => {
    if (kind !== 'lead') return null;
    const row = await readCard(rest, 'leads', id, withContacts, context);
    return row === null ? null : toCard(row);
  };
  const patch = async ({ kind, id }: CrmCardRef, body: Record<string, unknown>, context: CrmCallContext) => {
    requireLead(kind);
    await rest.write('PATCH', `leads/${encodeURIComponent(id)}`, body, context);
  };
  const tagsOf = async (card: CrmCardRef, context: CrmCallContext): Promise<string[]> => {
    requireLead(card.kind);
    const stored = await getCard(card, context);
    if (stored === null) throw gone('lead');
    return stored.tags;
  };

  /**
   * A lead that duplicate control joined takes over the fields it has empty, our key among them. It was somebody's before,
   * so the key must not say that this dialogue made it.
   */
  const markJoined = async (id: string, externalKey: string, context: CrmCallContext): Promise<void> => {
    const stored = await getCard({ kind: 'lead', id }, context);
    if (stored?.externalKey !== externalKey) return;
    await patch({ kind: 'lead', id }, { custom_fields_values: [keyField(`joined ${externalKey}`)] }, context);
  };

  /** What waits in «Неразобранное» is accepted, a lead that was there before too: its client is being answered now. */
  const settle = async (card: NewCrmCard, made: ComplexResult, context: CrmCallContext): Promise<void> => {
    // A plan that only creates leaves what waits there to people.
    if (!marksJoined) return;
    if (made.uid !== null) return acceptRequest(rest, made.uid, card.statusId, context);
    if (!made.merged) return;
    await markJoined(made.id, card.externalKey, context);
    await acceptIfUnsorted(rest, made.id, card.statusId, context);
  };

  return {
    getCard,

    async findCardByExternalKey(kind, externalKey, context) {
      if (kind !== 'lead') return null;
      const row = await findByExternalKey(rest, 'leads', externalKey, withContacts, context);
      return row === null ? null : toCard(row);
    },

    async findOpenCards(kind, contactId, context) {
      if (kind !== 'lead') return [];
      const contact = await readCard(rest, 'contacts', contactId, [['with', 'leads']], context);
      const ids = rowsOf(rowOf(contact?._embedded)?.leads).flatMap((lead) => textOf(lead.id) ?? []);
      if (ids.length === 0) return [];
      const newest = ids.sort((a, b) => Number(b) - Number(a)).slice(0, mostLeads);
      const wanted = newest.map((id) => ['filter[id][]', id] as const);
      const answer = await rest.read('leads', [...wanted, ...withContacts, ['limit', 250]], context);
      return rowsOf(rowOf(answer?._embedded)?.leads)
        .map(toCard)
        .filter((card) => newest.includes(card.id) && card.semantics === 'open')
        .sort((a, b) => Number(b.id) - Number(a.id));
    },

    async createCard(card, context) {
      requireLead(card.kind);
      const send = async (body: NewBody) => complexResult(await rest.write('POST', 'leads/complex', [body], context));
      const build = (codes: ReadonlySet<string>) => leadBody(card, codes);
      const { id, merged, uid } = await writeNew(fields, build, send, context).catch(tellStage(card.statusId));
      // The lead is there whatever comes of this: a failure must not look like one of the creation.
      await settle(card, { id, merged, uid }, context).catch(() => undefined);
      return id;
    },

    // Won and lost have the same numbers everywhere, so the pipeline always goes along.
    async moveCard(card, statusId, context) {
      try {
        await patch(card, placeOf(statusId), context);
      } catch (error) {
        // A lead that nobody has accepted yet is moved by accepting it.
        if (!isRefusal(error) || !(await acceptIfUnsorted(rest, card.id, statusId, context))) {
          tellStage(statusId)(error);
        }
      }
    },

    async setResponsible(card, userId, context) {
      try {
        await patch(card, { responsible_user_id: Number(userId) }, context);
      } catch (error) {
        if (!unknownChoices(error).some((path) => path.endsWith('responsible_user_id'))) throw error;
        throw new VoronkaError('Crm.ResponsibleGone', 'the account has no such person any more');
      }
    },

    async addTags(card, tags, context) {
      const present = await tagsOf(card, context);
      const missing = tags.filter((tag) => !present.includes(tag));
      if (missing.length > 0) await patch(card, { tags_to_add: missing.map((name) => ({ name })) }, context);
      return missing;
    },

    async removeTags(card, tags, context) {
      const present = await tagsOf(card, context);
      const unwanted = tags.filter((tag) => present.includes(tag));
      if (unwanted.length > 0) await patch(card, { tags_to_delete: unwanted.map((name) => ({ name })) }, context);
      return unwanted;
    },
  };
}
