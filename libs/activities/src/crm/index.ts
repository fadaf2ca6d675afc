export { isCertainlyNotExecuted, writeOnce } from './effectively-once.ts';
export type { CrmWritePlace, OnceWrite, WriteProtocol } from './effectively-once.ts';
export { findOrCreateContact } from './find-or-create-contact.ts';
export type { ContactData, ContactSwitches } from './find-or-create-contact.ts';
export { findOrCreateLead } from './find-or-create-lead.ts';
export type { FindOrCreateDeps, FindOrCreateResult, FindOrCreateScope } from './find-or-create.ts';
