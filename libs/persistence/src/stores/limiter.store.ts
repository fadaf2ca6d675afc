import type { LimiterStore } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { lazily, preparedRow } from './prepared.ts';
import { firstRow } from './sql.ts';

// Bulk work leaves this share of the bucket to people who wait.
const interactiveReserve = 0.2;

const drained =
  'greatest(0, b.level - extract(epoch from clock_timestamp() - b.updated_at)::double precision * ?::double precision)';
// All calls of an account change this one row: none of them holds it for as long as the disk takes (see `lazily`).
const takePlaces = `
  with ${lazily}
  insert into limiter_buckets as b (key, level, updated_at)
  select ?::text, ?::double precision, clock_timestamp() from lazily
  on conflict (key) do update set level = ${drained} + ?::double precision, updated_at = clock_timestamp()
    where coalesce(b.blocked_until <= clock_timestamp(), true)
      and ${drained} + ?::double precision <= ?::double precision
  returning level::double precision`;

/** A step makes several calls: while the bucket is mostly empty, their places are taken together. */
const placesTogether = 4;
const mostlyEmpty = 0.5;
/** For how long a place that was taken ahead may be used, in ms; then it is lost. */
const aheadMs = 1_000;

/** What a process knows of a bucket in one lane. */
interface Known {
  /** Level after its last place. */
  level: number;
  ahead: number;
  aheadUntilMs: number;
}

/** Leaky buckets in PostgreSQL: all workers and APIs of one key count together. */
export class PostgresLimiterStore implements LimiterStore {
  private readonly known = new Map<string, Known>();
  /** Places that are being taken together; whoever comes meanwhile waits for them. */
  private readonly taking = new Map<string, Promise<unknown>>();

  constructor(private readonly database: Database) {}

  async take(
    key: string,
    limit: { capacity: number; drainPerSecond: number; lane: 'interactive' | 'bulk' },
  ): Promise<number> {
    const { lane, capacity, drainPerSecond } = limit;
    const name = `${lane} ${key}`;
    // A bucket that holds hardly more than one request has to let bulk work in at all.
    const room = lane === 'bulk' ? Math.max(1, capacity * (1 - interactiveReserve)) : capacity;
    for (;;) {
      const known = this.known.get(name);
      if (known && known.ahead > 0 && performance.now() < known.aheadUntilMs) {
        known.ahead -= 1;
        return 0;
      }
      const together = known !== undefined && known.level + placesTogether <= room * mostlyEmpty;
      if (!together) return this.takeNow(name, key, drainPerSecond, room, 1);
      const taking = this.taking.get(name);
      if (!taking) {
        const taken = this.takeNow(name, key, drainPerSecond, room, placesTogether);
        const settled = taken.catch(() => undefined).finally(() => this.taking.delete(name));
        this.taking.set(name, settled);
        return taken;
      }
      await taking;
    }
  }

  /** @returns how long to wait for a place, in ms; 0: it is taken, and the others of `places` are kept ahead */
  private async takeNow(
    name: string,
    key: string,
    drainPerSecond: number,
    room: number,
    places: number,
  ): Promise<number> {
    // Mostly there is room: then one statement takes the places and holds the bucket's row for no longer than itself.
    const taken = await preparedRow<{ level: number }>(this.database, takePlaces, [
      ...[key, places, drainPerSecond, places],
      ...[drainPerSecond, places, room],
    ]);
    if (!taken) {
      this.known.delete(name);
      return this.waitOrTake(key, drainPerSecond, room);
    }
    this.known.set(name, { level: taken.level, ahead: places - 1, aheadUntilMs: performance.now() + aheadMs });
    return 0;
  }

  /** @returns how long to wait for a place, in ms; 0: it is taken */
  private async waitOrTake(key: string, drainPerSecond: number, room: number): Promise<number> {
    return this.database.em.fork().transactional(async (em) => {
      const bucket = await firstRow<{ level: number; blocked_ms: number | null }>(
        em,
        `select greatest(0, level - extract(epoch from clock_timestamp() - updated_at) * ?)::float8 as level,
                (extract(epoch from blocked_until - clock_timestamp()) * 1000)::float8 as blocked_ms
         from limiter_buckets where key = ? for update`,
        [drainPerSecond, key],
      );
      const level = bucket?.level ?? 0;
      const blockedMs = bucket?.blocked_ms ?? 0;
      if (blockedMs > 0) return Math.ceil(blockedMs);
      const over = level + 1 - room;
      if (over > 0) return Math.ceil((over / drainPerSecond) * 1000);
      await em.execute('update limiter_buckets set level = ?, updated_at = clock_timestamp() where key = ?', [
        level + 1,
        key,
      ]);
      return 0;
    });
  }

  async block(key: string, forMs: number): Promise<void> {
    this.known.clear();
    await this.database.em.fork().execute(
      `insert into limiter_buckets (key, level, updated_at, blocked_until)
       values (?, 0, now(), clock_timestamp() + ? * interval '1 millisecond')
       on conflict (key) do update set blocked_until = greatest(limiter_buckets.blocked_until, excluded.blocked_until)`,
      [key, forMs],
    );
  }
}
