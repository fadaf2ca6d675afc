import type { CrmCapabilities } from './permission.ts';

/** CRMs that can be joined. */
export type IntegrationKind = 'bitrix24';

/** What each vendor and plan can do. The one place; interface, publishing and engine read it here. */
export const crmCapabilities: Readonly<Record<IntegrationKind, CrmCapabilities>> = {
  bitrix24: {
    contacts: true,
    leads: true,
    stages: true,
    tags: true,
    notes: true,
    responsible: true,
    tasks: true,
    deals: true,
  },
};
