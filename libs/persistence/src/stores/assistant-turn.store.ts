import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type {
  AssistantTurn,
  AssistantTurns,
  AssistantTurnState,
  ErrorCode,
  OutsideProposal,
  TurnKey,
} from '@voronka/contracts';
import { completeState } from '@voronka/domain';
import type { DialogueState, Owner } from '@voronka/domain';
import type { Database } from '../orm.ts';
import { assistantTurnView, turnIdOf } from './assistant-turn-view.ts';
import { BundleCache } from './bundle-cache.ts';
import { lockDialogue } from './dialogue-lock.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { firstRow, notifyLive, rows } from './sql.ts';
import { storableText, storableValues } from './storable-text.ts';

/** Messages that an assistant is shown. */
const shownMessages = 30;
/** Characters of each of them. */
const shownCharacters = 2000;
/** Open turns that are listed at once. */
const listedTurns = 100;

interface TurnRow {
  seq: string;
  assistant_id: string;
  state: Exclude<AssistantTurnState, 'taken'>;
  deadline_at: Date;
}

interface ReadRow extends TurnRow {
  workspace_id: string;
  bundle_hash: string;
  dialogue_state: DialogueState;
  owner: Owner;
  stage_key: string | null;
}

/** Whose turns are meant: those of one assistant of one workspace. */
export interface TurnOwner {
  workspaceId: string;
  assistantId: string;
}

/** A turn in a list. */
export interface ListedTurn {
  id: string;
  dialogueId: string;
  /** ISO 8601 UTC. */
  openedAt: string;
  /** ISO 8601 UTC. */
  deadlineAt: string;
}

/** What stands in the way of an answer; null when nothing does. */
type Refusal = Extract<ErrorCode, 'Proposal.ManagerLeads' | 'Proposal.TurnClosed' | 'Proposal.TooLate'> | null;

/** The turns that outside assistants are asked about. Who may still answer is decided under the dialogue's lock. */
export class AssistantTurnStore implements AssistantTurns {
  private readonly bundles = new BundleCache();

  constructor(private readonly database: Database) {}

  async open(
    input: TurnKey & { assistantId: string; turn: number; index: number; deadlineAt: string },
  ): Promise<'open' | 'over'> {
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, input.dialogueId);
      // Of this dialogue, and, a few at a time, of those that nobody came back to.
      await em.execute(
        `update assistant_turns set state = 'expired' where (dialogue_id, seq) in (
           select dialogue_id, seq from assistant_turns
           where state = 'open' and ((dialogue_id = ? and seq < ?) or (assistant_id = ? and deadline_at < now()))
           limit 100 for update skip locked)`,
        [dialogue.id, input.seq, input.assistantId],
      );
      if (!waitsFor(dialogue, input.seq) || Date.parse(input.deadlineAt) <= Date.now()) return 'over';
      await em.execute(
        `insert into assistant_turns (dialogue_id, seq, turn, command_index, workspace_id, assistant_id, deadline_at)
         values (?, ?, ?, ?, ?, ?, ?) on conflict (dialogue_id, seq) do nothing`,
        [dialogue.id, input.seq, input.turn, input.index, dialogue.workspace_id, input.assistantId, input.deadlineAt],
      );
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id, also: 'assistantTurn' });
      return 'open';
    });
  }

  async read(key: TurnKey): Promise<AssistantTurn | null> {
    return this.view(key, null);
  }

  /** A turn of this assistant; null for everyone else's. */
  async readOwn(owner: TurnOwner, key: TurnKey): Promise<AssistantTurn | null> {
    return this.view(key, owner);
  }

  /** Turns that wait for this assistant, the most urgent first. */
  async listOpen({ workspaceId, assistantId }: TurnOwner): Promise<ListedTurn[]> {
    const found = await rows<{ dialogue_id: string; seq: string; created_at: Date; deadline_at: Date }>(
      this.database.em.fork(),
      `select t.dialogue_id, t.seq, t.created_at, t.deadline_at from assistant_turns t
       join dialogues d on d.id = t.dialogue_id join assistants a on a.id = t.assistant_id
       where t.assistant_id = ? and t.workspace_id = ? and t.state = 'open' and t.deadline_at > now()
         and a.kind = 'outside' and a.enabled and d.owner = 'assistant'
         and (d.state -> 'consulting' ->> 'seq')::bigint = t.seq
       order by t.deadline_at, t.dialogue_id limit ?`,
      [assistantId, workspaceId, listedTurns],
    );
    return found.map((row) => ({
      id: turnIdOf(row.dialogue_id, Number(row.seq)),
      dialogueId: row.dialogue_id,
      openedAt: new Date(row.created_at).toISOString(),
      deadlineAt: new Date(row.deadline_at).toISOString(),
    }));
  }

  async propose(key: TurnKey, proposal: OutsideProposal): Promise<{ seq: number; duplicate: boolean }> {
    const updateId = `proposal:${key.dialogueId}:${key.seq}:${proposal.by}:${proposal.requestId}`;
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, key.dialogueId);
      const turn = await findTurn(em, key);
      if (!turn) throw new VoronkaError('Dialogue.Unknown', 'no such turn');
      const known = await firstRow<{ seq: string }>(
        em,
        'select seq from inbox where channel_id = ? and update_id = ?',
        [dialogue.channel_id, updateId],
      );
      if (known) return { seq: Number(known.seq), duplicate: true };
      const refusal = await refusalOf(em, dialogue, turn);
      if (refusal !== null) throw new VoronkaError(refusal, 'nobody waits for an answer to this turn');
      const seq = await appendInboxRow(em, dialogue, {
        updateId,
        kind: 'proposal',
        payload: {
          turnSeq: key.seq,
          assistantId: turn.assistant_id,
          by: proposal.by,
          reply: proposal.reply === null ? null : storableText(proposal.reply),
          slots: storableValues(proposal.slots),
          signals: proposal.signals.map((signal) => ({ ...signal, payload: storableValues(signal.payload) })),
        },
        correlationId: await correlationOf(em, key),
      });
      await em.execute(
        `update assistant_turns set state = 'answered', answered_at = now(), answered_by = ?
         where dialogue_id = ? and seq = ?`,
        [proposal.by, key.dialogueId, key.seq],
      );
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
      return { seq: seq ?? 0, duplicate: false };
    });
  }

  async fail(key: TurnKey, code: ErrorCode): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, key.dialogueId);
      const turn = await findTurn(em, key);
      if (turn?.state !== 'open') return;
      await em.execute(`update assistant_turns set state = 'failed', code = ? where dialogue_id = ? and seq = ?`, [
        code,
        key.dialogueId,
        key.seq,
      ]);
      if (!waitsFor(dialogue, key.seq)) return;
      await appendInboxRow(em, dialogue, {
        updateId: `consultFailed:${key.dialogueId}:${key.seq}`,
        kind: 'consultFailed',
        payload: { turnSeq: key.seq, code },
        correlationId: await correlationOf(em, key),
      });
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
    });
  }

  private async view({ dialogueId, seq }: TurnKey, owner: TurnOwner | null): Promise<AssistantTurn | null> {
    const em = this.database.em.fork();
    const row = await firstRow<ReadRow>(
      em,
      `select t.seq, t.assistant_id, t.state, t.deadline_at, t.workspace_id, d.bundle_hash, d.owner, d.stage_key,
              d.state as dialogue_state
       from assistant_turns t join dialogues d on d.id = t.dialogue_id where t.dialogue_id = ? and t.seq = ?`,
      [dialogueId, seq],
    );
    if (!row) return null;
    if (owner && (row.workspace_id !== owner.workspaceId || row.assistant_id !== owner.assistantId)) return null;
    const { content } = await this.bundles.load(em, row.workspace_id, row.bundle_hash);
    const messages = await lastMessages(em, dialogueId);
    const dialogue = completeState(row.dialogue_state);
    return assistantTurnView({
      dialogueId,
      seq,
      state: stateOf(row, dialogue),
      deadlineAt: new Date(row.deadline_at).toISOString(),
      stageKey: row.stage_key,
      dialogue,
      content,
      messages: messages.slice(-shownMessages),
      messagesCut: messages.length > shownMessages,
    });
  }
}

function stateOf(row: ReadRow, { consulting }: DialogueState): AssistantTurnState {
  if (row.state !== 'open') return row.state;
  if (row.owner === 'manager') return 'taken';
  return consulting?.seq === Number(row.seq) && new Date(row.deadline_at).getTime() > Date.now() ? 'open' : 'expired';
}

async function findTurn(em: EntityManager, { dialogueId, seq }: TurnKey): Promise<TurnRow | null> {
  return firstRow<TurnRow>(em, 'select * from assistant_turns where dialogue_id = ? and seq = ?', [dialogueId, seq]);
}

/** The dialogue waits for an answer to this turn: the assistant leads, and nothing was decided that ends the waiting. */
function waitsFor({ owner, state }: LockedDialogue, seq: number): boolean {
  return owner === 'assistant' && state.consulting?.seq === seq;
}

async function refusalOf(em: EntityManager, dialogue: LockedDialogue, turn: TurnRow): Promise<Refusal> {
  if (dialogue.owner === 'manager') return 'Proposal.ManagerLeads';
  if (turn.state === 'expired' || new Date(turn.deadline_at).getTime() <= Date.now()) return 'Proposal.TooLate';
  if (turn.state !== 'open' || !waitsFor(dialogue, Number(turn.seq))) return 'Proposal.TurnClosed';
  // Words that are not decided yet open the next turn.
  const words = await firstRow(
    em,
    `select seq from inbox where dialogue_id = ? and seq > ? and kind in ('clientMessage', 'managerMessage') limit 1`,
    [dialogue.id, dialogue.last_seq],
  );
  return words ? 'Proposal.TurnClosed' : null;
}

async function correlationOf(em: EntityManager, { dialogueId, seq }: TurnKey): Promise<string> {
  const row = await firstRow<{ correlation_id: string }>(
    em,
    'select correlation_id from inbox where dialogue_id = ? and seq = ?',
    [dialogueId, seq],
  );
  return row?.correlation_id ?? '';
}

/** One more than is shown, so that it is known whether there are more. Oldest first. */
async function lastMessages(em: EntityManager, dialogueId: string): Promise<AssistantTurn['messages']> {
  const found = await rows<{ sender: AssistantTurn['messages'][number]['from']; body: string; created_at: Date }>(
    em,
    `select sender, left(body, ?) as body, created_at from messages
     where dialogue_id = ? and status not in ('cancelled', 'failed') order by position desc limit ?`,
    [shownCharacters, dialogueId, shownMessages + 1],
  );
  return found
    .reverse()
    .map((row) => ({ from: row.sender, text: row.body, at: new Date(row.created_at).toISOString() }));
}
