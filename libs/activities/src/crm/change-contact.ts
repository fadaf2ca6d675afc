import type { CrmCallContext, CrmClientData, CrmContactChange, CrmPort, CrmUpdatePolicies } from '@voronka/contracts';
import type { WriteProtocol } from './effectively-once.ts';
import { writeOnce } from './effectively-once.ts';

/** One change of a contact that is there. */
export interface ContactUpdate {
  /** External key of the change: the same over attempts, another for every command. */
  key: string;
  integrationId: string;
  dialogueId: string;
  contactId: string;
  known: CrmClientData;
  policies: CrmUpdatePolicies;
  context: CrmCallContext;
}

/**
 * Brings a contact to what is known, once: a second attempt writes only when the first one's request has certainly come to
 * rest, or a number would stand on the card twice.
 *
 * @returns how many fields were written; 0 when the contact has it all
 * @throws VoronkaError `Crm.Busy` or `Crm.Ambiguous`, to be retried after `details.retryAfterMs`; other `Crm.*` of the port
 */
export async function changeContactOnce(
  protocol: WriteProtocol & { crm: CrmPort },
  update: ContactUpdate,
): Promise<number> {
  const { crm } = protocol;
  const { key, integrationId, dialogueId, contactId, known, policies, context } = update;
  const plan = () => crm.planContactChange(contactId, known, policies, context);
  // Read before the intent is marked as sent: the write itself has to leave at once then.
  const planned = await plan();
  if (planned === null) return 0;
  let change: CrmContactChange | null = planned;
  let written = 0;
  await writeOnce(protocol, {
    key,
    integrationId,
    dialogueId,
    place: 'crm.write.updateContact',
    indexLagMs: crm.indexLagMs,
    lookUp: async () => {
      change = await plan();
      return change === null ? contactId : null;
    },
    write: async () => {
      if (change !== null) await crm.changeContact(change, context);
      written = change?.changed.length ?? 0;
      return contactId;
    },
  });
  return written;
}
