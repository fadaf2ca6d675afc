import type { IntegrationKind } from '@voronka/domain';
import type { ConnectField } from './connect-draft.ts';

/** Fields that a portal has other words for. */
type PortalField = 'accountUrl' | 'clientId' | 'clientSecret';

const hints = {
  webhookUrl: 'integrations.webhookUrlHint',
  accountUrl: 'integrations.accountUrlHint',
  token: 'integrations.tokenHint',
  endpointUrl: 'integrations.endpointUrlHint',
  authServerUrl: 'integrations.authServerUrlHint',
} as const;

function isPortalField(field: ConnectField): field is PortalField {
  return field === 'accountUrl' || field === 'clientId' || field === 'clientSecret';
}

/** Key of what a field is called, in the words of the CRM that it is for. */
export function labelOf(kind: IntegrationKind, field: ConnectField) {
  if (kind === 'bitrix24' && isPortalField(field)) return `integrations.portal.${field}` as const;
  return `integrations.${field}` as const;
}

/** Key of where a field's value is found; null for one that needs no words. */
export function hintOf(kind: IntegrationKind, field: ConnectField) {
  if (kind === 'bitrix24' && field === 'accountUrl') return 'integrations.portal.accountUrlHint' as const;
  return field in hints ? hints[field as keyof typeof hints] : null;
}

/** Fields whose text is not shown. */
export const hiddenFields: ReadonlySet<ConnectField> = new Set<ConnectField>(['webhookUrl', 'token', 'clientSecret']);
