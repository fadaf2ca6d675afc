import type { IntegrationKind } from '@voronka/domain';
import { fieldsOf, isWebAddress } from './connect-draft.ts';
import type { ConnectField } from './connect-draft.ts';

/** What is typed of an access that is given anew; what is left empty stays as it is. */
export type RenewDraft = Readonly<Partial<Record<ConnectField, string>>>;

/** A change of the access, as it is sent. */
export interface RenewedAccess {
  accountUrl?: string;
  longLivedToken?: string;
  clientId?: string;
  clientSecret?: string;
}

const sentAs: Partial<Record<ConnectField, keyof RenewedAccess>> = {
  accountUrl: 'accountUrl',
  token: 'longLivedToken',
  clientId: 'clientId',
  clientSecret: 'clientSecret',
};

/** The fields of a kind that can be given anew here. */
export function renewableOf(kind: IntegrationKind): readonly ConnectField[] {
  return kind.startsWith('amocrm') ? fieldsOf[kind] : [];
}

/** What is to be sent: the fields of this kind that hold something. */
export function renewedOf(kind: IntegrationKind, draft: RenewDraft): RenewedAccess {
  const given = renewableOf(kind).flatMap((field) => {
    const text = draft[field]?.trim() ?? '';
    const name = sentAs[field];
    return text === '' || name === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(given);
}

/** Whether the account's address is none. */
export function hasBadAddress({ accountUrl = '' }: RenewDraft): boolean {
  return accountUrl.trim() !== '' && !isWebAddress(accountUrl.trim());
}
