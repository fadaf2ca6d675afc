import type { AssistantMode, ChannelSwitches, CrmCapabilities, CrmStepKind, DenialReason } from './permission.ts';
import { computePermissions, crmStepKinds, isCrmStepKind } from './permission.ts';

const modes: (AssistantMode | null)[] = [
  null,
  'withoutCrm',
  'collectsContacts',
  'qualifiesAndCreatesLead',
  'movesStages',
];

/** Every way to set some yes/no settings. */
function combinations<K extends string>(keys: readonly K[]): Record<K, boolean>[] {
  return Array.from({ length: 2 ** keys.length }, (_, bits) => {
    return Object.fromEntries(keys.map((key, at) => [key, (bits & (1 << at)) !== 0])) as Record<K, boolean>;
  });
}

const switchSets: ChannelSwitches[] = combinations([
  'createContact',
  'createLead',
  'searchExisting',
  'updateContact',
  'assignResponsible',
]);
const capabilitySets: (CrmCapabilities | null)[] = [
  null,
  ...combinations(['contacts', 'contactChanges', 'leads', 'stages', 'tags', 'notes', 'responsible', 'tasks', 'deals']),
];

/** Written from the requirements, step by step, and not from the implementation. */
function expectedReason(
  step: CrmStepKind,
  mode: AssistantMode | null,
  switches: ChannelSwitches,
  crm: CrmCapabilities | null,
  integrationEnabled: boolean,
): DenialReason | null {
  if (mode === null) return 'Permission.NoAssistant';
  if (mode === 'withoutCrm') return 'Permission.ModeWithoutCrm';
  if (crm === null) return 'Permission.NoIntegration';
  if (!integrationEnabled) return 'Permission.IntegrationOff';
  if (step === 'findOrCreateContact') {
    if (!switches.createContact) return 'Permission.ChannelSwitchOff';
    return crm.contacts ? null : 'Permission.CapabilityMissing';
  }
  if (step === 'updateContact') {
    if (!switches.updateContact) return 'Permission.ChannelSwitchOff';
    return crm.contactChanges ? null : 'Permission.CapabilityMissing';
  }
  if (mode === 'collectsContacts') return 'Permission.ModeTooLow';
  if (step === 'assignResponsible') {
    if (!switches.assignResponsible) return 'Permission.ChannelSwitchOff';
    return crm.responsible ? null : 'Permission.CapabilityMissing';
  }
  if (!switches.createLead) return 'Permission.ChannelSwitchOff';
  const able = {
    createLead: crm.leads,
    moveStage: crm.stages,
    addTags: crm.tags,
    removeTags: crm.tags,
    createTask: crm.tasks,
    addNote: crm.notes,
    attachHistory: crm.notes,
  }[step];
  return able ? null : 'Permission.CapabilityMissing';
}

describe('the permission table', () => {
  it.each(modes)('is right for every combination in the mode %s', (mode) => {
    let cells = 0;
    for (const switches of switchSets) {
      for (const capabilities of capabilitySets) {
        for (const integrationEnabled of [true, false]) {
          const table = computePermissions({ mode, switches, capabilities, integrationEnabled });
          for (const step of crmStepKinds) {
            const reason = expectedReason(step, mode, switches, capabilities, integrationEnabled);
            const expected = reason === null ? { allowed: true } : { allowed: false, reason };
            cells += 1;
            // One comparison per cell; toEqual on tens of thousands of cells is slow.
            if (JSON.stringify(table[step]) !== JSON.stringify(expected)) {
              expect({ mode, step, switches, capabilities, integrationEnabled, ...table[step] }).toEqual(expected);
            }
          }
        }
      }
    }
    expect(cells).toBe(32 * 513 * 2 * 10);
  });

  it('has a row for every step that touches the CRM, and for no other', () => {
    expect([...crmStepKinds].sort()).toEqual([
      'addNote',
      'addTags',
      'assignResponsible',
      'attachHistory',
      'createLead',
      'createTask',
      'findOrCreateContact',
      'moveStage',
      'removeTags',
      'updateContact',
    ]);
    expect(isCrmStepKind('createLead')).toBe(true);
    expect(isCrmStepKind('reply')).toBe(false);
    expect(isCrmStepKind('toString')).toBe(false);
  });
});
