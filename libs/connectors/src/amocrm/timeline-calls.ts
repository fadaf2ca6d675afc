import type { CrmPort, CrmTaskOwner } from '@voronka/contracts';
import { hasMarker, toCommentText } from '../shared/comment-text.ts';
import { notSupported } from '../shared/not-supported.ts';
import type { Row } from '../shared/rows.ts';
import { rowOf, textOf } from '../shared/rows.ts';
import { createdId } from './created-rows.ts';
import { isNotFound } from './failures.ts';
import type { AmocrmRestClient, Query } from './rest-client.ts';

type TimelineCalls = Pick<CrmPort, 'findComment' | 'addComment' | 'updateComment' | 'findTask' | 'addTask'>;

/** "Follow up", the kind of task that every account has. */
const followUp = 1;

function entityOf(owner: CrmTaskOwner): 'leads' | 'contacts' {
  if (owner.kind === 'deal') throw notSupported('deals');
  return owner.kind === 'lead' ? 'leads' : 'contacts';
}

function noteText(note: Row): string {
  return textOf(rowOf(note.params)?.text) ?? '';
}

/** Notes and tasks on cards. Both carry their marker as the last line of their text. */
export function timelineCalls(rest: AmocrmRestClient): TimelineCalls {
  const notesOf = (owner: CrmTaskOwner) => `${entityOf(owner)}/${encodeURIComponent(owner.id)}/notes`;
  return {
    async findComment({ card, marker }, context) {
      const rows = await rest.readAll(notesOf(card), 'notes', [['filter[note_type][]', 'common']], context);
      const found = rows.find((row) => textOf(row.entity_id) === card.id && hasMarker(noteText(row), marker));
      return textOf(found?.id);
    },

    async addComment({ card, marker, text }, context) {
      const note = { note_type: 'common', params: { text: toCommentText(text, marker) } };
      return createdId(await rest.write('POST', notesOf(card), [note], context), 'notes');
    },

    // Writes only what differs. A note that a person has deleted stays deleted.
    async updateComment(id, { card, text, marker }, context) {
      const path = `${notesOf(card)}/${encodeURIComponent(id)}`;
      const wanted = toCommentText(text, marker);
      const note = await rest.read(path, [], context).catch((error: unknown) => {
        if (isNotFound(error)) return null;
        throw error;
      });
      if (note === null || noteText(note) === wanted) return;
      await rest.write('PATCH', path, { note_type: 'common', params: { text: wanted } }, context);
    },

    async findTask({ owner, marker }, context) {
      const query: Query = [
        ['filter[entity_type]', entityOf(owner)],
        ['filter[entity_id][]', owner.id],
      ];
      const rows = await rest.readAll('tasks', 'tasks', query, context);
      const isOurs = (row: Row) => row.entity_type === entityOf(owner) && textOf(row.entity_id) === owner.id;
      return textOf(rows.find((row) => isOurs(row) && hasMarker(textOf(row.text) ?? '', marker))?.id);
    },

    async addTask({ owner, marker, text, deadlineAt, responsibleId }, context) {
      const task = {
        text: toCommentText(text, marker),
        complete_till: Math.floor(Date.parse(deadlineAt) / 1000),
        entity_type: entityOf(owner),
        entity_id: Number(owner.id),
        task_type_id: followUp,
        ...(responsibleId === null ? {} : { responsible_user_id: Number(responsibleId) }),
      };
      return createdId(await rest.write('POST', 'tasks', [task], context), 'tasks');
    },
  };
}
