import type { CrmCallContext, CrmPort } from '@voronka/contracts';
import type { CrmCapability } from '@voronka/domain';
import { newCard } from './crm-port-cards.contract.ts';
import type { CrmTraits, CrmUnderTest } from './crm-under-test.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const policies = { name: 'fillEmpty', phone: 'append', email: 'append' } as const;
const text = { marker: 'm', text: 'Привет' };
const deadlineAt = '2030-01-01T10:00:00.000Z';

/** What a CRM without this would have to refuse, on a lead that is there. */
const deeds: Partial<Record<CrmCapability, (crm: CrmPort, under: CrmUnderTest, id: string) => Promise<unknown>[]>> = {
  contactChanges: (crm) => [
    crm.planContactChange('1', { name: 'А', phone: null, email: null }, policies, context),
    crm.changeContact({ contactId: '1', changed: ['name'], fields: {} }, context),
  ],
  deals: (crm, under) => [crm.createCard(newCard(under, 'deal'), context)],
  stages: (crm, { known }, id) => [crm.moveCard({ kind: 'lead', id }, known.statuses.lead.later, context)],
  tags: (crm, _, id) => [
    crm.addTags({ kind: 'lead', id }, ['чат'], context),
    crm.removeTags({ kind: 'lead', id }, ['чат'], context),
  ],
  notes: (crm, _, id) => [
    crm.addComment({ card: { kind: 'lead', id }, ...text }, context),
    crm.updateComment('1', { card: { kind: 'lead', id }, ...text }, context),
    crm.findComment({ card: { kind: 'lead', id }, marker: 'm' }, context),
  ],
  responsible: (crm, { known }, id) => [
    crm.setResponsible({ kind: 'lead', id }, known.manager, context),
    crm.listUsers(context),
  ],
  tasks: (crm, _, id) => [
    crm.addTask({ owner: { kind: 'lead', id }, ...text, deadlineAt, responsibleId: null }, context),
    crm.findTask({ owner: { kind: 'lead', id }, marker: 'm' }, context),
  ],
};

/** The part of the contract about what a vendor cannot do. @param under the vendor, once it is started */
export function describeCrmRefusals(under: () => CrmUnderTest, { capabilities }: CrmTraits): void {
  const missing = (Object.keys(deeds) as CrmCapability[]).filter((capability) => !capabilities[capability]);
  if (missing.length === 0) return;

  it.each(missing)('refuses, without asking the vendor, what needs this: %s', async (capability) => {
    const { crm } = under();
    const id = await crm.createCard(newCard(under(), 'lead'), context);
    const before = await under().calls();
    const attempts = deeds[capability]?.(crm, under(), id) ?? [];
    expect(attempts).not.toEqual([]);
    for (const outcome of await Promise.allSettled(attempts)) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'Crm.NotSupported', details: { capability } },
      });
    }
    expect(await under().calls()).toEqual(before);
  });
}
