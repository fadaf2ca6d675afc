import type { History } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';

type HistoryEvent = NonNullable<History['events']>[number];

const { EventType } = proto.temporal.api.enums.v1;

/**
 * The part of a history that a build has to repeat: up to the last task that was completed and the commands that came of
 * it. What lies after it is new work, for which any code is right; a replay would begin to run it, without activities.
 *
 * @returns null when nothing has been done yet
 */
export function completedPart({ events }: History): History | null {
  const all = events ?? [];
  const completed = all.findLastIndex(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
  const task = all[completed];
  if (!task) return null;
  const lastCommand = all.findLastIndex((event) => taskOf(event) === String(task.eventId));
  return { events: all.slice(0, Math.max(completed, lastCommand) + 1) };
}

/** Id of the completed task that a command's event came of. */
function taskOf(event: HistoryEvent): string | undefined {
  for (const attributes of Object.values(event) as unknown[]) {
    if (attributes === null || typeof attributes !== 'object') continue;
    if ('workflowTaskCompletedEventId' in attributes) return String(attributes.workflowTaskCompletedEventId);
  }
  return undefined;
}

/** An event's type as histories show it, such as `ActivityTaskScheduled`. */
export function eventTypeName(event: HistoryEvent): string {
  const name = EventType[event.eventType ?? EventType.EVENT_TYPE_UNSPECIFIED];
  return name
    .replace(/^EVENT_TYPE_/, '')
    .toLowerCase()
    .replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
