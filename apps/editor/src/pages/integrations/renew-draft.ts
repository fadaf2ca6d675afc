import type { IntegrationSetup } from '@voronka/contracts';
import { addressFields, fieldsOf, isWebAddress } from './connect-draft.ts';
import type { ConnectField } from './connect-draft.ts';

/** What is typed of an access that is given anew; what is left empty stays as it is. */
export type RenewDraft = Readonly<Partial<Record<ConnectField, string>>>;

/** A change of the access, as it is sent. */
export interface RenewedAccess {
  accountUrl?: string;
  longLivedToken?: string;
  clientId?: string;
  clientSecret?: string;
  authServerUrl?: string;
}

/** What of an integration decides what it is reached with. */
type Joined = Pick<IntegrationSetup, 'kind' | 'way'>;

const sentAs: Partial<Record<ConnectField, keyof RenewedAccess>> = {
  accountUrl: 'accountUrl',
  token: 'longLivedToken',
  clientId: 'clientId',
  clientSecret: 'clientSecret',
  authServerUrl: 'authServerUrl',
};

/** The fields of an integration that can be given anew here. The address of a webhook is renewed beside its name. */
export function renewableOf({ kind, way }: Joined): readonly ConnectField[] {
  return fieldsOf(kind, way).filter((field) => sentAs[field] !== undefined);
}

/** What is to be sent: the fields of this integration that hold something. */
export function renewedOf(joined: Joined, draft: RenewDraft): RenewedAccess {
  const given = renewableOf(joined).flatMap((field) => {
    const text = draft[field]?.trim() ?? '';
    const name = sentAs[field];
    return text === '' || name === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(given);
}

/** The fields that hold no address but should. */
export function badAddressesIn(draft: RenewDraft): readonly ConnectField[] {
  return [...addressFields].filter((field) => {
    const text = draft[field]?.trim() ?? '';
    return text !== '' && !isWebAddress(text);
  });
}
