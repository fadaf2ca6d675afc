import type { AssistantMode } from './permission.ts';
import { computePermissions } from './permission.ts';
import { crmCapabilities, crmCapabilityKinds, integrationKinds, unavailableIn } from './crm-capabilities.ts';

const everythingOn = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};

function allowedIn(kind: (typeof integrationKinds)[number], mode: AssistantMode): string[] {
  const capabilities = crmCapabilities[kind];
  const table = computePermissions({ mode, switches: everythingOn, capabilities, integrationEnabled: true });
  return Object.entries(table)
    .filter(([, permission]) => permission.allowed)
    .map(([step]) => step);
}

describe('what a CRM can do', () => {
  it('is creating contacts and leads, and nothing else, in amoCRM LITE', () => {
    expect(allowedIn('amocrmLite', 'movesStages')).toEqual(['findOrCreateContact', 'createLead']);
  });

  it.each(['bitrix24', 'amocrmFull', 'webhook'] as const)('is every step in %s', (kind) => {
    expect(allowedIn(kind, 'movesStages')).toHaveLength(10);
  });

  it.each(integrationKinds)('is told in full of %s: what is missing has a reason, in both languages', (kind) => {
    const missing = unavailableIn(kind);
    const able = crmCapabilityKinds.filter((capability) => crmCapabilities[kind][capability]);
    expect([...able, ...missing.map(({ capability }) => capability)].sort()).toEqual([...crmCapabilityKinds].sort());
    for (const { reason } of missing) {
      expect(reason.ru).toMatch(/^[\wА-ЯЁ].*[а-яё].*\.$/u);
      expect(reason.en).toMatch(/^[\w].*\.$/);
      expect(reason.en).not.toMatch(/[а-яё]/iu);
    }
  });

  it('has no deals besides leads in amoCRM and by webhooks', () => {
    expect(crmCapabilities.webhook.deals).toBe(false);
    expect(crmCapabilities.amocrmFull.deals).toBe(false);
    expect(crmCapabilities.amocrmLite.deals).toBe(false);
  });
});
