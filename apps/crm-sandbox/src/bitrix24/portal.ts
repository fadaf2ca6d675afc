import type { Collection, DocumentStore } from '../store/document-store.ts';
import { entityKinds } from './fields/entity-kinds.ts';
import type { EntityKind, EntityKindName } from './fields/entity-kinds.ts';
import type {
  CategoryRow,
  CommentRow,
  Entity,
  HandlerRow,
  PortalSettings,
  PortalUser,
  StageMoveRow,
  StatusRow,
  StoredCounter,
  TodoRow,
  TokenRow,
  UserFieldRow,
} from './model.ts';
import type { Clock } from './portal-time.ts';

/** Everything one portal remembers, and its clock. */
export interface Portal {
  readonly store: DocumentStore;
  readonly now: Clock;
  readonly entities: Readonly<Record<EntityKindName, Collection<Entity>>>;
  readonly users: Collection<PortalUser>;
  readonly statuses: Collection<StatusRow>;
  readonly categories: Collection<CategoryRow>;
  readonly userFields: Collection<UserFieldRow>;
  readonly comments: Collection<CommentRow>;
  readonly todos: Collection<TodoRow>;
  readonly stageMoves: Collection<StageMoveRow>;
  readonly handlers: Collection<HandlerRow>;
  readonly tokens: Collection<TokenRow>;
  /** Gives ids to multifields and to choices of list fields. */
  readonly counters: Collection<StoredCounter>;
  readonly settings: Collection<PortalSettings>;
}

export function openPortal(store: DocumentStore, now: Clock): Portal {
  return {
    store,
    now,
    entities: {
      lead: store.collection(entityKinds.lead.name),
      contact: store.collection(entityKinds.contact.name),
      deal: store.collection(entityKinds.deal.name),
    },
    users: store.collection('users'),
    statuses: store.collection('statuses'),
    categories: store.collection('categories'),
    userFields: store.collection('userFields'),
    comments: store.collection('comments'),
    todos: store.collection('todos'),
    stageMoves: store.collection('stageMoves'),
    handlers: store.collection('handlers'),
    tokens: store.collection('tokens'),
    counters: store.collection('counters'),
    settings: store.collection('settings'),
  };
}

/** Whether the portal is in the classic mode, with leads before deals, and not in the simple one. */
export function worksWithLeads(portal: Portal): boolean {
  return portal.settings.get(1)?.leads ?? true;
}

/** Directory that holds the stages of a card: `STATUS` for leads, `DEAL_STAGE` or `DEAL_STAGE_5` for deals. */
export function stageDirectory(kind: EntityKind, categoryId: number): string {
  if (kind.name === 'lead') return 'STATUS';
  return categoryId === 0 ? 'DEAL_STAGE' : `DEAL_STAGE_${categoryId}`;
}

/** Rows of a directory in the order people see them. */
export function statusesOf(portal: Portal, entityId: string): StatusRow[] {
  return portal.statuses
    .all()
    .filter((row) => row.entityId === entityId)
    .sort((a, b) => a.sort - b.sort || a.id - b.id);
}

export function userFieldsOf(portal: Portal, kind: EntityKind): UserFieldRow[] {
  return portal.userFields.all().filter((row) => row.entityId === kind.userFieldEntity);
}
