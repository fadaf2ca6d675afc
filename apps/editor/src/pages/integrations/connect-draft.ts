import type { CreateIntegration } from '@voronka/contracts';
import type { IntegrationKind } from '@voronka/domain';

/** How a portal of Bitrix24 is joined. */
export type PortalWay = 'webhook' | 'application';

/** The form of a CRM to join. */
export interface ConnectDraft {
  kind: IntegrationKind;
  /** Of Bitrix24 alone. */
  way: PortalWay;
  name: string;
  webhookUrl: string;
  accountUrl: string;
  token: string;
  clientId: string;
  clientSecret: string;
  authServerUrl: string;
  endpointUrl: string;
}

/** A field that is typed. */
export type ConnectField = Exclude<keyof ConnectDraft, 'kind' | 'way'>;

/** A field of the access. */
export type AccessField = Exclude<ConnectField, 'name'>;

const fieldsOfKind: Readonly<Record<Exclude<IntegrationKind, 'bitrix24'>, readonly AccessField[]>> = {
  amocrmLite: ['accountUrl', 'token'],
  amocrmFull: ['accountUrl', 'clientId', 'clientSecret'],
  webhook: ['endpointUrl'],
};

const fieldsOfWay: Readonly<Record<PortalWay, readonly AccessField[]>> = {
  webhook: ['webhookUrl'],
  application: ['accountUrl', 'clientId', 'clientSecret', 'authServerUrl'],
};

/** What a CRM is reached with. @param way of Bitrix24 */
export function fieldsOf(kind: IntegrationKind, way: PortalWay | null): readonly AccessField[] {
  return kind === 'bitrix24' ? fieldsOfWay[way ?? 'webhook'] : fieldsOfKind[kind];
}

/** Fields that hold an address. */
export const addressFields: ReadonlySet<ConnectField> = new Set<ConnectField>([
  'webhookUrl',
  'accountUrl',
  'authServerUrl',
  'endpointUrl',
]);

/** Fields that may be left empty: the vendor's own server gives the tokens then. */
const optional: ReadonlySet<ConnectField> = new Set<ConnectField>(['authServerUrl']);

/** Whether a text is the address of a page or a server. */
export function isWebAddress(text: string): boolean {
  const parsed = URL.parse(text);
  return parsed !== null && /^https?:$/.test(parsed.protocol);
}

/** What is to be corrected before the form can be sent. */
export function faultsOf(draft: ConnectDraft): ReadonlyMap<ConnectField, 'required' | 'badAddress'> {
  const faults = new Map<ConnectField, 'required' | 'badAddress'>();
  for (const field of ['name', ...fieldsOf(draft.kind, draft.way)] as const) {
    const text = draft[field].trim();
    if (text === '' && optional.has(field)) continue;
    if (text === '') faults.set(field, 'required');
    else if (addressFields.has(field) && !isWebAddress(text)) faults.set(field, 'badAddress');
  }
  return faults;
}

/** What is sent: only what this CRM is reached with. */
export function bodyOf(draft: ConnectDraft, requestId: string): CreateIntegration {
  const { kind, way, webhookUrl, token, endpointUrl } = draft;
  const common = { requestId, name: draft.name.trim() };
  const accountUrl = draft.accountUrl.trim();
  const application = { accountUrl, clientId: draft.clientId.trim(), clientSecret: draft.clientSecret.trim() };
  switch (kind) {
    case 'bitrix24': {
      if (way === 'webhook') return { ...common, kind, way, webhookUrl: webhookUrl.trim() };
      return { ...common, kind, way, ...application, authServerUrl: draft.authServerUrl.trim() || null };
    }
    case 'amocrmLite':
      return { ...common, kind, accountUrl, token: token.trim() };
    case 'amocrmFull':
      return { ...common, kind, ...application };
    case 'webhook':
      return { ...common, kind, endpointUrl: endpointUrl.trim() };
  }
}
