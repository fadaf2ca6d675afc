import type { Json, JsonObject } from '../../http/json.ts';
import { accountProfile, livingCard, nowSeconds } from '../account.ts';
import { notFound } from '../api-error.ts';
import { selfLink } from '../entities/card-view.ts';
import { recordEvent } from '../events/actor.ts';
import { hookNames, hookNote } from '../events/hook-items.ts';
import { assertValid, readItem, readItems } from '../input/item-reader.ts';
import type { ItemReader } from '../input/item-reader.ts';
import { filterNumbers, filterTexts, inRange, listAnswer } from '../lists/list-page.ts';
import { noContent, ok, pathId, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { EntityName, Note } from '../model.ts';

/** What each kind of note needs in `params`. */
const requiredParams: Readonly<Record<string, readonly string[]>> = {
  common: ['text'],
  call_in: ['uniq', 'duration', 'source', 'phone'],
  call_out: ['uniq', 'duration', 'source', 'phone'],
  service_message: ['service', 'text'],
  extended_service_message: ['service', 'text'],
  sms_in: ['text', 'phone'],
  sms_out: ['text', 'phone'],
  geolocation: ['text', 'address', 'longitude', 'latitude'],
  attachment: ['version_uuid', 'file_uuid', 'file_name'],
};

/** Notes of the cards. */
export const noteMethods: MethodTable = Object.fromEntries(
  (['leads', 'contacts', 'companies'] as const).flatMap((entity) => [
    [`GET /api/v4/${entity}/notes`, (call: ApiCall) => list(call, entity, null)],
    [`GET /api/v4/${entity}/notes/{id}`, (call: ApiCall) => get(call, entity, pathId(call))],
    [`POST /api/v4/${entity}/notes`, (call: ApiCall) => add(call, entity, null)],
    [`GET /api/v4/${entity}/{id}/notes`, (call: ApiCall) => list(call, entity, pathId(call))],
    [`GET /api/v4/${entity}/{id}/notes/{noteId}`, (call: ApiCall) => get(call, entity, pathId(call, 'noteId'))],
    [`POST /api/v4/${entity}/{id}/notes`, (call: ApiCall) => add(call, entity, pathId(call))],
    [`PATCH /api/v4/${entity}/{id}/notes/{noteId}`, (call: ApiCall) => change(call, entity)],
  ]),
);

function list(call: ApiCall, entity: EntityName, cardId: number | null): ApiAnswer {
  const ids = filterNumbers(call, 'id');
  const cardIds = filterNumbers(call, 'entity_id');
  const types = filterTexts(call, 'note_type');
  const notes = call.account.notes
    .all()
    .filter(
      (note) =>
        note.entity === entity &&
        (cardId === null || note.entityId === cardId) &&
        (ids?.includes(note.id) ?? true) &&
        (cardIds?.includes(note.entityId) ?? true) &&
        (types?.includes(note.noteType) ?? true) &&
        inRange(call, 'updated_at', note.updatedAt),
    );
  return listAnswer(call, 'notes', notes, (note) => noteView(call, note));
}

function get(call: ApiCall, entity: EntityName, id: number): ApiAnswer {
  const note = call.account.notes.get(id);
  return note?.entity === entity ? ok(noteView(call, note)) : noContent;
}

function add(call: ApiCall, entity: EntityName, cardId: number | null): ApiAnswer {
  if (cardId !== null && !livingCard(call.account, entity, cardId)) throw notFound();
  const readers = readItems(call.body);
  const added = readers.map((reader) => addNote(call, entity, cardId ?? readCardId(call, entity, reader), reader));
  assertValid(readers);
  const rows = added.map((note, index): JsonObject => ({
    id: note.id,
    entity_id: note.entityId,
    request_id: readers[index]?.requestId ?? '',
    _links: selfLink(viewOptions(call), `${entity}/${note.entityId}/notes/${note.id}`),
  }));
  return ok({ _links: selfLink(viewOptions(call), `${entity}/notes`), _embedded: { notes: rows } });
}

function readCardId(call: ApiCall, entity: EntityName, reader: ItemReader): number {
  const id = reader.integer('entity_id');
  if (id === undefined) reader.refuseMissing('entity_id');
  else if (!livingCard(call.account, entity, id)) reader.refuseChoice('entity_id');
  return id ?? 0;
}

function addNote(call: ApiCall, entity: EntityName, entityId: number, reader: ItemReader): Note {
  const { account, actor } = call;
  const noteType = reader.text('note_type') ?? '';
  const required = requiredParams[noteType];
  if (!required) reader.refuseChoice('note_type');
  const params = readParams(reader, required ?? []);
  const now = nowSeconds(account);
  const note = account.notes.insert((id) => ({
    id,
    entity,
    entityId,
    noteType,
    params,
    createdBy: reader.integer('created_by') ?? actor.userId,
    createdAt: reader.integer('created_at') ?? now,
    updatedAt: now,
  }));
  recordEvent(account, actor, `${noteType}_note_added`, entity, entityId, [{ note: { id: note.id } }]);
  pushNoteHook(call, note);
  return note;
}

function change(call: ApiCall, entity: EntityName): ApiAnswer {
  const note = call.account.notes.get(pathId(call, 'noteId'));
  if (note?.entity !== entity || note.entityId !== pathId(call)) throw notFound();
  const reader = readItem(call.body);
  const params = readParams(reader, requiredParams[note.noteType] ?? []);
  assertValid([reader]);
  const changed = { ...note, params, updatedAt: nowSeconds(call.account) };
  call.account.notes.put(changed);
  pushNoteHook(call, changed);
  return ok({ id: note.id, entity_id: note.entityId, updated_at: changed.updatedAt });
}

function readParams(reader: ItemReader, required: readonly string[]): Readonly<Record<string, Json>> {
  const params = reader.object('params');
  if (!params) {
    if (!reader.has('params')) reader.refuseMissing('params');
    return {};
  }
  for (const name of required) if (!params.has(name) || params.item[name] === '') params.refuseMissing(name);
  if (required.includes('text')) params.text('text');
  return params.item;
}

function pushNoteHook(call: ApiCall, note: Note): void {
  const { key, suffix } = hookNames[note.entity];
  call.actor.hooks.push({
    setting: `note_${suffix}`,
    keys: [key, 'note'],
    entityId: note.entityId,
    item: hookNote(note, call.actor.userId),
  });
}

function noteView(call: ApiCall, note: Note): JsonObject {
  return {
    id: note.id,
    entity_id: note.entityId,
    created_by: note.createdBy,
    updated_by: note.createdBy,
    created_at: note.createdAt,
    updated_at: note.updatedAt,
    responsible_user_id: note.createdBy,
    group_id: 0,
    note_type: note.noteType,
    params: { ...note.params },
    account_id: accountProfile.id,
    _links: selfLink(viewOptions(call), `${note.entity}/${note.entityId}/notes/${note.id}`),
  };
}
