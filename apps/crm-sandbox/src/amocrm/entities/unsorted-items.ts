import type { Account } from '../account.ts';
import { announceAdded } from '../events/announce.ts';
import type { Actor } from '../events/actor.ts';
import type { Lead } from '../model.ts';

/** A lead that leaves «Неразобранное», however that comes, is accepted: its contacts become visible. */
export function acceptWhenMoved(account: Account, before: Lead, after: Lead, actor: Actor): void {
  const item = account.unsorted.find((row) => row.leadId === after.id);
  if (!item || (before.statusId === after.statusId && before.pipelineId === after.pipelineId)) return;
  for (const id of item.contactIds) {
    const contact = account.contacts.get(id);
    if (!contact) continue;
    const accepted = { ...contact, isUnsorted: false };
    account.contacts.put(accepted);
    announceAdded(account, 'contacts', accepted, actor);
  }
  account.unsorted.delete(item.id);
}

/** A lead that goes to the bin from «Неразобранное» is declined: nobody ever sees its contacts. */
export function declineWhenDeleted(account: Account, lead: Lead): void {
  const item = account.unsorted.find((row) => row.leadId === lead.id);
  if (!item) return;
  for (const id of item.contactIds) account.contacts.delete(id);
  account.unsorted.delete(item.id);
}
