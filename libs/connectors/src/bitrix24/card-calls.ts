import type { CrmCallContext, CrmCardKind, CrmCardRef, CrmPort } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { cardNames, funnelOfStage } from './card-kinds.ts';
import { cardFields, tagsField, toCard } from './card-mapping.ts';
import { gone } from './entity-calls.ts';
import type { EntityCalls } from './entity-calls.ts';
import type { PortalPeople } from './portal-people.ts';
import type { PortalStages } from './portal-stages.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowsOf } from './rows.ts';
import { TagsField } from './tags-field.ts';

type CardCalls = Pick<
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

const select = ['*', tagsField];

/** How often a lost update of tags is repeated: two dialogues may tag one card at the same time. */
const tagRounds = 3;

function methodOf(kind: CrmCardKind, what: 'get' | 'list' | 'add' | 'update'): string {
  return `crm.${cardNames[kind].method}.${what}`;
}

/** Leads and deals of a portal. */
export function cardCalls(
  rest: Bitrix24RestClient,
  entities: EntityCalls,
  { people, stages }: { people: PortalPeople; stages: PortalStages },
): CardCalls {
  const tagFields = { lead: new TagsField(rest, 'lead'), deal: new TagsField(rest, 'deal') };

  const getCard: CardCalls['getCard'] = async ({ kind, id }, context) => {
    const row = await entities.get(methodOf(kind, 'get'), id, context);
    return row === null ? null : toCard(kind, row);
  };
  const update = async ({ kind, id }: CrmCardRef, fields: Record<string, unknown>, context: CrmCallContext) => {
    await rest.write(methodOf(kind, 'update'), { id, fields }, context);
  };

  /**
   * The field is written as a whole, so what another dialogue changes at the same moment is looked for afterwards.
   *
   * @param partOf which of the asked tags are still to be changed
   * @returns all that were changed
   */
  const changeTags = async (
    card: CrmCardRef,
    partOf: (present: string[]) => string[],
    change: (present: string[], part: string[]) => string[],
    context: CrmCallContext,
  ): Promise<string[]> => {
    const changed = new Set<string>();
    for (let round = 0; round <= tagRounds; round += 1) {
      const stored = await getCard(card, context);
      if (stored === null) throw gone(card.kind);
      const part = partOf(stored.tags);
      if (part.length === 0) return [...changed];
      if (round === tagRounds) break;
      // What did not stay written may also have lost its field: somebody removed it from the portal.
      if (round > 0) tagFields[card.kind].forget();
      await tagFields[card.kind].ensure(context);
      for (const tag of part) changed.add(tag);
      await update(card, { [tagsField]: [...new Set(change(stored.tags, part))] }, context);
    }
    throw new VoronkaError('Crm.Busy', 'Others keep writing the tags of this card', { retryAfterMs: 1000 });
  };

  return {
    getCard,

    async findCardByExternalKey(kind, externalKey, context) {
      const row = await entities.findByExternalKey(methodOf(kind, 'list'), select, externalKey, context);
      return row === null ? null : toCard(kind, row);
    },

    async findOpenCards(kind, contactId, context) {
      const params = {
        filter: { CONTACT_ID: contactId, [cardNames[kind].semanticsField]: 'P' },
        select,
        order: { ID: 'DESC' },
        start: -1,
      };
      const { result } = await rest.read(methodOf(kind, 'list'), params, context);
      return rowsOf(result)
        .map((row) => toCard(kind, row))
        .filter((card) => card.contactId === contactId && card.semantics === 'open');
    },

    createCard: (card, context) =>
      stages.requiring(card.kind, card.statusId, context, () =>
        entities.add(methodOf(card.kind, 'add'), { fields: cardFields(card) }, context),
      ),

    moveCard: (card, statusId, context) =>
      stages.requiring(card.kind, statusId, context, async () => {
        if (card.kind === 'lead') return update(card, { STATUS_ID: statusId }, context);
        // The old method leaves a deal in its funnel, whatever stage it is asked for.
        const fields = { categoryId: funnelOfStage(statusId), stageId: statusId };
        await rest.write('crm.item.update', { entityTypeId: cardNames.deal.typeId, id: card.id, fields }, context);
      }),

    async setResponsible(card, userId, context) {
      if (!(await people.has(userId, context))) {
        throw new VoronkaError('Crm.ResponsibleGone', 'the portal has no such person any more');
      }
      await update(card, { ASSIGNED_BY_ID: userId }, context);
    },

    addTags: (card, tags, context) =>
      changeTags(
        card,
        (present) => tags.filter((tag) => !present.includes(tag)),
        (present, missing) => [...present, ...missing],
        context,
      ),

    removeTags: (card, tags, context) =>
      changeTags(
        card,
        (present) => tags.filter((tag) => present.includes(tag)),
        (present, unwanted) => present.filter((tag) => !unwanted.includes(tag)),
        context,
      ),
  };
}
