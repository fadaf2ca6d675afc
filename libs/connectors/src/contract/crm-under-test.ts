import type { CrmCardKind, CrmCardRef, CrmPort, CrmTaskOwner } from '@voronka/contracts';

/** What can go wrong with the next fitting request, in words that hold for every vendor. */
export type CrmFault =
  | 'answerLost'
  | 'requestLost'
  | 'errorAfterWrite'
  | 'pageInsteadOfJson'
  | 'silence'
  | 'unauthorized'
  | 'tooLongAtWork'
  | 'tooManyRequests'
  | 'tornLetter'
  /** New cards stay out of search and lists for {@link CrmUnderTest.searchLagMs}. */
  | 'searchLag';

/** Operations that a fault can be ordered for. */
export type CrmOperation = 'createContact' | 'changeContact' | 'createCard' | 'readCard' | 'addComment' | 'addTask';

/** A vendor, or its emulation, as the contract tests see it. */
export interface CrmUnderTest {
  /** Its request timeout is well under a second, so that silence does not hold the tests up. */
  crm: CrmPort;
  /** Ids that exist at the vendor. Stages of deals are of a funnel that is not the general one. */
  known: {
    statuses: Record<CrmCardKind, { first: string; later: string; lost: string }>;
    /** A stage of another funnel of deals. */
    otherFunnel: string;
    manager: string;
    otherManager: string;
  };
  searchLagMs: number;
  /** Back to an empty CRM without faults. */
  reset(): Promise<void>;
  /** @param kind of the card, for operations on cards. @default 'lead' */
  fail(fault: CrmFault, operation: CrmOperation, kind?: CrmCardKind): Promise<void>;
  /** Makes a contact as a person does in the vendor's own interface, phones spelled as given. */
  addContactByHand(contact: { name: string; surname?: string; phones: string[]; emails: string[] }): Promise<string>;
  /** Everything that is there, hidden from search or not. */
  count(): Promise<{ contacts: number; leads: number; deals: number; comments: number; tasks: number }>;
  /** The texts on a card as the vendor stores them. */
  commentsOf(card: CrmCardRef): Promise<string[]>;
  /** The to-dos on a card or contact as the vendor stores them. */
  tasksOf(owner: CrmTaskOwner): Promise<{ text: string; deadlineAt: string; responsibleId: string }[]>;
  stop(): Promise<void>;
}
