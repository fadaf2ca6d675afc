import type { EntityManager } from '@mikro-orm/postgresql';
import { errorTexts, isErrorCode } from '@voronka/contracts';
import type { BoardMove } from '@voronka/contracts';
import { rows } from '../stores/sql.ts';

/** For how long a refused move is told: longer than any page needs to hear of it. */
const toldFor = `interval '10 minutes'`;
/** How far back moves by hand are looked for: a step is given up after a day. */
const lookedBack = `interval '2 days'`;

interface MoveRow {
  dialogue_id: string;
  update_id: string;
  to: string | null;
  undecided: boolean;
  finished: boolean | null;
  failed: boolean;
  code: string | null;
  reason: string | null;
  told: boolean | null;
  paused: boolean;
}

/** Ids of dialogues as a statement takes them. */
const among = 'select value::uuid from jsonb_array_elements_text(?::jsonb)';

/** Wishes that nobody has decided yet, steps that are not done, and the last one that was refused. */
const movesSql = `
  select i.dialogue_id, i.update_id, i.payload->>'stageKey' as to, true as undecided, null::boolean as finished,
         false as failed, null as code, null as reason, null::boolean as told, g.enabled is false as paused, i.seq as place
  from inbox i join dialogues d on d.id = i.dialogue_id join channels c on c.id = d.channel_id
  left join integrations g on g.id = c.integration_id
  where d.id in (${among}) and i.seq > d.last_seq and i.kind = 'cardMoved' and i.payload->>'source' = 'operator'
  union all
  select s.dialogue_id, i.update_id, x.record -> 'commands' -> s.command_index ->> 'stageKey', false, false, false, s.code,
         null, null, g.enabled is false, x.seq
  from steps s join decisions x on x.dialogue_id = s.dialogue_id and x.turn = s.turn
  join inbox i on i.dialogue_id = x.dialogue_id and i.seq = x.seq
  join dialogues d on d.id = s.dialogue_id join channels c on c.id = d.channel_id
  left join integrations g on g.id = c.integration_id
  where s.dialogue_id in (${among}) and s.finished_at is null and s.kind = 'moveStage'
  union all
  select * from (
    select distinct on (i.dialogue_id) i.dialogue_id, i.update_id, i.payload->>'stageKey', false, true,
           s.status in ('failed', 'refused', 'cancelled'), s.code, s.detail ->> 'reason',
           s.finished_at > now() - ${toldFor}, false, i.seq
    from inbox i join dialogues d on d.id = i.dialogue_id
    join decisions x on x.dialogue_id = i.dialogue_id and x.seq = i.seq
    join steps s on s.dialogue_id = x.dialogue_id and s.turn = x.turn and s.kind = 'moveStage' and s.finished_at is not null
    where i.dialogue_id in (${among}) and i.received_at > now() - ${lookedBack} and i.seq <= d.last_seq
      and i.kind = 'cardMoved' and i.payload->>'source' = 'operator'
    order by i.dialogue_id, i.seq desc) last
  order by dialogue_id, place`;

/**
 * What is under way with the cards of dialogues: the latest wish counts, and one that is not done comes before one that
 * was refused. @returns by the dialogue's id; those with nothing to tell are missing
 */
export async function readBoardMoves(
  em: EntityManager,
  dialogueIds: readonly string[],
): Promise<ReadonlyMap<string, BoardMove>> {
  if (dialogueIds.length === 0) return new Map();
  const ids = JSON.stringify(dialogueIds);
  const found = await rows<MoveRow>(em, movesSql, [ids, ids, ids]);
  const moves = new Map<string, BoardMove>();
  for (const row of found) {
    const move = moveOf(row);
    const before = moves.get(row.dialogue_id);
    if (move && !(before?.state === 'waiting' && move.state === 'refused')) moves.set(row.dialogue_id, move);
  }
  return moves;
}

function moveOf(row: MoveRow): BoardMove | null {
  if (row.to === null) return null;
  const isRefused = row.finished === true;
  if (isRefused && !(row.failed && row.told)) return null;
  const code = isRefused ? (row.code ?? row.reason ?? 'Step.Failed') : (row.code ?? (row.paused ? 'Crm.Paused' : null));
  return {
    id: requestIdOf(row.update_id),
    to: row.to,
    state: isRefused ? 'refused' : 'waiting',
    code,
    message: isErrorCode(code) ? errorTexts[code] : null,
  };
}

/** The id that the browser gave a move by hand; see `OperatorStore`. */
function requestIdOf(updateId: string): string | null {
  const [kind, , , requestId] = updateId.split(':');
  return kind === 'operator' ? (requestId ?? null) : null;
}
