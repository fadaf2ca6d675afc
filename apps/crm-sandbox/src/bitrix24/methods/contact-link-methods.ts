import { positiveInteger, scalarText } from '../../http/json.ts';
import { setContacts } from '../entities/entity-repository.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import type { MethodCall, MethodTable } from '../method.ts';
import type { ContactLink, Entity } from '../model.ts';
import { RestError } from '../rest-error.ts';
import { requiredInteger, requiredMap } from './call-params.ts';

/** `crm.lead.contact.add` and `.items.get`, and the same for deals. */
export function contactLinkMethods(kind: EntityKind): MethodTable {
  return {
    [`crm.${kind.name}.contact.add`]: (call) => {
      const entity = owner(call, kind);
      const fields = requiredMap(call, 'fields');
      const contactId = positiveInteger(fields['CONTACT_ID']);
      if (contactId === undefined) throw new RestError(400, '', 'The parameter fields[CONTACT_ID] is required.');
      if (!call.portal.entities.contact.get(contactId)) throw new RestError(400, 'NOT_FOUND', 'Not found.');
      const others = entity.contacts.filter((link) => link.contactId !== contactId);
      const primary = scalarText(fields['IS_PRIMARY']) === 'Y' || others.length === 0;
      const sort = positiveInteger(fields['SORT']) ?? (others.length + 1) * 10;
      const links: ContactLink[] = [
        ...others.map((link) => (primary ? { ...link, primary: false } : link)),
        { contactId, sort, primary },
      ];
      setContacts(call.portal, kind, entity, links, call.actor);
      return { result: true };
    },
    [`crm.${kind.name}.contact.items.get`]: (call) => ({
      result: [...owner(call, kind).contacts]
        .sort((a, b) => a.sort - b.sort)
        .map((link) => ({
          CONTACT_ID: link.contactId,
          SORT: link.sort,
          ROLE_ID: 0,
          IS_PRIMARY: link.primary ? 'Y' : 'N',
        })),
    }),
  };
}

function owner(call: MethodCall, kind: EntityKind): Entity {
  const entity = call.portal.entities[kind.name].get(requiredInteger(call, 'id'));
  if (!entity) throw new RestError(400, 'NOT_FOUND', 'Not found.');
  return entity;
}
