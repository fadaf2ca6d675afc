import type { CreateIntegration } from '@voronka/contracts';
import type { IntegrationKind } from '@voronka/domain';

/** The form of a CRM to join. */
export interface ConnectDraft {
  kind: IntegrationKind;
  name: string;
  webhookUrl: string;
  accountUrl: string;
  token: string;
  clientId: string;
  clientSecret: string;
  endpointUrl: string;
}

/** A field that is typed. */
export type ConnectField = Exclude<keyof ConnectDraft, 'kind'>;

/** What each CRM is reached with. */
export const fieldsOf: Readonly<Record<IntegrationKind, readonly Exclude<ConnectField, 'name'>[]>> = {
  bitrix24: ['webhookUrl'],
  amocrmLite: ['accountUrl', 'token'],
  amocrmFull: ['accountUrl', 'clientId', 'clientSecret'],
  webhook: ['endpointUrl'],
};

const addresses: ReadonlySet<ConnectField> = new Set<ConnectField>(['webhookUrl', 'accountUrl', 'endpointUrl']);

/** Whether a text is the address of a page or a server. */
export function isWebAddress(text: string): boolean {
  const parsed = URL.parse(text);
  return parsed !== null && /^https?:$/.test(parsed.protocol);
}

/** What is to be corrected before the form can be sent. */
export function faultsOf(draft: ConnectDraft): ReadonlyMap<ConnectField, 'required' | 'badAddress'> {
  const faults = new Map<ConnectField, 'required' | 'badAddress'>();
  for (const field of ['name', ...fieldsOf[draft.kind]] as const) {
    const text = draft[field].trim();
    if (text === '') faults.set(field, 'required');
    else if (addresses.has(field) && !isWebAddress(text)) faults.set(field, 'badAddress');
  }
  return faults;
}

/** What is sent: only what this CRM is reached with. */
export function bodyOf(draft: ConnectDraft, requestId: string): CreateIntegration {
  const { kind, webhookUrl, accountUrl, token, clientId, clientSecret, endpointUrl } = draft;
  const common = { requestId, name: draft.name.trim() };
  const account = accountUrl.trim();
  switch (kind) {
    case 'bitrix24':
      return { ...common, kind, webhookUrl: webhookUrl.trim() };
    case 'amocrmLite':
      return { ...common, kind, accountUrl: account, token: token.trim() };
    case 'amocrmFull':
      return { ...common, kind, accountUrl: account, clientId: clientId.trim(), clientSecret: clientSecret.trim() };
    case 'webhook':
      return { ...common, kind, endpointUrl: endpointUrl.trim() };
  }
}
