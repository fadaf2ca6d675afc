import type { crmWatchRu } from './crm-watch.ru.ts';
import type { EnglishOf } from './texts.types.ts';

/** Texts of how changes made in a CRM come back, in English. */
export const crmWatchEn: EnglishOf<typeof crmWatchRu> = {
  title: 'Changes from the CRM',
  hint: 'Stages, responsibles and deleted cards come back to the dialogues.',
  state: 'Webhooks',
  lastHook: 'Last webhook',
  never: 'none has come yet',
  subscribed: 'Subscription checked',
  notSubscribed: 'not subscribed yet',
  resubscribed: 'Subscribed again',
  resubscribedHint: 'Before that the webhook was switched off or removed in the CRM.',
  lastRun: 'Last reconciliation',
  neverRun: 'none yet',
  running: 'under way',
  runOutcome: '{{checked}} read, {{changes}} differed',
  every: 'Reconciles by itself',
  everyMinutes: 'every {{count}} min',
  waiting: 'Waiting to be read',
  reconcile: 'Reconcile now',
  asked: 'The reconciliation has begun',
  makeAddress: 'Make the webhook address',
  newAddress: 'New webhook address',
  newAddressHint: 'The former address ends at once.',
  address: 'Address for Bitrix24',
  addressSteps:
    'In Bitrix24: Developer resources → Other → Outbound webhook. Paste the address and tick the events of creating, updating and deleting leads and deals. Save, copy the application token and enter it on this page.',
  addressPathOnly: 'PUBLIC_URL is not set, so only the path is shown: nobody outside can reach it.',
  token: 'Application token of the outbound webhook',
  tokenHint: 'Bitrix24 proves with it that a webhook is its own. It is kept encrypted.',
  tokenShort: 'A token has 8 to 200 characters',
  saveToken: 'Save the token',
  tokenSaved: 'The token is saved',
  access: 'Access to {{crm}}',
  accessHint: 'Enter only what changes: the rest stays. Secrets are kept encrypted and are never shown.',
  accessSave: 'Save the access',
  accessSaved: 'The access is saved. Check the connection.',
  again: 'Allow access again',
  againHint:
    "Tokens are renewed by themselves. It takes another permission after the application's key or the account changed.",
};
