import type { CommandRef, CrmCard, CrmPort, StepStore } from '@voronka/contracts';
import { crmCapabilities } from '@voronka/domain';
import type { FindOrCreateDeps } from '../crm/index.ts';
import { MemoryClaimStore, MemoryIntentStore } from '../crm/testing/index.ts';
import type { CrmAccess } from '../steps/crm-material.ts';
import { strictFake } from './strict-fake.ts';

/** The card of {@link materialOf}'s dialogue, made by it. */
export const leadCard: CrmCard = {
  kind: 'lead',
  id: '41',
  title: 'Анна',
  statusId: 'NEW',
  semantics: 'open',
  responsibleId: '5',
  contactId: '7',
  tags: [],
  externalKey: 'dialogue:1:lead',
  createdAt: null,
  updatedAt: null,
};

/**
 * What a CRM step's work is called with besides its material: a CRM that knows only what a test planned, and the protocol
 * with intents and claims in memory. Several calls with one result are attempts of one step.
 *
 * @param clock Unix time in ms. @default stands still
 */
export function callsFor(
  planned: Partial<CrmPort>,
  clock: () => number = () => 0,
): readonly [CrmAccess, FindOrCreateDeps, StepStore, CommandRef] {
  const crm = strictFake<CrmPort>('crm', {
    kind: 'bitrix24',
    capabilities: crmCapabilities.bitrix24,
    indexLagMs: 4000,
    joinsDuplicates: false,
    worksWithLeads: undefined,
    hasUser: undefined,
    ...planned,
  });
  const access = { crm, integrationId: 'integration', context: { correlationId: 'c', lane: 'interactive' as const } };
  const protocol: FindOrCreateDeps = {
    crm,
    intents: new MemoryIntentStore(clock),
    claims: new MemoryClaimStore(clock),
    barrier: () => Promise.resolve(),
    clock,
    attemptLeaseMs: 20_000,
    writeTimeoutMs: 12_000,
  };
  return [access, protocol, strictFake<StepStore>('steps', {}), { dialogueId: 'dialogue', turn: 3, index: 1 }];
}
