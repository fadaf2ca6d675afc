import type { Stack } from '../stack/stack.ts';

/**
 * Moves every moment of a JSON document into the past. A function of the database, so that a dialogue ages in one
 * statement, under the lock of its row.
 */
const createAging = `
  create or replace function pg_temp_aged(doc jsonb, minutes int) returns jsonb language plpgsql as $$
  begin
    return case jsonb_typeof(doc)
      when 'object' then (select coalesce(jsonb_object_agg(key, pg_temp_aged(value, minutes)), '{}') from jsonb_each(doc))
      when 'array' then (select coalesce(jsonb_agg(pg_temp_aged(value, minutes)), '[]') from jsonb_array_elements(doc))
      when 'string' then
        case when doc #>> '{}' ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$'
          then to_jsonb(to_char(((doc #>> '{}')::timestamptz - minutes * interval '1 minute') at time zone 'UTC',
                                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          else doc end
      else doc end;
  end $$`;

// Made once per stack: two at a time would get into each other's way.
const agingOf = new WeakMap<Stack, Promise<unknown>>();

function makeAging(stack: Stack): Promise<unknown> {
  const made = agingOf.get(stack) ?? stack.query(createAging);
  agingOf.set(stack, made);
  return made;
}

/** Lets time pass for one dialogue: everything it remembers happened so much earlier, and its wake-up comes nearer. */
export async function letTimePass(stack: Stack, dialogueId: string, minutes: number): Promise<void> {
  await makeAging(stack);
  await stack.query(
    `update dialogues set state = pg_temp_aged(state, $2::int),
       next_wake_at = next_wake_at - $2::int * interval '1 minute',
       answer_deadline_at = answer_deadline_at - $2::int * interval '1 minute'
     where id = $1`,
    [dialogueId, minutes],
  );
}
