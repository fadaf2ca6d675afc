import { scalarText } from '../../http/json.ts';
import { tagNamed } from '../entities/tag-set.ts';
import { assertValid, readItems } from '../input/item-reader.ts';
import { filterNumbers, filterTexts, listAnswer } from '../lists/list-page.ts';
import { ok } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { EntityName } from '../model.ts';

/** Tags an account knows, by kind of card. */
export const tagMethods: MethodTable = Object.fromEntries(
  (['leads', 'contacts', 'companies'] as const).flatMap((entity) => [
    [`GET /api/v4/${entity}/tags`, (call: ApiCall) => list(call, entity)],
    [`POST /api/v4/${entity}/tags`, (call: ApiCall) => add(call, entity)],
  ]),
);

function list(call: ApiCall, entity: EntityName): ApiAnswer {
  const query = (scalarText(call.query['query']) ?? '').toLowerCase();
  const names = filterTexts(call, 'name');
  const ids = filterNumbers(call, 'id');
  const tags = call.account.tags
    .all()
    .filter(
      (tag) =>
        tag.entity === entity &&
        tag.name.toLowerCase().includes(query) &&
        (names?.includes(tag.name) ?? true) &&
        (ids?.includes(tag.id) ?? true),
    );
  return listAnswer(call, 'tags', tags, (tag) => ({ id: tag.id, name: tag.name, color: null }));
}

/** A name that is there already answers with the tag that has it. */
function add(call: ApiCall, entity: EntityName): ApiAnswer {
  const readers = readItems(call.body);
  const tags = readers.map((reader) => {
    const name = reader.text('name')?.trim() ?? '';
    if (name === '') reader.refuseMissing('name');
    const id = tagNamed(call.account, entity, name);
    return { id, name: call.account.tags.get(id)?.name ?? name, color: null, request_id: reader.requestId };
  });
  assertValid(readers);
  return ok({ _total_items: tags.length, _embedded: { tags } });
}
