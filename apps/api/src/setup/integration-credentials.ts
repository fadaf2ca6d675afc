import type { z } from 'zod';
import type { IntegrationCheck, updateIntegrationSchema, VoronkaError } from '@voronka/contracts';
import type { IntegrationKind } from '@voronka/domain';
import { FieldsError } from '../http/api-fault.ts';

/** The credentials of a change of an integration, as people give them. */
export type GivenCredentials = Pick<
  z.output<typeof updateIntegrationSchema>,
  'webhookUrl' | 'accountUrl' | 'longLivedToken' | 'clientId' | 'clientSecret' | 'endpointUrl'
>;

/** The same as they are stored; `secret` is still to be sealed. */
export interface StoredCredentials {
  secret?: string;
  portalUrl?: string;
  clientId?: string;
}

/** What each kind is reached with. */
const fieldsOfKind: Readonly<Record<IntegrationKind, readonly (keyof GivenCredentials)[]>> = {
  bitrix24: ['webhookUrl'],
  amocrmLite: ['accountUrl', 'longLivedToken'],
  amocrmFull: ['accountUrl', 'clientId', 'clientSecret'],
  webhook: ['endpointUrl'],
};

/** Names what another kind of integration has. */
export function notOfThisKind(...fields: string[]): FieldsError {
  const message = { ru: 'у этой интеграции такого поля нет', en: 'this integration has no such field' };
  return new FieldsError(
    'Request.Invalid',
    fields.map((path) => ({ path, message })),
  );
}

/** @throws FieldsError naming what another kind of integration has */
export function credentialsOf(kind: IntegrationKind, given: GivenCredentials): StoredCredentials {
  const named = (Object.keys(given) as (keyof GivenCredentials)[]).filter((field) => given[field] !== undefined);
  const foreign = named.filter((field) => !fieldsOfKind[kind].includes(field));
  if (foreign.length > 0) throw notOfThisKind(...foreign);
  const secret = given.webhookUrl ?? given.longLivedToken ?? given.clientSecret;
  const address = given.webhookUrl ?? given.accountUrl;
  return {
    ...(secret === undefined ? {} : { secret }),
    // The page of the CRM; the rest of a webhook's address is its secret.
    ...(address === undefined ? {} : { portalUrl: new URL(address).origin }),
    ...(given.clientId === undefined ? {} : { clientId: given.clientId }),
  };
}

/** What a person has to fill in or do, as far as a failure says it. */
export function missingIn({ details }: VoronkaError): IntegrationCheck['missing'] {
  const known = ['secret', 'portalUrl', 'clientId', 'authorization'] as const;
  return known.find((one) => one === details.missing) ?? null;
}
