import type { StoredDocument } from '../store/document-store.ts';
import type { MultifieldType } from './fields/common-fields.ts';

/** Holds nothing but a sequence. */
export type StoredCounter = StoredDocument;

/** A phone, e-mail, site or messenger of a card. Its id is unique in the whole portal. */
export interface Multifield {
  readonly id: number;
  readonly typeId: MultifieldType;
  /** `WORK`, `MOBILE`, `HOME`, `MAILING`, `OTHER`… */
  readonly valueType: string;
  readonly value: string;
}

export interface ContactLink {
  readonly contactId: number;
  readonly sort: number;
  readonly primary: boolean;
}

export type UserFieldValue = string | readonly string[] | null;

/** A lead, contact or deal. Scalars are kept as the old methods show them: text, or `null` for nothing. */
export interface Entity extends StoredDocument {
  readonly fields: Readonly<Record<string, string | null>>;
  readonly userFields: Readonly<Record<string, UserFieldValue>>;
  readonly multifields: readonly Multifield[];
  readonly contacts: readonly ContactLink[];
  /** Before this moment (ms) lists and the search for duplicates do not show the card: the portal's index lag. */
  readonly visibleFromMs: number;
}

/** What an administrator has set for the whole portal. There is none before something is set. */
export interface PortalSettings extends StoredDocument {
  readonly leads: boolean;
}

export interface PortalUser extends StoredDocument {
  readonly name: string;
  readonly lastName: string;
  readonly email: string;
  readonly position: string;
  readonly active: boolean;
  readonly admin: boolean;
}

/** One row of a directory: a lead status, a source, a deal stage. */
export interface StatusRow extends StoredDocument {
  readonly entityId: string;
  readonly statusId: string;
  readonly name: string;
  readonly sort: number;
  readonly system: boolean;
  /** S won, F lost, `null` in work. */
  readonly semantics: 'S' | 'F' | null;
  readonly color: string;
  readonly categoryId: number | null;
}

/** A deal funnel. Documents need a positive id, and the general funnel's number is 0: hence `number`. */
export interface CategoryRow extends StoredDocument {
  readonly number: number;
  readonly name: string;
  readonly sort: number;
}

export interface UserFieldRow extends StoredDocument {
  readonly entityId: string;
  readonly fieldName: string;
  readonly userTypeId: string;
  readonly multiple: boolean;
  readonly mandatory: boolean;
  readonly label: string;
  readonly sort: number;
  readonly xmlId: string | null;
  /** Choices of an `enumeration` field. */
  readonly list: readonly {
    readonly id: number;
    readonly value: string;
    readonly sort: number;
    readonly xmlId: string;
  }[];
}

export interface CommentRow extends StoredDocument {
  readonly entityTypeId: number;
  readonly ownerId: number;
  readonly text: string;
  readonly authorId: number;
  readonly createdMs: number;
}

export interface TodoRow extends StoredDocument {
  readonly ownerTypeId: number;
  readonly ownerId: number;
  readonly title: string;
  readonly description: string;
  readonly deadlineMs: number;
  readonly responsibleId: number;
  /** Missing in folders of earlier versions, like the author. */
  readonly createdMs?: number | undefined;
  readonly authorId?: number | undefined;
}

export interface StageMoveRow extends StoredDocument {
  readonly entityTypeId: number;
  readonly ownerId: number;
  /** 1 created, 2 moved, 3 moved to a final stage, 5 moved to another funnel. */
  readonly typeId: 1 | 2 | 3 | 5;
  readonly createdMs: number;
  readonly stageId: string;
  readonly semantics: 'P' | 'S' | 'F';
  readonly categoryId: number | null;
  readonly movedBy: number;
}

/** Someone to call about changes: an application's `event.bind`, or an outgoing webhook made in the interface. */
export interface HandlerRow extends StoredDocument {
  readonly event: string;
  readonly url: string;
  /** The user on whose behalf the application gets tokens; 0 = whoever made the change. */
  readonly authType: number;
  readonly authConnector: string | null;
  readonly source: 'application' | 'webhook';
  readonly applicationToken: string;
}

export interface TokenRow extends StoredDocument {
  readonly type: 'access' | 'refresh' | 'code';
  readonly value: string;
  readonly userId: number;
  /** Tokens descended from one consent share it; the refresh token of a grant is single-use. */
  readonly grant: string;
  readonly expiresMs: number;
}
