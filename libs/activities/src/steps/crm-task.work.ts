import type { CrmTaskOwner } from '@voronka/contracts';
import { writeOnce } from '../crm/index.ts';
import { readCard } from './crm-card.work.ts';
import { cardDetail, commandKey, knownCardOf } from './crm-material.ts';
import type { CrmAccess } from './crm-material.ts';
import type { CrmWork } from './crm-work.ts';

/** Vendors want a deadline; a to-do without one is for a client who waits, and so for the next hour. */
const defaultDeadlineMs = 60 * 60_000;

/** The card's own manager; on a contact, the dialogue's. */
async function responsibleFor(owner: CrmTaskOwner, access: CrmAccess, otherwise: string | null) {
  if (owner.kind === 'contact') return otherwise;
  return (await readCard(access, owner)).responsibleId ?? otherwise;
}

/** Gives the responsible manager something to do, once per command: on the card, or on the contact of a client without. */
export const createTaskWork: CrmWork<'createTask'> = async (material, access, protocol, _, ref) => {
  const { contactId, decidedAt, responsibleCrmUserId } = material;
  const card = knownCardOf(material);
  const owner: CrmTaskOwner | null = card ?? (contactId === null ? null : { kind: 'contact', id: contactId });
  if (owner === null) return { outcome: 'refused', detail: { reason: 'Step.NothingInCrm' } };
  const { text, deadlineAt } = material.command;
  const marker = commandKey(ref, material, 'task');
  // Read before the intent is marked as sent: the write itself has to leave at once then.
  const responsibleId = await responsibleFor(owner, access, responsibleCrmUserId);
  const taskId = await writeOnce(protocol, {
    key: marker,
    integrationId: access.integrationId,
    dialogueId: material.dialogueId,
    place: 'crm.write.createTask',
    indexLagMs: access.crm.indexLagMs,
    lookUp: () => access.crm.findTask({ owner, marker }, access.context),
    write: () =>
      access.crm.addTask(
        {
          owner,
          marker,
          text,
          deadlineAt: deadlineAt ?? new Date(Date.parse(decidedAt) + defaultDeadlineMs).toISOString(),
          responsibleId,
        },
        access.context,
      ),
  });
  return { outcome: 'done', detail: { ...(card === null ? { contactId } : cardDetail(card)), taskId } };
};
