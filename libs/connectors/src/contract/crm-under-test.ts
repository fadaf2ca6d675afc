import type { CrmPort } from '@voronka/contracts';

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
export type CrmOperation = 'createContact' | 'createLead' | 'changeLead' | 'readLead' | 'addComment';

/** A vendor, or its emulation, as the contract tests see it. */
export interface CrmUnderTest {
  /** Its request timeout is well under a second, so that silence does not hold the tests up. */
  crm: CrmPort;
  /** Ids that exist at the vendor. */
  known: { firstStatus: string; laterStatus: string; lostStatus: string; manager: string; otherManager: string };
  searchLagMs: number;
  /** Back to an empty CRM without faults. */
  reset(): Promise<void>;
  fail(fault: CrmFault, operation: CrmOperation, times?: number): Promise<void>;
  /** Makes a contact as a person does in the vendor's own interface, phones spelled as given. */
  addContactByHand(contact: { name: string; phones: string[]; emails: string[] }): Promise<string>;
  /** Everything that is there, hidden from search or not. */
  count(): Promise<{ contacts: number; leads: number; comments: number }>;
  /** The texts on a lead as the vendor stores them. */
  commentsOf(leadId: string): Promise<string[]>;
  stop(): Promise<void>;
}
