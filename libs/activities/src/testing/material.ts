import type { StepMaterial } from '@voronka/contracts';
import type { Bundle, Command } from '@voronka/domain';
import { priceAndContactFlow } from '@voronka/domain';

/** A bundle with four stages, of which `decision` is not bound to a CRM status. */
export const testBundle: Bundle = {
  hash: 'bundle',
  content: {
    version: 1,
    flowId: 'flow',
    flow: priceAndContactFlow,
    funnel: {
      id: 'funnel',
      name: { ru: 'Продажи', en: 'Sales' },
      stages: [
        { key: 'unsorted', name: { ru: 'Неразобранное', en: 'Unsorted' }, sort: 1, semantics: 'open' },
        { key: 'firstContact', name: { ru: 'Первичный контакт', en: 'First contact' }, sort: 2, semantics: 'open' },
        { key: 'decision', name: { ru: 'Принятие решения', en: 'Decision' }, sort: 3, semantics: 'open' },
        { key: 'won', name: { ru: 'Успешно реализовано', en: 'Closed won' }, sort: 4, semantics: 'won' },
      ],
    },
    stageMapping: { unsorted: 'NEW', firstContact: 'UC_CONTACT', won: 'CONVERTED' },
    channel: {
      id: 'channel',
      name: 'Сайт',
      switches: {
        createContact: true,
        createLead: true,
        searchExisting: true,
        updateContact: true,
        assignResponsible: true,
      },
      defaultCountry: 'RU',
      defaultLocale: 'ru',
    },
    assistant: { id: 'assistant', mode: 'qualifiesAndCreatesLead' },
    policies: { automaticTags: ['чат с сайта'], notes: true, history: true },
  },
};

/** A step's material with a lead in place. */
export function materialOf<C extends Command>(
  command: C,
  changes: Partial<Omit<StepMaterial, 'command'>> = {},
): Omit<StepMaterial, 'command'> & { command: C } {
  return {
    dialogueId: 'dialogue',
    workspaceId: 'workspace',
    integrationId: 'integration',
    episode: 1,
    bundle: testBundle,
    contactId: '7',
    leadId: '41',
    cardKind: 'lead',
    stageKey: 'unsorted',
    responsibleCrmUserId: '5',
    knownResponsibleId: null,
    stopped: [],
    origin: { page: null, referrer: null, utm: {} },
    correlationId: 'correlation',
    decidedAt: '2026-11-23T10:00:00.000Z',
    permission: { allowed: true, reason: null },
    finished: null,
    rowsAfter: false,
    ...changes,
    command,
  };
}
