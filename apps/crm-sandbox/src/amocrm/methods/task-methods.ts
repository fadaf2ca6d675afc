import type { JsonObject } from '../../http/json.ts';
import { accountProfile, livingCard, nowSeconds } from '../account.ts';
import { notFound } from '../api-error.ts';
import { selfLink } from '../entities/card-view.ts';
import { recordEvent } from '../events/actor.ts';
import { hookTask } from '../events/hook-items.ts';
import { assertValid, readItem, readItems } from '../input/item-reader.ts';
import type { ItemReader } from '../input/item-reader.ts';
import { filterNumbers, filterOf, filterTexts, inRange, listAnswer } from '../lists/list-page.ts';
import { noContent, ok, pathId, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import { adminUserId } from '../seed.ts';
import type { EntityName, Task } from '../model.ts';

/** Tasks of people. */
export const taskMethods: MethodTable = {
  'GET /api/v4/tasks': list,
  'GET /api/v4/tasks/{id}': get,
  'POST /api/v4/tasks': add,
  'PATCH /api/v4/tasks': updateMany,
  'PATCH /api/v4/tasks/{id}': updateOne,
};

const entityNames: readonly EntityName[] = ['leads', 'contacts', 'companies'];

function list(call: ApiCall): ApiAnswer {
  const oneOf = (name: string, value: number | null): boolean =>
    filterNumbers(call, name)?.includes(value ?? 0) ?? true;
  const types = filterTexts(call, 'entity_type');
  const completed = filterOf(call, 'is_completed');
  const tasks = call.account.tasks
    .all()
    .filter(
      (task) =>
        oneOf('id', task.id) &&
        oneOf('responsible_user_id', task.responsibleUserId) &&
        oneOf('entity_id', task.entityId) &&
        oneOf('task_type', task.taskTypeId) &&
        (types?.includes(task.entity ?? '') ?? true) &&
        (completed === undefined || task.isCompleted === ['1', 'true'].includes(String(completed as string))) &&
        inRange(call, 'updated_at', task.updatedAt),
    );
  return listAnswer(call, 'tasks', tasks, (task) => taskView(call, task));
}

function get(call: ApiCall): ApiAnswer {
  const task = call.account.tasks.get(pathId(call));
  return task ? ok(taskView(call, task)) : noContent;
}

function add(call: ApiCall): ApiAnswer {
  const readers = readItems(call.body);
  const added = readers.map((reader) => addTask(call, reader));
  assertValid(readers);
  const rows = added.map((task, index): JsonObject => ({
    id: task.id,
    request_id: readers[index]?.requestId ?? '',
    _links: selfLink(viewOptions(call), `tasks/${task.id}`),
  }));
  return ok({ _links: selfLink(viewOptions(call), 'tasks'), _embedded: { tasks: rows } });
}

function addTask(call: ApiCall, reader: ItemReader): Task {
  const { account, actor } = call;
  const now = nowSeconds(account);
  const text = reader.text('text');
  const completeTill = reader.integer('complete_till');
  if (text === undefined || text === '') reader.refuseMissing('text');
  if (completeTill === undefined) reader.refuseMissing('complete_till');
  const { entity, entityId } = readOwner(call, reader);
  const task = account.tasks.insert((id) => ({
    id,
    entity,
    entityId,
    text: text ?? '',
    completeTill: completeTill ?? 0,
    taskTypeId: reader.integer('task_type_id') ?? 1,
    duration: reader.integer('duration') ?? 0,
    isCompleted: reader.flag('is_completed') ?? false,
    resultText: reader.object('result')?.text('text') ?? null,
    responsibleUserId: readResponsible(call, reader) ?? (actor.userId || adminUserId),
    createdBy: reader.integer('created_by') ?? actor.userId,
    updatedBy: actor.userId,
    createdAt: reader.integer('created_at') ?? now,
    updatedAt: now,
  }));
  recordEvent(account, actor, 'task_added', 'tasks', task.id);
  pushTaskHook(call, task, 'add');
  return task;
}

/** A task may stand alone; one with a card has to name both its kind and its id. */
function readOwner(call: ApiCall, reader: ItemReader): Pick<Task, 'entity' | 'entityId'> {
  const id = reader.integer('entity_id');
  const type = reader.text('entity_type');
  if (id === undefined && type === undefined) return { entity: null, entityId: null };
  const entity = entityNames.find((name) => name === type);
  if (!entity) reader.refuseChoice('entity_type');
  else if (id === undefined || !livingCard(call.account, entity, id)) reader.refuseChoice('entity_id');
  return { entity: entity ?? null, entityId: id ?? null };
}

function readResponsible(call: ApiCall, reader: ItemReader): number | undefined {
  const id = reader.integer('responsible_user_id');
  if (id === undefined) return undefined;
  const user = call.account.users.get(id);
  if (!user || user.isDeleted) reader.refuseChoice('responsible_user_id');
  return id;
}

function updateMany(call: ApiCall): ApiAnswer {
  const readers = readItems(call.body);
  const updated = readers.flatMap((reader) => {
    const id = reader.integer('id');
    if (id !== undefined) return update(call, id, reader);
    reader.refuseMissing('id');
    return [];
  });
  assertValid(readers);
  const rows = updated.map((task) => updateView(call, task));
  return ok({ _links: selfLink(viewOptions(call), 'tasks'), _embedded: { tasks: rows } });
}

function updateOne(call: ApiCall): ApiAnswer {
  const reader = readItem(call.body);
  const updated = update(call, pathId(call), reader);
  assertValid([reader]);
  return ok(updateView(call, updated));
}

function update(call: ApiCall, id: number, reader: ItemReader): Task {
  const { account, actor } = call;
  const task = account.tasks.get(id);
  if (!task) throw notFound();
  const changed: Task = {
    ...task,
    text: reader.text('text') ?? task.text,
    completeTill: reader.integer('complete_till') ?? task.completeTill,
    taskTypeId: reader.integer('task_type_id') ?? task.taskTypeId,
    isCompleted: reader.flag('is_completed') ?? task.isCompleted,
    resultText: reader.object('result')?.text('text') ?? task.resultText,
    responsibleUserId: readResponsible(call, reader) ?? task.responsibleUserId,
    updatedBy: actor.userId,
    updatedAt: nowSeconds(account),
  };
  account.tasks.put(changed);
  if (changed.isCompleted && !task.isCompleted) recordEvent(account, actor, 'task_completed', 'tasks', task.id);
  pushTaskHook(call, changed, 'update');
  return changed;
}

function pushTaskHook(call: ApiCall, task: Task, action: 'add' | 'update'): void {
  call.actor.hooks.push({
    setting: `${action}_task`,
    keys: ['task', action],
    entityId: task.id,
    item: hookTask(task),
  });
}

function updateView(call: ApiCall, task: Task): JsonObject {
  return { id: task.id, updated_at: task.updatedAt, _links: selfLink(viewOptions(call), `tasks/${task.id}`) };
}

function taskView(call: ApiCall, task: Task): JsonObject {
  return {
    id: task.id,
    created_by: task.createdBy,
    updated_by: task.updatedBy,
    created_at: task.createdAt,
    updated_at: task.updatedAt,
    responsible_user_id: task.responsibleUserId,
    group_id: 0,
    entity_id: task.entityId,
    entity_type: task.entity,
    duration: task.duration,
    is_completed: task.isCompleted,
    task_type_id: task.taskTypeId,
    text: task.text,
    result: task.resultText === null ? [] : { text: task.resultText },
    complete_till: task.completeTill,
    account_id: accountProfile.id,
    _links: selfLink(viewOptions(call), `tasks/${task.id}`),
  };
}
