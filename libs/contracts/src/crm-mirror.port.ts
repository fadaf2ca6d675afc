import type { CrmCardKind, CrmCardRef } from './crm.port.ts';

/** What is known of a card that its CRM cannot be asked about: what we wrote there, and what it told since. */
export interface MirroredCard extends CrmCardRef {
  externalKey: string | null;
  /** null: nobody has said it yet. */
  statusId: string | null;
  responsibleId: string | null;
  contactId: string | null;
  tags: string[];
  /** The CRM told that it is not there any more. */
  gone: boolean;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** Of the newest change by the CRM's clock, ISO 8601 UTC. */
  updatedAt: string;
  stageChangedAt: string | null;
}

/** Fields of a card; those that are missing stay as they are. */
export type MirroredChange = Partial<
  Pick<MirroredCard, 'externalKey' | 'statusId' | 'responsibleId' | 'contactId' | 'tags' | 'gone'>
>;

/** When a change was made, by the CRM's clock; its number, where the CRM counts the changes of a card. */
export interface ChangeVersion {
  /** ISO 8601 UTC. */
  at: string;
  version: number | null;
}

/** Cards of CRMs that are joined by webhooks, as they were written or told last. Each field has a version of its own. */
export interface CrmCardMirror {
  read(integrationId: string, card: CrmCardRef): Promise<MirroredCard | null>;
  findByKey(integrationId: string, kind: CrmCardKind, externalKey: string): Promise<MirroredCard | null>;
  /** Cards of a contact, newest first; closed ones too. */
  ofContact(integrationId: string, kind: CrmCardKind, contactId: string): Promise<MirroredCard[]>;
  /**
   * Takes over what is newer, field by field.
   *
   * @returns whether anything was: a doubled or a late change is not
   */
  take(integrationId: string, card: CrmCardRef, change: MirroredChange, version: ChangeVersion): Promise<boolean>;
}
