import Long from 'long';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';
import { completedPart, eventTypeName } from './completed-part.ts';

const { EventType } = proto.temporal.api.enums.v1;

/** A history of these events: `*` completes a task, `+n` is a command of the task that event n completed, `.` is any other. */
function historyOf(...events: string[]): History {
  return {
    events: events.map((kind, index) => {
      const eventId = Long.fromNumber(index + 1);
      if (kind === '*') return { eventId, eventType: EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED };
      if (kind === '.') return { eventId, eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED };
      const workflowTaskCompletedEventId = Long.fromNumber(Number(kind.slice(1)));
      const activityTaskScheduledEventAttributes = { workflowTaskCompletedEventId };
      return { eventId, eventType: EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED, activityTaskScheduledEventAttributes };
    }),
  };
}

const lengthOf = (...events: string[]) => completedPart(historyOf(...events))?.events?.length ?? null;

describe('completedPart', () => {
  it('ends with the last command of the last task that was completed', () => {
    expect(lengthOf('.', '*', '+2', '.', '+2')).toBe(5);
    expect(lengthOf('.', '*', '+2', '.', '.')).toBe(3);
    expect(lengthOf('.', '*', '+2', '.', '*', '+5', '.')).toBe(6);
  });

  it('ends with that task when nothing came of it', () => {
    expect(lengthOf('.', '*', '+2', '.', '*', '.', '.')).toBe(5);
  });

  it('is nothing before the first completed task', () => {
    expect(lengthOf('.', '.', '.')).toBeNull();
    expect(completedPart({})).toBeNull();
  });
});

describe('eventTypeName', () => {
  it('is the name that histories show', () => {
    expect(eventTypeName({ eventType: EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED })).toBe('ActivityTaskScheduled');
    expect(eventTypeName({ eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW })).toBe(
      'WorkflowExecutionContinuedAsNew',
    );
  });
});
