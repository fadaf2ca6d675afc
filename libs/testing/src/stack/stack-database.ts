import pg from 'pg';

/** A look into the product's database, beside the product. */
export class StackDatabase {
  readonly #pool: pg.Pool;

  /** @param url address with the superuser's password; the server behind it may be killed and come back */
  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
    // Idle connections break when the server is killed; the next statement opens another.
    this.#pool.on('error', () => undefined);
  }

  /** Rows of a statement. Placeholders are `$1`. */
  async query<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(sql, [...params])).rows;
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
