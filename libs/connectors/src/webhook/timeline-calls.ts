import type { CrmPort } from '@voronka/contracts';
import { plainTextWithin } from '../shared/comment-text.ts';
import { textOf } from '../shared/rows.ts';
import type { WebhookCommandClient } from './command-client.ts';

type TimelineCalls = Pick<CrmPort, 'findComment' | 'addComment' | 'updateComment' | 'findTask' | 'addTask'>;

/**
 * Notes and tasks. A receiver that is not asked for them gets the same key again instead, and makes none twice. Texts arrive
 * without working tags, however the receiver shows them.
 */
export function timelineCalls(receiver: WebhookCommandClient): TimelineCalls {
  return {
    async findComment({ card, marker }, context) {
      return textOf(await receiver.ask('note.find', { lead: card.id, key: marker }, 'id', context));
    },
    async addComment({ card, marker, text }, context) {
      const data = { lead: card.id, key: marker, text: plainTextWithin(text) };
      return (await receiver.make('note.create', { noun: 'note', key: marker }, data, context)).id;
    },
    async updateComment(id, { card, marker, text }, context) {
      await receiver.set('note.update', { id, lead: card.id, key: marker, text: plainTextWithin(text) }, context);
    },
    async findTask({ owner, marker }, context) {
      const data = { of: owner.kind, owner: owner.id, key: marker };
      return textOf(await receiver.ask('task.find', data, 'id', context));
    },
    async addTask({ owner, marker, text, deadlineAt, responsibleId }, context) {
      const what = { text: plainTextWithin(text), deadlineAt, responsible: responsibleId };
      const data = { of: owner.kind, owner: owner.id, key: marker, ...what };
      return (await receiver.make('task.create', { noun: 'task', key: marker }, data, context)).id;
    },
  };
}
