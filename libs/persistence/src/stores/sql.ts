import type { EntityManager } from '@mikro-orm/postgresql';

/** Runs a statement in the entity manager's transaction and returns its rows. Placeholders are `?`. */
export async function rows<Row extends object>(em: EntityManager, sql: string, params: unknown[] = []): Promise<Row[]> {
  return em.execute<Row[]>(sql, params, 'all');
}

/** The first row, or null. */
export async function firstRow<Row extends object>(
  em: EntityManager,
  sql: string,
  params: unknown[] = [],
): Promise<Row | null> {
  return (await rows<Row>(em, sql, params))[0] ?? null;
}

/** PostgreSQL channel on which the API hears what changed. */
export const liveChannel = 'voronka_live';

/** What travels on {@link liveChannel}: ids only. */
export interface LiveNotice {
  workspaceId: string;
  dialogueId: string;
  /** What else than the dialogue changed. `handOff`: a manager is called; `assistantTurn`: an outside assistant is asked. */
  also?: 'incident' | 'held' | 'handOff' | 'assistantTurn' | undefined;
  /** Nothing changed: someone writes just now. */
  typing?: 'client' | 'assistant' | 'manager' | undefined;
}

/** Tells the APIs, with the transaction's commit, that a dialogue changed. */
export async function notifyLive(em: EntityManager, notice: LiveNotice): Promise<void> {
  await em.execute('select pg_notify(?, ?)', [liveChannel, JSON.stringify(notice)]);
}
