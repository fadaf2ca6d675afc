/** Task Queue of the hand-written dialogues. */
export const bareTaskQueue = 'bench-bare';

/** Channel of PostgreSQL on which a written answer is told. */
export const bareRepliesChannel = 'bench_replies';

/** What the hand-written worker reads from its environment, as JSON in `BENCH_BARE`. */
export interface BareSettings {
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly databaseUrl: string;
  /** Webhook address of the CRM. */
  readonly crmUrl: string;
}

/** Name and number that a client gave. */
export interface BareDetails {
  readonly name: string;
  /** E.164. */
  readonly phone: string;
}

/** The lead on which a step works. */
export interface BareCard {
  readonly dialogueId: string;
  readonly leadId: string;
}

/** The steps, one activity each. */
export interface BareActivities {
  sendReply(dialogueId: string, text: string): Promise<void>;
  findOrCreateContact(dialogueId: string, details: BareDetails): Promise<string>;
  createLead(dialogueId: string, contactId: string, title: string): Promise<string>;
  addTags(card: BareCard, tags: string[]): Promise<void>;
  assignResponsible(card: BareCard, userId: string): Promise<void>;
  moveStage(card: BareCard, statusId: string): Promise<void>;
  addNote(card: BareCard, text: string): Promise<void>;
  attachHistory(card: BareCard, lines: string[]): Promise<void>;
}
