import type { Json, JsonObject } from '../../http/json.ts';
import { nowSeconds } from '../account.ts';
import type { Account } from '../account.ts';
import type { EventRow } from '../model.ts';

/** One message to the webhooks that subscribed to `setting`; items of one request share a body. */
export interface HookItem {
  /** `status_lead` */
  readonly setting: string;
  /** First and second key of the body: `leads`, `status`. */
  readonly keys: readonly [entity: string, action: string];
  readonly entityId: number;
  readonly item: JsonObject;
}

/** Who makes a change, and what the change will be announced as. */
export interface Actor {
  /** 0 = the account's own robot. */
  readonly userId: number;
  /** How long the search by `query` does not know new cards, ms. */
  readonly searchLagMs: number;
  /** Filled by the change, sent after its commit. */
  readonly hooks: HookItem[];
}

export function actorFor(userId: number, searchLagMs = 0): Actor {
  return { userId, searchLagMs, hooks: [] };
}

/** Writes an entry of the event list. */
export function recordEvent(
  account: Account,
  actor: Actor,
  type: string,
  entity: EventRow['entity'],
  entityId: number,
  valueAfter: readonly Json[] = [],
  valueBefore: readonly Json[] = [],
): void {
  account.events.insert((id) => ({
    id,
    type,
    entity,
    entityId,
    createdBy: actor.userId,
    createdAt: nowSeconds(account),
    valueAfter,
    valueBefore,
  }));
}
