import { defineEntity, p } from '@mikro-orm/postgresql';

/** What a CRM gave to an application that a person has allowed there. */
export const CrmToken = defineEntity({
  name: 'CrmToken',
  tableName: 'crm_tokens',
  properties: {
    integrationId: p.uuid().primary(),
    workspaceId: p.uuid(),
    /** The pair of tokens, sealed. The one that renews is good for one use. */
    sealed: p.text().hidden(),
    /** Key of the account at the vendor, of one that tells it. */
    memberId: p.text().nullable(),
    expiresAt: p.datetime(3),
    renewedAt: p.datetime(3).defaultRaw('now()'),
    /** Since when the CRM does not take it any more: a person has to allow the application again. */
    lostAt: p.datetime(3).nullable(),
  },
});

/** A person who is on the way to the CRM to allow the application. */
export const CrmAuthorization = defineEntity({
  name: 'CrmAuthorization',
  tableName: 'crm_authorizations',
  properties: {
    /** SHA-256 of the word that the CRM gives back. */
    stateHash: p.text().primary(),
    integrationId: p.uuid(),
    workspaceId: p.uuid(),
    userId: p.uuid(),
    /** SHA-256 of the login that it was started from. */
    sessionHash: p.text().hidden(),
    redirectUri: p.text(),
    expiresAt: p.datetime(3),
  },
});

/** A one-time token of the CRM's widget that was used. */
export const CrmWidgetToken = defineEntity({
  name: 'CrmWidgetToken',
  tableName: 'crm_widget_tokens',
  properties: {
    integrationId: p.uuid().primary(),
    /** SHA-256 of the token's own id. */
    tokenHash: p.text().primary(),
    expiresAt: p.datetime(3),
  },
});
