import type { CheckItem, CheckSubject, CrmPort } from '@voronka/contracts';

/** Checks a connection. @returns the reasons by what was looked at */
export async function reasonsOf(crm: CrmPort): Promise<Partial<Record<CheckSubject, string>>> {
  const { items } = await crm.check({ correlationId: 'check', lane: 'interactive' });
  return Object.fromEntries(items.map(({ what, reason }) => [what, reason]));
}

/** Those of some items that are neither in order nor needless. */
export function faultsIn(items: readonly CheckItem[]): string[] {
  return items.filter(({ state }) => state !== 'ok' && state !== 'notApplicable').map(({ reason }) => reason);
}
