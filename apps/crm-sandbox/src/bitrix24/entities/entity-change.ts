import type { MultifieldType } from '../fields/common-fields.ts';

/** What to do with one phone, e-mail, site or messenger. */
export type MultifieldChange =
  | { readonly kind: 'add'; readonly typeId: MultifieldType; readonly valueType: string; readonly value: string }
  | { readonly kind: 'edit'; readonly id: number; readonly valueType: string | null; readonly value: string | null }
  | { readonly kind: 'delete'; readonly id: number };

/** A wish to create or change a card, the same for both dialects of methods. */
export interface EntityChange {
  /** By the old methods' names; read-only and unknown names are already left out. */
  readonly fields: Readonly<Record<string, string | null>>;
  /** By `UF_CRM_…`; text for single fields, texts for multiple ones. */
  readonly userFields: Readonly<Record<string, readonly string[]>>;
  readonly multifields: readonly MultifieldChange[];
  /** The whole new list of contacts, the first being primary; `undefined` leaves them. */
  readonly contactIds: readonly number[] | undefined;
}

/** A fact an event handler may want to hear about. */
export interface PortalEvent {
  /** `ONCRMLEADADD` */
  readonly event: string;
  /** Goes into `data[FIELDS]`; nothing but ids, as on a real portal. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Who changes something, and the events the change caused so far (sent after the commit). */
export interface Actor {
  readonly userId: number;
  /** Handlers bound with the same key do not hear of these changes. */
  readonly authConnector: string | null;
  /** How long new cards stay out of lists and of the search for duplicates, ms. */
  readonly searchLagMs: number;
  readonly events: PortalEvent[];
}
