import { changeContactOnce } from '../crm/index.ts';
import { commandKey } from './crm-material.ts';
import type { CrmWork } from './crm-work.ts';

/** Brings the contact to what is known by now, by the step's policy for each field, once per command. */
export const updateContactWork: CrmWork<'updateContact'> = async (material, access, protocol, _, ref) => {
  const { contactId, dialogueId, command } = material;
  if (contactId === null) return { outcome: 'refused', detail: { reason: 'Step.NoContact' } };
  const { name, phone, email, policies } = command;
  const fields = await changeContactOnce(protocol, {
    key: commandKey(ref, material, 'updateContact'),
    integrationId: access.integrationId,
    dialogueId,
    contactId,
    known: { name, phone, email },
    policies,
    context: access.context,
  });
  return { outcome: fields > 0 ? 'done' : 'alreadyDone', detail: { contactId, fields } };
};
