import fc from 'fast-check';
import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import { chooseManager } from './choose-manager.ts';
import type { AssignmentCandidate, AssignmentPolicy } from './choose-manager.ts';

const noon = '2026-06-10T12:00:00Z';
const open: BusinessCalendar = { timeZone: 'UTC', week: [{ day: 3, from: '09:00', to: '18:00' }], holidays: [] };
const shut: BusinessCalendar = { ...open, week: [{ day: 4, from: '09:00', to: '18:00' }] };

function policy(changes: Partial<AssignmentPolicy> = {}): AssignmentPolicy {
  return {
    enabled: true,
    strategy: 'roundRobin',
    fallback: 'roundRobin',
    calendar: null,
    respectCapacity: true,
    ...changes,
  };
}

function manager(managerId: string, changes: Partial<AssignmentCandidate> = {}): AssignmentCandidate {
  return {
    managerId,
    disabled: false,
    available: true,
    calendar: null,
    openDialogues: 0,
    capacity: null,
    lastAssignedAt: null,
    crmUserId: null,
    ...changes,
  };
}

const chosen = (...choice: Parameters<typeof chooseManager>) => {
  const { managerId, reason } = chooseManager(...choice);
  return `${managerId ?? 'nobody'} ${reason}`;
};

describe('round robin', () => {
  it('takes who was longest without a new dialogue', () => {
    const anna = manager('anna', { lastAssignedAt: '2026-06-10T11:00:00Z' });
    const boris = manager('boris', { lastAssignedAt: '2026-06-10T10:00:00Z', openDialogues: 9 });
    expect(chosen(policy(), [anna, boris], noon)).toBe('boris roundRobin');
  });

  it('begins with those who never had one, by id', () => {
    const anna = manager('anna', { lastAssignedAt: '2020-01-01T00:00:00Z' });
    expect(chosen(policy(), [anna, manager('vera'), manager('boris')], noon)).toBe('boris roundRobin');
  });
});

describe('least loaded', () => {
  const leastLoaded = policy({ strategy: 'leastLoaded' });

  it('takes who leads the fewest dialogues', () => {
    const team = [manager('anna', { openDialogues: 3 }), manager('boris', { openDialogues: 2 })];
    expect(chosen(leastLoaded, team, noon)).toBe('boris leastLoaded');
  });

  it('takes of equals who was longest without a new one, then by id', () => {
    const early = '2026-06-10T08:00:00Z';
    const late = '2026-06-10T09:00:00Z';
    const team = (annasLast: string, borissLast: string) => [
      manager('anna', { lastAssignedAt: annasLast }),
      manager('boris', { lastAssignedAt: borissLast }),
    ];
    expect(chosen(leastLoaded, team(late, early), noon)).toBe('boris leastLoaded');
    expect(chosen(leastLoaded, team(early, early), noon)).toBe('anna leastLoaded');
  });
});

describe('the responsible of the CRM', () => {
  const byCrm = policy({ strategy: 'crmResponsible', fallback: 'leastLoaded' });
  const anna = manager('anna', { crmUserId: '5', openDialogues: 7 });
  const boris = manager('boris', { crmUserId: '6', openDialogues: 1 });

  it('gets the dialogue, however loaded', () => {
    expect(chosen(byCrm, [anna, boris], noon, '5')).toBe('anna crmResponsible');
  });

  it.each([
    ['is not known', [anna, boris], null],
    ['is not known, and a manager is not mapped', [{ ...anna, crmUserId: null }, boris], null],
    ['is not mapped to a manager', [anna, boris], '77'],
    ['is away', [{ ...anna, available: false }, boris], '5'],
    ['does not work now', [{ ...anna, calendar: shut }, boris], '5'],
    ['is full', [{ ...anna, capacity: 7 }, boris], '5'],
  ])('is replaced by the other strategy when he %s', (_when, team, responsible) => {
    expect(chosen(byCrm, team, noon, responsible)).toBe('boris leastLoaded');
  });

  it('does not matter to the other strategies', () => {
    expect(chosen(policy(), [anna, boris], noon, '6')).toBe('anna roundRobin');
  });
});

describe('managers who are passed over', () => {
  it('are named with the reason', () => {
    const team = [
      manager('full', { openDialogues: 5, capacity: 5 }),
      manager('off', { calendar: shut }),
      manager('away', { available: false }),
      manager('gone', { disabled: true, available: false }),
      manager('free', { openDialogues: 4, capacity: 5 }),
    ];
    expect(chooseManager(policy({ calendar: open }), team, noon)).toEqual({
      managerId: 'free',
      reason: 'roundRobin',
      considered: [
        { managerId: 'free', excluded: null, load: 4 },
        { managerId: 'away', excluded: 'away', load: 0 },
        { managerId: 'full', excluded: 'full', load: 5 },
        { managerId: 'gone', excluded: 'disabled', load: 0 },
        { managerId: 'off', excluded: 'offHours', load: 0 },
      ],
    });
  });

  it('are not those who are full, when the policy does not ask', () => {
    const team = [manager('full', { openDialogues: 5, capacity: 5 })];
    expect(chosen(policy({ respectCapacity: false }), team, noon)).toBe('full roundRobin');
  });

  it('work by their own hours, else by the funnel’s', () => {
    const team = [manager('anna'), manager('boris', { calendar: open })];
    expect(chosen(policy({ calendar: shut }), team, noon)).toBe('boris roundRobin');
  });
});

describe('nobody', () => {
  it.each([
    ['assignment is off', policy({ enabled: false }), [manager('anna')], 'assignmentOff'],
    ['nobody takes part', policy(), [], 'noMembers'],
    [
      'nobody works now',
      policy({ calendar: shut }),
      [manager('anna'), manager('boris', { available: false }), manager('vera', { disabled: true })],
      'outsideHours',
    ],
    ['all are away', policy({ calendar: shut }), [manager('anna', { available: false })], 'nobodyFree'],
    [
      'one is full and one off work',
      policy(),
      [manager('a', { capacity: 0 }), manager('b', { calendar: shut })],
      'nobodyFree',
    ],
  ])('is chosen when %s', (_when, rules, team, reason) => {
    expect(chosen(rules, team, noon)).toBe(`nobody ${reason}`);
  });
});

describe('any team', () => {
  const candidate = (managerId: string): fc.Arbitrary<AssignmentCandidate> =>
    fc.record({
      managerId: fc.constant(managerId),
      disabled: fc.boolean(),
      available: fc.boolean(),
      calendar: fc.constantFrom(null, open, shut),
      openDialogues: fc.nat(3),
      capacity: fc.constantFrom(null, 0, 2),
      lastAssignedAt: fc.constantFrom(null, '2026-06-10T08:00:00Z', '2026-06-10T09:00:00Z'),
      crmUserId: fc.constantFrom(null, '5', '6'),
    });
  const team = fc.tuple(candidate('a'), candidate('b'), candidate('c')).map((all) => [...all]);
  const rules: fc.Arbitrary<AssignmentPolicy> = fc.record({
    enabled: fc.boolean(),
    strategy: fc.constantFrom('roundRobin', 'leastLoaded', 'crmResponsible'),
    fallback: fc.constantFrom('roundRobin', 'leastLoaded'),
    calendar: fc.constantFrom(null, open, shut),
    respectCapacity: fc.boolean(),
  });

  it('gives the same manager in whatever order it is listed', () => {
    fc.assert(
      fc.property(rules, team, fc.constantFrom(null, '5'), (some, people, responsible) => {
        const choice = chooseManager(some, people, noon, responsible);
        // Two people bound to one CRM user are told apart by the strategy, not by the list.
        expect(chooseManager(some, [...people].reverse(), noon, responsible)).toEqual(choice);
      }),
    );
  });

  it('gives a dialogue only to somebody who is free, and to nobody only when nobody is', () => {
    fc.assert(
      fc.property(rules, team, fc.constantFrom(null, '5'), (some, people, responsible) => {
        const { managerId, considered } = chooseManager(some, people, noon, responsible);
        expect(considered.map((one) => one.managerId).sort()).toEqual(['a', 'b', 'c']);
        const free = considered.filter(({ excluded }) => excluded === null);
        expect(managerId).toBe(some.enabled ? (free[0]?.managerId ?? null) : null);
      }),
    );
  });
});
