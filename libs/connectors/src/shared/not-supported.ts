import type { CrmPort } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { CrmCapability } from '@voronka/domain';

/** The failure of asking a CRM for what it cannot do on its plan. Nothing was sent. */
export function notSupported(capability: CrmCapability): VoronkaError {
  return new VoronkaError('Crm.NotSupported', `The CRM has no ${capability}`, { capability });
}

/** What each call needs. Calls that are not named need nothing that a CRM may lack. */
const needs = {
  listUsers: 'responsible',
  planContactChange: 'contactChanges',
  changeContact: 'contactChanges',
  moveCard: 'stages',
  setResponsible: 'responsible',
  addTags: 'tags',
  removeTags: 'tags',
  findComment: 'notes',
  addComment: 'notes',
  updateComment: 'notes',
  findTask: 'tasks',
  addTask: 'tasks',
} as const satisfies Partial<Record<keyof CrmPort, CrmCapability>>;

/** The port with every call that its capabilities do not allow refused before anything is sent. */
export function withinCapabilities(port: CrmPort): CrmPort {
  const refused = Object.entries(needs).filter(([, capability]) => !port.capabilities[capability]);
  const refusals = refused.map(([call, capability]) => [call, () => Promise.reject(notSupported(capability))]);
  return { ...port, ...(Object.fromEntries(refusals) as Partial<CrmPort>) };
}
