import type { EntityKindName } from '../fields/entity-kinds.ts';
import { RestError } from '../rest-error.ts';
import { scopes } from './credentials.ts';

/** What the portal lets its incoming webhook do; people tick the scopes when they make it. */
export class WebhookRights {
  scopes: readonly string[] = scopes;
  /** Kinds of cards that the webhook's user has no rights on. */
  closed: readonly EntityKindName[] = [];

  reset(): void {
    this.scopes = scopes;
    this.closed = [];
  }

  /**
   * @param method lower-case name
   * @throws RestError 403 `insufficient_scope` for a method of a scope that was not granted; 400 with an empty code for a kind
   *   of card that the user may not see, as the old methods answer
   */
  assertAllowed(method: string): void {
    const [scope = '', kind = ''] = method.split('.');
    if (governed.has(scope) && !this.scopes.includes(scope))
      throw new RestError(
        403,
        'insufficient_scope',
        'The request requires higher privileges than provided by the webhook token',
      );
    if (scope === 'crm' && this.closed.some((name) => name === kind)) throw new RestError(400, '', 'Access denied.');
  }
}

/** Scopes by the first word of a method; `profile`, `scope` and the like need none. */
const governed: ReadonlySet<string> = new Set(['crm', 'user']);
