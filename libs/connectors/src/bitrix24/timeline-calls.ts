import type { CrmPort } from '@voronka/contracts';
import { cardNames, contactTypeId } from './card-kinds.ts';
import { hasMarker, toCommentText } from '../shared/comment-text.ts';
import type { EntityCalls } from './entity-calls.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowOf, rowsOf, textOf } from './rows.ts';

type TimelineCalls = Pick<CrmPort, 'findComment' | 'addComment' | 'updateComment' | 'findTask' | 'addTask'>;

function typeIdOf(kind: 'lead' | 'deal' | 'contact'): number {
  return kind === 'contact' ? contactTypeId : cardNames[kind].typeId;
}

/** Comments and to-dos on cards. Both carry their marker as the last line of their text. */
export function timelineCalls(rest: Bitrix24RestClient, entities: EntityCalls): TimelineCalls {
  return {
    async findComment({ card, marker }, context) {
      const params = {
        filter: { ENTITY_ID: card.id, ENTITY_TYPE: cardNames[card.kind].method },
        select: ['ID', 'COMMENT'],
        order: { ID: 'ASC' },
      };
      const rows = rowsOf(await rest.readAll('crm.timeline.comment.list', params, context));
      return textOf(rows.find((row) => hasMarker(textOf(row.COMMENT) ?? '', marker))?.ID);
    },

    addComment({ card, marker, text }, context) {
      const fields = {
        ENTITY_ID: card.id,
        ENTITY_TYPE: cardNames[card.kind].method,
        COMMENT: toCommentText(text, marker),
      };
      return entities.add('crm.timeline.comment.add', { fields }, context);
    },

    // Writes only what differs. A comment that a person has deleted stays deleted.
    async updateComment(id, { text, marker }, context) {
      const comment = toCommentText(text, marker);
      const row = await entities.get('crm.timeline.comment.get', id, context);
      if (row === null || textOf(row.COMMENT) === comment) return;
      await rest.write('crm.timeline.comment.update', { id, fields: { COMMENT: comment } }, context);
    },

    async findTask({ owner, marker }, context) {
      const params = {
        filter: { OWNER_TYPE_ID: typeIdOf(owner.kind), OWNER_ID: owner.id, PROVIDER_ID: 'CRM_TODO' },
        select: ['ID', 'DESCRIPTION'],
        order: { ID: 'ASC' },
      };
      const rows = rowsOf(await rest.readAll('crm.activity.list', params, context));
      return textOf(rows.find((row) => hasMarker(textOf(row.DESCRIPTION) ?? '', marker))?.ID);
    },

    addTask({ owner, marker, text, deadlineAt, responsibleId }, context) {
      const params = {
        ownerTypeId: typeIdOf(owner.kind),
        ownerId: Number(owner.id),
        deadline: deadlineAt,
        description: toCommentText(text, marker),
        ...(responsibleId === null ? {} : { responsibleId: Number(responsibleId) }),
      };
      return entities.add('crm.activity.todo.add', params, context, (result) => rowOf(result)?.id);
    },
  };
}
