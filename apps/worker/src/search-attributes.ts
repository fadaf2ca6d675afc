import type { Connection } from '@temporalio/client';
import { dialogueSearchAttributes, stepActivityNames } from '@voronka/contracts';
import type { CommandRef, DialogueActivities } from '@voronka/contracts';
import { ensureSearchAttributes } from '@voronka/local-infra/search-attributes';
import type { Logger } from '@voronka/platform';

/**
 * Registers the search attributes of dialogues.
 *
 * @returns whether dialogues may carry them. Without them everything works but finding dialogues by them in Temporal's own
 *   pages; a workflow that set one that does not exist would stand still, so none may be set then.
 */
export async function registerSearchAttributes(
  connection: Connection,
  namespace: string,
  logger: Logger,
): Promise<boolean> {
  let reason: string;
  try {
    const taken = await ensureSearchAttributes(connection, namespace, Object.values(dialogueSearchAttributes));
    if (taken.length === 0) return true;
    reason = `of another type than Keyword: ${taken.join(', ')}`;
  } catch (error) {
    reason = `gRPC status ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}`;
  }
  logger.warn({ namespace, reason }, 'Search attributes could not be registered; dialogues go on without them');
  return false;
}

/**
 * The same activities, whose answers name no value of a search attribute: a workflow that sets an attribute which does not
 * exist stands still. What an activity answered is in the history, so a dialogue replays the same when attributes come.
 */
export function withoutSearchAttributes(activities: DialogueActivities): DialogueActivities {
  const steps = stepActivityNames.map((name) => {
    const step = async (ref: CommandRef) => ({ ...(await activities[name](ref)), stageKey: undefined });
    return [name, step] as const;
  });
  return {
    ...activities,
    ...Object.fromEntries(steps),
    decideTurn: async (input) => ({ ...(await activities.decideTurn(input)), attributes: undefined }),
  };
}
