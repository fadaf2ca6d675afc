/**
 * What a dialogue (alias `d`) is in, in people's words; what needs a person comes first. The list, the detail and the
 * overview share it, so that every number opens a list of exactly that length.
 */
export const dialogueStatusSql = `case
  when exists (select 1 from incidents i where i.dialogue_id = d.id and i.state = 'open') then 'incident'
  when d.needs_manager then 'needsManager'
  when d.delayed_since is not null then 'delayed'
  when d.owner = 'manager' then 'manager'
  when (d.state->>'completed')::boolean then 'completed'
  else 'assistant' end`;

/** A dialogue counts from its first message on; consent alone makes a row but no dialogue. */
export const hasBegunSql = `(d.next_position > 1 or exists (select 1 from held_messages h where h.dialogue_id = d.id))`;

/** Dialogues whose lead was created since a time; one placeholder. */
export const leadCreatedSinceSql = `exists (select 1 from steps s where s.dialogue_id = d.id and s.kind = 'createLead'
  and s.status = 'done' and s.finished_at >= ?)`;
