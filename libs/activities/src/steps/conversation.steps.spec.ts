import type { ManagerAssignment, OutboxSender, StepReport, StepStore } from '@voronka/contracts';
import type { Command } from '@voronka/domain';
import { materialOf } from '../testing/material.ts';
import { strictFake } from '../testing/strict-fake.ts';
import { buildConversationSteps } from './conversation.steps.ts';

const ref = { dialogueId: 'd', turn: 1, index: 0 };
const base = { nodeId: 'n', ruleId: null };

function world(command: Command, assignment: Partial<ManagerAssignment> = {}) {
  const reports: StepReport[] = [];
  const marks: number[] = [];
  const steps = strictFake<StepStore>('steps', {
    load: () => Promise.resolve(materialOf(command)),
    report: async (_, report) => void reports.push(report),
    escalate: async (_, level) => void marks.push(level),
  });
  const activities = buildConversationSteps({
    steps,
    sender: strictFake<OutboxSender>('sender', {}),
    assignment: strictFake<ManagerAssignment>('assignment', assignment),
    now: () => new Date('2026-03-01T09:00:00Z'),
  });
  return { activities, reports, marks };
}

describe('choosing a manager', () => {
  const command: Command = { ...base, kind: 'assignManager' };

  it('has what it came to decided: the workflow is to look again', async () => {
    const { activities, reports } = world(command, {
      assign: () => Promise.resolve({ managerId: 'olga', reason: 'leastLoaded' }),
    });
    expect(await activities.assignManager(ref)).toEqual({ outcome: 'done', wake: true });
    expect(reports).toEqual([{ outcome: 'done', detail: { managerId: 'olga', reason: 'leastLoaded' }, wake: true }]);
  });
});

describe('a hand-off that nobody answered', () => {
  const command: Command = { ...base, kind: 'escalate', level: 2, reason: 'late' };

  it('is marked with its level and passed on to somebody else', async () => {
    const { activities, reports, marks } = world(command, {
      passOn: () => Promise.resolve({ managerId: 'boris', reason: 'roundRobin' }),
    });
    expect(await activities.escalate(ref)).toEqual({ outcome: 'done', wake: true });
    expect(marks).toEqual([2]);
    expect(reports[0]?.detail).toEqual({ level: 2, managerId: 'boris', reason: 'roundRobin' });
  });
});

describe('what took effect with the decision', () => {
  it.each<[Command, object]>([
    [{ ...base, kind: 'returnToAssistant' }, {}],
    [{ ...base, kind: 'closeDialogue', reason: 'idle' }, { reason: 'idle' }],
  ])('is only written down: %j', async (command, detail) => {
    const { activities, reports } = world(command);
    const step = command.kind === 'closeDialogue' ? activities.closeDialogue : activities.returnToAssistant;
    expect(await step(ref)).toEqual({ outcome: 'done' });
    expect(reports).toEqual([{ outcome: 'done', detail }]);
  });
});
