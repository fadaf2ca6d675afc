import type { CrmCardKind, CrmCardRef, CrmPort, CrmTaskOwner, ErrorCode } from '@voronka/contracts';
import type { CrmCapabilities } from '@voronka/domain';
import type { LimitedAccount } from './needs.ts';
import type { OwnData } from './own-data.ts';

/** What is known of a vendor before it is started: which parts of the contract it has to fulfil, and how it differs. */
export interface CrmTraits {
  capabilities: CrmCapabilities;
  /** Whether it refuses an e-mail that is none. */
  refusesMalformedEmail: boolean;
  /** Whether people who have left are still listed, as inactive. */
  listsPeopleWhoLeft: boolean;
  /** Whether the connector has `changes`. @default false */
  tellsOfChanges?: true;
  /** Whether an index that lags behind hides new cards from the look-up by key too, and not from search alone. */
  lagHidesFromLookUp: boolean;
  /** What a list holds is chosen by somebody's own program, which cannot be told to pass a question over. @default false */
  filtersNothing?: true;
  /** What a read says after an answer of 500 that it had been carried out. */
  serverErrorCode: ErrorCode;
  /** What the first refusal of a long ban says; what comes after it is refused by our own limiter. */
  longBanCode: ErrorCode;
  /** What the account cannot be asked. @default nothing: it is an emulation of our own */
  limited?: LimitedAccount;
  /** A portal that works with deals only. @default false */
  withoutLeads?: true;
}

/** Request timeouts, in ms: one that only a dead machine exceeds, and one for silence on purpose. */
export const timeouts = { patient: 10_000, impatient: 800 } as const;

/** How long an ordered lag of the search lasts, in ms, by the vendor's clock. */
export const searchLagMs = 60_000;

/** The kinds of card that a vendor has. */
export function cardKindsOf({ capabilities, withoutLeads }: CrmTraits): CrmCardKind[] {
  if (withoutLeads) return ['deal'];
  return capabilities.deals ? ['lead', 'deal'] : ['lead'];
}

/** What can go wrong with the next fitting request, in words that hold for every vendor. */
export type CrmFault =
  | 'answerLost'
  | 'requestLost'
  | 'errorAfterWrite'
  | 'pageInsteadOfJson'
  | 'silence'
  | 'unauthorized'
  /** Too much was asked: for minutes nothing is answered. */
  | 'longBan'
  | 'tooManyRequests'
  | 'tornLetter'
  /** New cards stay out of search and lists until {@link CrmUnderTest.searchCatchesUp}. */
  | 'searchLag'
  /** A list answers with everything, whatever it was asked for. */
  | 'filterIgnored';

/** Operations that a fault can be ordered for. */
export type CrmOperation =
  | 'createContact'
  | 'changeContact'
  | 'listContacts'
  | 'createCard'
  | 'readCard'
  | 'listCards'
  | 'addComment'
  | 'addTask';

/** A vendor, or its emulation, as the contract tests see it. */
export interface CrmUnderTest {
  crm: CrmPort;
  /** The same with a request timeout well under a second, so that silence does not hold the tests up. */
  impatient: CrmPort;
  /** Data of the test that runs; those of the next test are others where cards of tests before it are still there. */
  own: OwnData;
  /** How long a search may lag behind, in ms. @default 0: it shows at once what was made */
  searchPatienceMs?: number;
  /** Ids that exist at the vendor. Stages of deals are of a funnel that is not the general one. */
  known: {
    /** A kind of card that the vendor has not got has the stages of the other. */
    statuses: Record<CrmCardKind, { first: string; later: string; lost: string }>;
    /** A stage of another funnel, of the last kind of card that the vendor has. */
    otherFunnel: string;
    manager: string;
    otherManager: string;
  };
  /** Search and lists know from now on what was made before. */
  searchCatchesUp(): Promise<void>;
  /** Back to an empty CRM without faults; where others work, what was made stays, and {@link own} becomes other data. */
  reset(): Promise<void>;
  /** @param kind of the card, for operations on cards. @default 'lead' */
  fail(fault: CrmFault, operation: CrmOperation, kind?: CrmCardKind): Promise<void>;
  /** Makes a contact as a person does in the vendor's own interface, phones spelled as given. */
  addContactByHand(contact: { name: string; surname?: string; phones: string[]; emails: string[] }): Promise<string>;
  /** Moves a card as a person does in the vendor's own interface. */
  moveByHand(card: CrmCardRef, statusId: string): Promise<void>;
  /** Names of the calls that the vendor carried out since the last reset, in order. */
  calls(): Promise<string[]>;
  /** Everything that is there, hidden from search or not. */
  count(): Promise<{ contacts: number; leads: number; deals: number; comments: number; tasks: number }>;
  /** The texts on a card as the vendor stores them. */
  commentsOf(card: CrmCardRef): Promise<string[]>;
  /** The to-dos on a card or contact as the vendor stores them. */
  tasksOf(owner: CrmTaskOwner): Promise<{ text: string; deadlineAt: string; responsibleId: string }[]>;
  stop(): Promise<void>;
}
