export { changeContactOnce } from './change-contact.ts';
export type { ContactUpdate } from './change-contact.ts';
export { CrmPace } from './crm-pace.ts';
export { isCertainlyNotExecuted, writeOnce } from './effectively-once.ts';
export type { CrmWritePlace, OnceWrite, WriteProtocol } from './effectively-once.ts';
export { findOrCreateContact } from './find-or-create-contact.ts';
export type { ContactSwitches, FoundContact } from './find-or-create-contact.ts';
export { findOrCreateCard } from './find-or-create-card.ts';
export type { FindOrCreateDeps, FindOrCreateResult, FindOrCreateScope } from './find-or-create.ts';
