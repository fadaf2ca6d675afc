import type { FlowGraph } from '@voronka/domain';
import type { Stack } from '../stack/stack.ts';
import type { VisitorOptions, WidgetClient } from '../stack/widget-client.ts';
import { dialogueOfMessage } from './observe.ts';

/** A dialogue that has just begun, and the client in it. */
export interface Played {
  readonly visitor: WidgetClient;
  readonly dialogueId: string;
}

/** Publishes a flow and lets a new client say the first words to it. */
export async function beginFlow(
  stack: Stack,
  graph: FlowGraph,
  first: string,
  options?: VisitorOptions,
): Promise<Played> {
  await stack.admin.publishFlow(graph);
  const visitor = await stack.visitor(options);
  const { id } = await visitor.send(first);
  return { visitor, dialogueId: await dialogueOfMessage(stack, id) };
}

/** Waits until the last words that the client sees are these. */
export async function hears(visitor: WidgetClient, text: string): Promise<void> {
  await visitor.until(`"${text}"`, (all) => all.at(-1)?.text === text, { timeoutMs: 30_000 });
}

/** What a dialogue wakes up for next; null when it waits for nobody but people. @returns `at` in ISO 8601 UTC */
export async function nextWakeUp(stack: Stack, dialogueId: string): Promise<{ timer: string; at: string } | null> {
  const [row] = await stack.query<{ timer: string | null; at: Date | null }>(
    'select next_wake_timer as timer, next_wake_at as at from dialogues where id = $1',
    [dialogueId],
  );
  if (!row) throw new Error('no dialogue has this id');
  return row.timer !== null && row.at !== null ? { timer: row.timer, at: new Date(row.at).toISOString() } : null;
}
