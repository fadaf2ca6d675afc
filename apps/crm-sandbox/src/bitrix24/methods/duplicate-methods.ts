import type { Json } from '../../http/json.ts';
import { listOf, phpMap, scalarText } from '../../http/json.ts';
import { communicationKey } from '../entities/multifield-rules.ts';
import { contactKind, leadKind } from '../fields/entity-kinds.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import type { MethodCall, MethodTable } from '../method.ts';
import { RestError } from '../rest-error.ts';
import { visibleEntities } from './classic-entity-methods.ts';

/** From this many cards of one type on, the portal leaves the following types out. */
const crowdedFrom = 20;
const maxValues = 20;

/** `crm.duplicate.findbycomm`: `[]` when nothing is found, else only the types with hits. */
export const duplicateMethods: MethodTable = {
  'crm.duplicate.findbycomm': (call) => {
    const type = scalarText(call.params['type']) ?? '';
    if (type === '') throw new RestError(400, 'Communication type is not defined', "Parameter 'type' is required.");
    if (type !== 'PHONE' && type !== 'EMAIL') {
      const text = `Communication type '${type}' is not supported in current context`;
      throw new RestError(400, text, text);
    }
    const values = listOf(call.params['values']).slice(0, maxValues);
    if (values.length === 0)
      throw new RestError(400, 'Communication values is not defined', "Parameter 'values' is required.");
    const keys = new Set(values.map((value) => communicationKey(type, scalarText(value) ?? '')).filter(Boolean));
    return { result: phpMap(search(call, type, keys)) };
  },
};

function search(call: MethodCall, type: string, keys: ReadonlySet<string>): [string, Json][] {
  const only = scalarText(call.params['entity_type']) ?? '';
  const found: [string, Json][] = [];
  for (const kind of [leadKind, contactKind]) {
    const name = kind.eventPart;
    if (only !== '' && only !== name) continue;
    const ids = idsOf(call, kind, type, keys);
    if (ids.length > 0) found.push([name, ids.slice(0, crowdedFrom)]);
    if (ids.length >= crowdedFrom) break;
  }
  return found;
}

function idsOf(call: MethodCall, kind: EntityKind, type: string, keys: ReadonlySet<string>): number[] {
  return visibleEntities(call, kind)
    .filter((entity) =>
      entity.multifields.some((row) => row.typeId === type && keys.has(communicationKey(type, row.value))),
    )
    .map((entity) => entity.id);
}
