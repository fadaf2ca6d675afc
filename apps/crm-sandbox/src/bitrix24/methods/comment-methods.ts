import type { JsonObject } from '../../http/json.ts';
import { positiveInteger, scalarText } from '../../http/json.ts';
import { touchActivity } from '../entities/entity-repository.ts';
import { kindByTypeId } from '../fields/entity-kinds.ts';
import type { RowSchema } from '../lists/filter.ts';
import { matchesFilter, parseFilter } from '../lists/filter.ts';
import { pageOf, parseOrder, sortRows } from '../lists/list-page.ts';
import { selectFrom } from '../lists/select.ts';
import type { MethodCall, MethodTable } from '../method.ts';
import type { CommentRow } from '../model.ts';
import { portalTime } from '../portal-time.ts';
import { RestError } from '../rest-error.ts';
import { param, requiredInteger, requiredMap, selectOf } from './call-params.ts';
import { kindByName, timelineOwner } from './timeline-owner.ts';

/** Comments in the timeline of a card. `fields` must be spelled in lower case, unlike in the older methods. */
export const commentMethods: MethodTable = {
  'crm.timeline.comment.add': (call) => {
    const fields = requiredMap(call, 'fields');
    const kind = kindByName((scalarText(fields['ENTITY_TYPE']) ?? '').toLowerCase());
    const owner = timelineOwner(call.portal, kind, positiveInteger(fields['ENTITY_ID']) ?? 0);
    const text = commentText(fields);
    const comment = call.portal.comments.insert((id) => ({
      id,
      text,
      entityTypeId: owner.kind.entityTypeId,
      ownerId: owner.entity.id,
      authorId: positiveInteger(fields['AUTHOR_ID']) ?? call.user.id,
      createdMs: call.portal.now(),
    }));
    touchActivity(call.portal, owner.kind, owner.entity, call.user.id);
    announce(call, 'ADD', comment.id);
    return { result: comment.id };
  },
  'crm.timeline.comment.update': (call) => {
    const comment = existing(call);
    call.portal.comments.put({ ...comment, text: commentText(requiredMap(call, 'fields')) });
    announce(call, 'UPDATE', comment.id);
    return { result: comment.id };
  },
  'crm.timeline.comment.get': (call) => ({ result: commentRow(existing(call)) }),
  'crm.timeline.comment.list': (call) => {
    const ignore = (): void => undefined;
    const filter = parseFilter(param(call, 'filter'), schema, ignore);
    const rows = call.portal.comments.all().filter((row) => matchesFilter(row, filter, schema));
    const sorted = sortRows(rows, parseOrder(param(call, 'order'), schema, ignore), schema);
    const { rows: page, ...counters } = pageOf(sorted, param(call, 'start'));
    const select = selectOf(call);
    return { ...counters, result: page.map((row) => selectFrom(commentRow(row), select)) };
  },
  'crm.timeline.comment.delete': (call) => {
    const { id } = existing(call);
    call.portal.comments.delete(id);
    announce(call, 'DELETE', id);
    return { result: null };
  },
};

function existing(call: MethodCall): CommentRow {
  const comment = call.portal.comments.get(requiredInteger(call, 'id'));
  if (!comment) throw new RestError(400, 'NOT_FOUND', 'Not found.');
  return comment;
}

function commentText(fields: JsonObject): string {
  const text = scalarText(fields['COMMENT']) ?? '';
  if (text.trim() === '') throw new RestError(400, 'INVALID_ARG_VALUE', 'Empty comment');
  return text;
}

function announce(call: MethodCall, what: 'ADD' | 'UPDATE' | 'DELETE', id: number): void {
  call.actor.events.push({ event: `ONCRMTIMELINECOMMENT${what}`, fields: { ID: String(id) } });
}

const schema: RowSchema<CommentRow> = {
  resolve: (name) =>
    ['ID', 'ENTITY_ID', 'ENTITY_TYPE', 'CREATED', 'COMMENT', 'AUTHOR_ID'].includes(name) ? name : undefined,
  typeOf: (field) => (field === 'CREATED' ? 'moment' : field.endsWith('ID') ? 'number' : 'text'),
  read: (row, field) => scalarText(commentRow(row)[field]) ?? null,
};

function commentRow(row: CommentRow): JsonObject {
  return {
    ID: String(row.id),
    ENTITY_ID: String(row.ownerId),
    ENTITY_TYPE: kindByTypeId(row.entityTypeId)?.name ?? '',
    CREATED: portalTime(row.createdMs),
    COMMENT: row.text,
    AUTHOR_ID: String(row.authorId),
    FILES: {},
  };
}
