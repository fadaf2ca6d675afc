import type { Json } from '../http/json.ts';
import type { StoredDocument } from '../store/document-store.ts';

/** Kinds of cards, named as in the addresses of API v4. */
export type EntityName = 'leads' | 'contacts' | 'companies';

/** One value of a custom field; `enumId` for choices and for the kind of a phone or e-mail. */
export interface FieldValue {
  readonly value: Json;
  readonly enumId: number | null;
}

export interface FieldValues {
  readonly fieldId: number;
  readonly values: readonly FieldValue[];
}

/** What leads, contacts and companies have in common. Times are unix seconds. */
export interface Card extends StoredDocument {
  readonly name: string;
  readonly responsibleUserId: number;
  readonly createdBy: number;
  readonly updatedBy: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** In the bin: gone for the API, except for lists that ask for `only_deleted`. */
  readonly isDeleted: boolean;
  readonly tagIds: readonly number[];
  readonly fields: readonly FieldValues[];
  readonly companyId: number | null;
  /** Before this moment (ms) the search by `query` does not find the card: the account's index lag. */
  readonly searchableFromMs: number;
}

export interface ContactLink {
  readonly id: number;
  readonly isMain: boolean;
}

export interface Lead extends Card {
  readonly price: number;
  readonly pipelineId: number;
  readonly statusId: number;
  readonly lossReasonId: number | null;
  /** Set while the lead is won or lost. */
  readonly closedAt: number | null;
  readonly contacts: readonly ContactLink[];
}

export interface Contact extends Card {
  readonly firstName: string;
  readonly lastName: string;
  /** Came with an item of «Неразобранное» that nobody has accepted yet: invisible outside of it. */
  readonly isUnsorted: boolean;
}

export type Company = Card;

export interface AccountUser extends StoredDocument {
  readonly name: string;
  readonly email: string;
  readonly uuid: string;
  readonly isAdmin: boolean;
  readonly isActive: boolean;
  /** Removed from the account: not listed, and no card can be given to this person. */
  readonly isDeleted: boolean;
}

/** A column of a pipeline. 142 (won) and 143 (lost) stand in every pipeline. */
export interface PipelineStatus {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
  readonly color: string;
  /** 1 «Неразобранное», 0 any other. */
  readonly type: 0 | 1;
  readonly isEditable: boolean;
}

export interface Pipeline extends StoredDocument {
  readonly name: string;
  readonly sort: number;
  readonly isMain: boolean;
  readonly isUnsortedOn: boolean;
  readonly isArchive: boolean;
  /** Whether `leads/complex` joins an open lead with the same phone or e-mail. Set by people, not by the API. */
  readonly duplicateControl: boolean;
  readonly statuses: readonly PipelineStatus[];
}

export interface Tag extends StoredDocument {
  readonly entity: EntityName;
  readonly name: string;
}

export interface FieldChoice {
  readonly id: number;
  readonly value: string;
  readonly sort: number;
  readonly code: string | null;
}

export interface CustomField extends StoredDocument {
  readonly entity: EntityName;
  readonly name: string;
  readonly code: string | null;
  readonly type: string;
  readonly sort: number;
  readonly isApiOnly: boolean;
  readonly isPredefined: boolean;
  readonly enums: readonly FieldChoice[];
}

export interface Note extends StoredDocument {
  readonly entity: EntityName;
  readonly entityId: number;
  readonly noteType: string;
  readonly params: Readonly<Record<string, Json>>;
  readonly createdBy: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Task extends StoredDocument {
  readonly entity: EntityName | null;
  readonly entityId: number | null;
  readonly text: string;
  readonly taskTypeId: number;
  readonly completeTill: number;
  readonly duration: number;
  readonly isCompleted: boolean;
  readonly resultText: string | null;
  readonly responsibleUserId: number;
  readonly createdBy: number;
  readonly updatedBy: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface LossReason extends StoredDocument {
  readonly name: string;
  readonly sort: number;
}

/** An entry of the event list. */
export interface EventRow extends StoredDocument {
  readonly type: string;
  readonly entity: EntityName | 'tasks';
  readonly entityId: number;
  readonly createdBy: number;
  readonly createdAt: number;
  readonly valueAfter: readonly Json[];
  readonly valueBefore: readonly Json[];
}

/** An item of «Неразобранное» that nobody has accepted or declined yet. */
export interface UnsortedItem extends StoredDocument {
  readonly uid: string;
  readonly category: 'forms' | 'sip';
  readonly sourceUid: string;
  readonly sourceName: string;
  readonly pipelineId: number;
  readonly createdAt: number;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly leadId: number;
  readonly contactIds: readonly number[];
  readonly companyIds: readonly number[];
}

export interface WebhookRow extends StoredDocument {
  readonly destination: string;
  readonly settings: readonly string[];
  readonly sort: number;
  readonly disabled: boolean;
  readonly createdBy: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface TokenRow extends StoredDocument {
  readonly type: 'access' | 'refresh' | 'code';
  readonly value: string;
  readonly userId: number;
  readonly expiresMs: number;
  /** A used refresh token is kept, because "revoked" and "unknown" are different answers. */
  readonly isUsed: boolean;
}
