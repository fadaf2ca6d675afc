import type { Stack } from '@voronka/testing';
import type { Vendor } from './vendors.ts';

/**
 * Makes the vendor's limits, and the product's own limiter with them, quicker by the vendor's factor: in the product's buckets a
 * request weighs so much less, which is the same as a bucket of that many times the size that drains that many times as quickly.
 */
export async function scaleLimits(stack: Stack, { name, factor, drains }: Vendor): Promise<void> {
  const limits = { enabled: true, factor };
  await stack.crm.control('POST', 'limits', limits);
  if (name === 'amocrm') await stack.crm.control('POST', 'amocrm/limits', { enabled: true });
  const drain = Object.entries(drains).map(([key, perSecond]) => `when new.key like '${key}%' then ${perSecond}`);
  await stack.query(`
    create or replace function scaled_limit() returns trigger language plpgsql as $$
    declare
      drain double precision := case ${drain.join(' ')} else 1 end;
      drained double precision := 0;
    begin
      if tg_op = 'UPDATE' then
        drained := greatest(0, old.level - extract(epoch from new.updated_at - old.updated_at) * drain);
      end if;
      if new.level > drained then
        new.level := drained + (new.level - drained) / ${factor};
      end if;
      return new;
    end $$;
    create or replace trigger scaled_limit before insert or update on limiter_buckets
      for each row execute function scaled_limit()`);
}
