import type { z } from 'zod';
import type { IntegrationCheck, IntegrationSetup, updateIntegrationSchema, VoronkaError } from '@voronka/contracts';
import type { IntegrationKind } from '@voronka/domain';
import { FieldsError } from '../http/api-fault.ts';

/** The credentials of a change of an integration, as people give them. */
export type GivenCredentials = Pick<
  z.output<typeof updateIntegrationSchema>,
  'webhookUrl' | 'accountUrl' | 'longLivedToken' | 'clientId' | 'clientSecret' | 'authServerUrl' | 'endpointUrl'
>;

/** The same as they are stored; `secret` is still to be sealed. */
export interface StoredCredentials {
  secret?: string;
  portalUrl?: string;
  /** null: a webhook lets us in instead of an application. */
  clientId?: string | null;
  /** null: the vendor's. */
  authServerUrl?: string | null;
}

/** What each kind is reached with. */
const fieldsOfKind: Readonly<Record<IntegrationKind, readonly (keyof GivenCredentials)[]>> = {
  bitrix24: ['webhookUrl', 'accountUrl', 'clientId', 'clientSecret', 'authServerUrl'],
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

/**
 * @param way of Bitrix24, as it is until now
 * @throws FieldsError naming what another kind of integration has, or what a change of the way still needs
 */
export function credentialsOf(
  { kind, way }: Pick<IntegrationSetup, 'kind' | 'way'>,
  given: GivenCredentials,
): StoredCredentials {
  const named = (Object.keys(given) as (keyof GivenCredentials)[]).filter((field) => given[field] !== undefined);
  const foreign = named.filter((field) => !fieldsOfKind[kind].includes(field));
  if (foreign.length > 0) throw notOfThisKind(...foreign);
  if (way !== null && named.length > 0) return { ...storedOf(given), ...changedWay(way, named) };
  return storedOf(given);
}

/** Whether a change leads to another account or application: what the present one allowed and sends is of no use then. */
export function leavesItsCrm(
  before: Pick<IntegrationSetup, 'portalUrl' | 'clientId'>,
  { portalUrl, clientId }: StoredCredentials,
): boolean {
  return (
    (portalUrl !== undefined && portalUrl !== before.portalUrl) ||
    (clientId !== undefined && clientId !== before.clientId)
  );
}

/** What becomes of the application when a portal is joined in the other way. */
function changedWay(
  before: 'webhook' | 'application',
  named: readonly (keyof GivenCredentials)[],
): Pick<StoredCredentials, 'clientId' | 'authServerUrl'> {
  const ofApplication = named.filter((field) => field !== 'webhookUrl');
  if (named.includes('webhookUrl')) {
    if (ofApplication.length > 0) throw notOfThisKind(...ofApplication);
    return { clientId: null, authServerUrl: null };
  }
  const missing = (['clientId', 'clientSecret'] as const).filter((field) => !named.includes(field));
  if (before === 'webhook' && missing.length > 0) {
    const message = { ru: 'обязательное поле', en: 'is required' };
    throw new FieldsError(
      'Request.Invalid',
      missing.map((path) => ({ path, message })),
    );
  }
  return {};
}

function storedOf(given: GivenCredentials): StoredCredentials {
  const secret = given.webhookUrl ?? given.longLivedToken ?? given.clientSecret;
  const address = given.webhookUrl ?? given.accountUrl;
  return {
    ...(secret === undefined ? {} : { secret }),
    // The page of the CRM; the rest of a webhook's address is its secret.
    ...(address === undefined ? {} : { portalUrl: new URL(address).origin }),
    ...(given.clientId === undefined ? {} : { clientId: given.clientId }),
    ...(given.authServerUrl === undefined ? {} : { authServerUrl: originOrNull(given.authServerUrl) }),
  };
}

function originOrNull(address: string | null): string | null {
  return address === null ? null : new URL(address).origin;
}

/** What a person has to fill in or do, as far as a failure says it. */
export function missingIn({ details }: VoronkaError): IntegrationCheck['missing'] {
  const known = ['secret', 'portalUrl', 'clientId', 'authorization'] as const;
  return known.find((one) => one === details.missing) ?? null;
}
