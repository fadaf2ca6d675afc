import type { CrmClientData, CrmContact, CrmUpdatePolicies } from '@voronka/contracts';
import { samePhone } from '@voronka/domain';
import type { UpdatePolicy } from '@voronka/domain';

/** What is to be written, by our names; one value alone, several as a list. */
export type ContactPatch = Partial<Record<keyof CrmClientData, string | string[]>>;

function sameEmail(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** All values that the contact has afterwards. @returns null when nothing changes */
function valuesWanted(
  stored: readonly string[],
  value: string | null,
  policy: UpdatePolicy,
  same: (a: string, b: string) => boolean,
): string | string[] | null {
  if (value === null || stored.some((one) => same(one, value))) return null;
  if (stored.length === 0) return value;
  if (policy === 'append') return [...stored, value];
  if (policy === 'fillEmpty') return null;
  return stored.length === 1 ? value : [value, ...stored.slice(1)];
}

/** A first name alone replaces the first name and leaves the surname. */
function nameWanted(stored: string, name: string | null, policy: UpdatePolicy): string | null {
  if (name === null || (policy !== 'overwrite' && stored !== '')) return null;
  const [, ...surname] = stored.split(/\s+/);
  const wanted = /\s/.test(name) ? name : [name, ...surname].join(' ');
  return wanted === stored ? null : wanted;
}

/** What brings a contact to what is known; empty when there is nothing to write. */
export function contactChanges(stored: CrmContact, data: CrmClientData, policies: CrmUpdatePolicies): ContactPatch {
  const name = nameWanted(stored.name, data.name, policies.name);
  const phone = valuesWanted(stored.phones, data.phone, policies.phone, samePhone);
  const email = valuesWanted(stored.emails, data.email, policies.email, sameEmail);
  return {
    ...(name === null ? {} : { name }),
    ...(phone === null ? {} : { phone }),
    ...(email === null ? {} : { email }),
  };
}
