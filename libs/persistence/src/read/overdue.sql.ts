/**
 * When a dialogue (alias `d`) has waited too long. The lists that people see and the metrics share it, so that an alarm
 * opens a list of exactly that length.
 */
const late = `now() - interval '2 minutes'`;

/** What it wanted to do by itself did not happen. */
export const wakeUpLateSql = `(d.next_wake_at < ${late})`;

/** Something that came in was not decided. */
export const undecidedSql = `(d.next_seq > d.last_seq + 1 and exists (
  select 1 from inbox i where i.dialogue_id = d.id and i.seq = d.last_seq + 1 and i.received_at < ${late}))`;

/** A manager was called and has not answered in time. */
export const answerLateSql = `(d.answer_deadline_at < now() and d.owner = 'assistant')`;

/** Others were called since. */
export const escalatedSql = `(d.escalation_level > 0 and d.owner = 'assistant')`;
