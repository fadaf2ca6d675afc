import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const patienceMs = 15_000;

/** A look into the product's database, beside the product. */
export class StackDatabase {
  readonly #pool: pg.Pool;

  /** @param url address with the superuser's password; the server behind it may be killed and come back */
  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
    // Idle connections break when the server is killed; the next statement opens another.
    this.#pool.on('error', () => undefined);
  }

  /**
   * Rows of a statement, once the server is there: a suite may just have killed it. Only statements whose repeat does no
   * harm. Placeholders are `$1`.
   */
  async query<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      try {
        return (await this.#pool.query<Row>(sql, [...params])).rows;
      } catch (error) {
        if (!isServerAway(error) || Date.now() >= deadline) throw error;
        await sleep(50);
      }
    }
  }

  /** How long after it left a write to the CRM may still turn up, in ms. */
  async setIndexLag(indexLagMs: number): Promise<void> {
    await this.query(`update integrations set settings = settings || jsonb_build_object('indexLagMs', $1::int)`, [
      indexLagMs,
    ]);
  }

  /**
   * Keeps the shared limiter's buckets empty: at the vendor's two requests a second, dozens of dialogues take minutes,
   * which tests something else. The limiter's own rules are tested where they are.
   */
  async liftCrmLimits(): Promise<void> {
    await this.query(`
      create or replace function no_crm_limit() returns trigger language plpgsql as
        $$ begin new.level := 0; return new; end $$;
      create or replace trigger no_crm_limit before insert or update on limiter_buckets
        for each row execute function no_crm_limit()`);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/**
 * Nobody listens, the connection broke, or the server is stopping or starting (57P01, 57P02, 57P03). Not by `instanceof`:
 * in the test runner, errors of Node's sockets are of another realm's class.
 */
function isServerAway(error: unknown): boolean {
  if (error === null || typeof error !== 'object') return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123])$/.test(code)) return true;
  return typeof message === 'string' && /terminat(ed|ing connection)|timeout exceeded/i.test(message);
}
