export { LanguageModelAdapter } from './language-model/language-model.adapter.ts';
export type { LanguageModelAccess, LanguageModelDirectory } from './language-model/language-model.adapter.ts';
export { OutgoingWebhookCaller, outgoingWebhookHeaders, signOutgoing } from './webhook/outgoing-webhook.caller.ts';
export type { OutgoingWebhookDirectory } from './webhook/outgoing-webhook.caller.ts';
