import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import { isOpen } from '../calendar/working-time.ts';

/** How the next manager is found among those who are free. */
export type AssignmentStrategy = 'roundRobin' | 'leastLoaded' | 'crmResponsible';

/** Strategies that can always find somebody among free managers. */
export type OwnAssignmentStrategy = Exclude<AssignmentStrategy, 'crmResponsible'>;

/** A funnel's distribution of dialogues among managers. */
export interface AssignmentPolicy {
  enabled: boolean;
  strategy: AssignmentStrategy;
  /** With `crmResponsible`: decides when the CRM names nobody, or names somebody who is not free. */
  fallback: OwnAssignmentStrategy;
  /** Working hours of managers who have none of their own; null: around the clock. */
  calendar: BusinessCalendar | null;
  /** Whether a manager with `capacity` open dialogues gets no more. */
  respectCapacity: boolean;
}

/** A manager who takes part in a funnel's distribution. */
export interface AssignmentCandidate {
  managerId: string;
  /** The account is switched off. */
  disabled: boolean;
  /** Not away at the moment of the choice. */
  available: boolean;
  /** Working hours of this person; null: those of the funnel. */
  calendar: BusinessCalendar | null;
  openDialogues: number;
  /** Open dialogues at most; null: any number. */
  capacity: number | null;
  /** When the last dialogue was assigned automatically, ISO 8601 UTC; null: never. */
  lastAssignedAt: string | null;
  /** Who this person is in the channel's CRM; null: not mapped. */
  crmUserId: string | null;
}

/** Why a manager is passed over; of several reasons the first in this order. */
export type ExclusionCode = 'disabled' | 'away' | 'offHours' | 'full';

/** Which strategy found the manager, or why there is none. */
export type AssignmentReason =
  | AssignmentStrategy
  /** Automatic assignment is switched off. */
  | 'assignmentOff'
  /** Nobody takes part in the distribution. */
  | 'noMembers'
  /** Nobody works at this hour, though somebody could. */
  | 'outsideHours'
  /** Everybody is away, full, off work or switched off. */
  | 'nobodyFree';

/** A manager as the choice saw them. */
export interface ConsideredManager {
  managerId: string;
  /** null: was free. */
  excluded: ExclusionCode | null;
  /** Open dialogues. */
  load: number;
}

/** Outcome of a choice; kept in the audit log, so that it can be explained later. */
export interface AssignmentChoice {
  /** null: the dialogue waits, oldest first. */
  managerId: string | null;
  reason: AssignmentReason;
  /** The free ones in the order in which they would be taken, then the others by id. */
  considered: ConsideredManager[];
}

type Order = (a: AssignmentCandidate, b: AssignmentCandidate) => number;

const byId: Order = (a, b) => (a.managerId < b.managerId ? -1 : 1);
const roundRobin: Order = (a, b) => lastTurn(a) - lastTurn(b) || byId(a, b);
const orders: Record<OwnAssignmentStrategy, Order> = {
  roundRobin,
  leastLoaded: (a, b) => a.openDialogues - b.openDialogues || roundRobin(a, b),
};

/**
 * Chooses the manager of a dialogue: who was longest without a new dialogue (round robin), who leads the fewest (least
 * loaded; of equals who was longest without), or who is responsible in the CRM. Who is switched off, away, off work or full
 * is passed over.
 *
 * @param at moment of the choice, ISO 8601
 * @param crmResponsibleUserId who is responsible for the client in the CRM, as the CRM names them. @default null
 */
export function chooseManager(
  policy: AssignmentPolicy,
  candidates: readonly AssignmentCandidate[],
  at: string,
  crmResponsibleUserId: string | null = null,
): AssignmentChoice {
  const excluded = new Map(candidates.map((one) => [one, exclusionOf(policy, one, at)]));
  const strategy = policy.strategy === 'crmResponsible' ? policy.fallback : policy.strategy;
  const free = candidates.filter((one) => excluded.get(one) === null).sort(orders[strategy]);
  const others = candidates.filter((one) => excluded.get(one) !== null).sort(byId);
  const responsible =
    policy.strategy === 'crmResponsible' && crmResponsibleUserId !== null
      ? free.find(({ crmUserId }) => crmUserId === crmResponsibleUserId)
      : undefined;
  const ranked = responsible ? [responsible, ...free.filter((one) => one !== responsible)] : free;
  const considered = [...ranked, ...others].map((one) => ({
    managerId: one.managerId,
    excluded: excluded.get(one) ?? null,
    load: one.openDialogues,
  }));
  const [winner] = ranked;
  if (!policy.enabled) return { managerId: null, reason: 'assignmentOff', considered };
  if (!winner) return { managerId: null, reason: whyNobody(considered), considered };
  return { managerId: winner.managerId, reason: responsible ? 'crmResponsible' : strategy, considered };
}

function exclusionOf(policy: AssignmentPolicy, candidate: AssignmentCandidate, at: string): ExclusionCode | null {
  if (candidate.disabled) return 'disabled';
  if (!candidate.available) return 'away';
  const calendar = candidate.calendar ?? policy.calendar;
  if (calendar && !isOpen(calendar, at)) return 'offHours';
  const isFull = candidate.capacity !== null && candidate.openDialogues >= candidate.capacity;
  return policy.respectCapacity && isFull ? 'full' : null;
}

function whyNobody(considered: readonly ConsideredManager[]): AssignmentReason {
  if (considered.length === 0) return 'noMembers';
  const here = considered.filter(({ excluded }) => excluded !== 'disabled' && excluded !== 'away');
  return here.length > 0 && here.every(({ excluded }) => excluded === 'offHours') ? 'outsideHours' : 'nobodyFree';
}

function lastTurn({ lastAssignedAt }: AssignmentCandidate): number {
  return lastAssignedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(lastAssignedAt);
}
