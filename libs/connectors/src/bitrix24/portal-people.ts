import type { CrmCallContext, CrmUser } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { toUser } from './card-mapping.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowsOf } from './rows.ts';

/** How long somebody who was there counts as being there: a portal dismisses people rarely, and cards are made often. */
const believedMs = 10 * 60_000;
/** Whoever is not in a list of this age is asked for anew: they may have been hired since. */
const doubtedMs = 10_000;

/** The people of a portal, asked for rarely: it gives cards to those who were dismissed without a word. */
export class PortalPeople {
  private known: { active: ReadonlySet<string>; readAtMs: number } | null = null;

  /** @param now Unix time in ms */
  constructor(
    private readonly rest: Bitrix24RestClient,
    private readonly now: () => number = Date.now,
  ) {}

  /** All of them, those who were dismissed included, as they are now. */
  async list(context: CrmCallContext): Promise<CrmUser[]> {
    const people = rowsOf(await this.rest.readAll('user.get', { sort: 'ID', order: 'ASC' }, context)).map(toUser);
    const active = people.filter((person) => person.active).map(({ id }) => id);
    this.known = { active: new Set(active), readAtMs: this.now() };
    return people;
  }

  /** Whether somebody works there. Who may not see the people of a portal takes everybody for being there. */
  async has(userId: string, context: CrmCallContext): Promise<boolean> {
    const age = this.known === null ? Infinity : this.now() - this.known.readAtMs;
    const isThere = this.known?.active.has(userId) ?? false;
    if (age > (isThere ? believedMs : doubtedMs)) {
      try {
        await this.list(context);
      } catch (error) {
        if (error instanceof VoronkaError && error.code === 'Crm.Unauthorized') return true;
        throw error;
      }
    }
    return this.known?.active.has(userId) ?? false;
  }
}
