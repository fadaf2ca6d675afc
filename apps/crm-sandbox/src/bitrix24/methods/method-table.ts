import { contactKind, dealKind, leadKind } from '../fields/entity-kinds.ts';
import type { MethodTable } from '../method.ts';
import { activityMethods } from './activity-methods.ts';
import { classicEntityMethods } from './classic-entity-methods.ts';
import { commentMethods } from './comment-methods.ts';
import { contactLinkMethods } from './contact-link-methods.ts';
import { directoryMethods } from './directory-methods.ts';
import { duplicateMethods } from './duplicate-methods.ts';
import { eventMethods } from './event-methods.ts';
import { itemMethods } from './item-methods.ts';
import { stageHistoryMethods } from './stage-history-methods.ts';
import { systemMethods } from './system-methods.ts';
import { todoMethods } from './todo-methods.ts';
import { userFieldMethods } from './user-field-methods.ts';
import { userMethods } from './user-methods.ts';

/** Every method of the portal but `batch`, which calls the others. */
export const methodTable: MethodTable = {
  ...classicEntityMethods(leadKind),
  ...classicEntityMethods(contactKind),
  ...classicEntityMethods(dealKind),
  ...userFieldMethods(leadKind),
  ...userFieldMethods(contactKind),
  ...userFieldMethods(dealKind),
  ...contactLinkMethods(leadKind),
  ...contactLinkMethods(dealKind),
  ...itemMethods,
  ...directoryMethods,
  ...duplicateMethods,
  ...commentMethods,
  ...todoMethods,
  ...activityMethods,
  ...stageHistoryMethods,
  ...eventMethods,
  ...userMethods,
  ...systemMethods,
};

/** Names in the order of the table, `batch` last. */
export const methodNames: readonly string[] = [...Object.keys(methodTable), 'batch'];
