import { Worker } from '@temporalio/worker';
import type { ReplayWorkerOptions } from '@temporalio/worker';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { eventTypeName } from './completed-part.ts';

/** The event of a history at which a build would do something else. */
export interface DivergentEvent {
  readonly id: number;
  /** Such as `ActivityTaskScheduled`. */
  readonly type: string;
}

const longestReason = 300;
/** What stands for the message of an error that the workflow code threw: the message itself is encrypted. */
const encoded = 'Encoded failure';

/**
 * What a failed replay says, without the frame of the SDK's own words around it.
 *
 * @param message of the error of {@link Worker.runReplayHistories}
 */
export function reasonOf(message: string): string {
  const [, quoted] = /message: "((?:[^"\\]|\\.)*)"/.exec(message) ?? [];
  const said = (quoted ?? message).replaceAll(/\\(.)/g, '$1').replace(/^\[\w+\] (Nondeterminism error: )?/, '');
  return said === encoded ? 'the workflow code fails there' : said.slice(0, longestReason);
}

/** The event that the error itself names; null when it names none. */
export function namedEvent(message: string): DivergentEvent | null {
  const [, id, type] = /HistoryEvent\(id: (\d+), (\w+)\)/.exec(message) ?? [];
  return id === undefined || type === undefined ? null : { id: Number(id), type };
}

/**
 * Finds the first event that a build cannot repeat, by replaying shorter and longer beginnings of the history: where the
 * error names no event, this does.
 *
 * @param options the build
 * @param history one whose replay fails
 */
export async function firstDivergentEvent(
  options: ReplayWorkerOptions,
  workflowId: string,
  history: History,
): Promise<DivergentEvent | null> {
  const events = history.events ?? [];
  // Beginnings of `good` events replay, those of `bad` events do not.
  let good = 0;
  let bad = events.length;
  const middle = () => Math.floor((good + bad) / 2);
  function* beginnings() {
    while (bad - good > 1) yield { workflowId, history: { events: events.slice(0, middle()) } };
  }
  for await (const { error } of Worker.runReplayHistories(options, beginnings())) {
    if (error) bad = middle();
    else good = middle();
  }
  const event = events[bad - 1];
  return event ? { id: Number(event.eventId), type: eventTypeName(event) } : null;
}
