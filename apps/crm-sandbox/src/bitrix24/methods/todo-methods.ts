import { positiveInteger, scalarText } from '../../http/json.ts';
import { touchActivity } from '../entities/entity-repository.ts';
import { kindByTypeId } from '../fields/entity-kinds.ts';
import type { MethodTable } from '../method.ts';
import { parsePortalTime } from '../portal-time.ts';
import { RestError, missingParameter } from '../rest-error.ts';
import { requiredInteger } from './call-params.ts';
import { timelineOwner } from './timeline-owner.ts';

/** `crm.activity.todo.add`: a task for a manager on a card. */
export const todoMethods: MethodTable = {
  'crm.activity.todo.add': (call) => {
    const ownerTypeId = requiredInteger(call, 'ownerTypeId');
    const ownerId = requiredInteger(call, 'ownerId');
    const deadline = scalarText(call.params['deadline']);
    if (!deadline) throw missingParameter('deadline');
    const deadlineMs = parsePortalTime(deadline);
    if (deadlineMs === null) throw new RestError(400, 'WRONG_DATETIME_FORMAT', 'Incorrect date format');
    const owner = timelineOwner(call.portal, kindByTypeId(ownerTypeId), ownerId);
    const todo = call.portal.todos.insert((id) => ({
      id,
      ownerTypeId,
      ownerId,
      deadlineMs,
      title: scalarText(call.params['title']) || 'Дело',
      description: scalarText(call.params['description']) ?? '',
      responsibleId: positiveInteger(call.params['responsibleId']) ?? call.user.id,
      createdMs: call.portal.now(),
      authorId: call.user.id,
    }));
    touchActivity(call.portal, owner.kind, owner.entity, call.user.id);
    call.actor.events.push({ event: 'ONCRMACTIVITYADD', fields: { ID: String(todo.id) } });
    return { result: { id: todo.id } };
  },
};
