import type { EntityManager } from '@mikro-orm/postgresql';
import type { Barrier, CommittedTurn, TurnMaterial, TurnStore } from '@voronka/contracts';
import { compiledFlowOf } from '@voronka/domain';
import type { Bundle, Command, Decision, DecisionRecord } from '@voronka/domain';
import type { Database } from '../orm.ts';
import { BundleCache } from './bundle-cache.ts';
import { appendMessage, appendOutboxRow } from './conversation-rows.ts';
import { readDecisionContext } from './decision-context.ts';
import { lockDialogue } from './dialogue-lock.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import type { NextEvent } from './next-event.ts';
import { nextWork } from './next-event.ts';
import { applyCardMove, applyOwnership, forgetCard } from './turn-effects.ts';
import { earliest, standing } from './standing.ts';
import { firstRow, notifyLive, rows } from './sql.ts';

/**
 * Commits decisions. One transaction under the dialogue's row lock reads the next inbox row, decides, and writes the
 * record, the new cursor, the steps and the outbox rows. A turn that is committed already is handed out as stored.
 */
export class PostgresTurnStore implements TurnStore {
  private readonly bundles = new BundleCache();

  /** @param now the present; tests turn it */
  constructor(
    private readonly database: Database,
    private readonly barrier: Barrier,
    private readonly now: () => Date = () => new Date(),
  ) {}

  async commitNextTurn(
    dialogueId: string,
    afterTurn: number | null,
    decideTurn: (material: TurnMaterial) => Promise<Decision>,
  ): Promise<CommittedTurn> {
    const committed = await this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, dialogueId);
      const stored = await this.storedTurn(em, dialogue, afterTurn);
      if (stored !== null) return { turn: await this.handOutStored(em, dialogue, stored), isNew: false };

      const pinned = await this.bundles.load(em, dialogue.workspace_id, dialogue.bundle_hash);
      const now = this.now().toISOString();
      const work = await nextWork(em, dialogue, pinned, now);
      if (work === null || 'notBefore' in work) {
        const wakeAt = earliest(work?.notBefore ?? null, dialogue.next_wake_at);
        return { turn: { ...standing(dialogue), wakeAt }, isNew: false };
      }
      const { event } = work;
      const bundle =
        event.kind === 'bundleMoved' ? await this.bundles.load(em, dialogue.workspace_id, event.bundleHash) : pinned;
      const decision = await decideTurn({
        turn: dialogue.turn + 1,
        bundle,
        state: dialogue.state,
        event,
        context: await readDecisionContext(em, dialogue, bundle, now),
      });
      await this.write(em, dialogue, work, decision);
      await this.barrier('worker.decision.commit.before');
      const labels = labelsOf(decision.record.bundleHash === pinned.hash ? pinned : bundle, decision.commands);
      const commands = decision.commands.map((command, index) => ({ index, command }));
      return { turn: handedOut(dialogue, dialogue.turn, commands, labels), isNew: true };
    });
    if (committed.isNew) await this.barrier('worker.decision.commit.after');
    return committed.turn;
  }

  private async storedTurn(
    em: EntityManager,
    dialogue: LockedDialogue,
    afterTurn: number | null,
  ): Promise<number | null> {
    if (afterTurn !== null) return dialogue.turn > afterTurn ? afterTurn + 1 : null;
    const unfinished = await firstRow<{ turn: number | null }>(
      em,
      'select min(turn) as turn from steps where dialogue_id = ? and finished_at is null',
      [dialogue.id],
    );
    return unfinished?.turn ?? null;
  }

  private async handOutStored(em: EntityManager, dialogue: LockedDialogue, turn: number): Promise<CommittedTurn> {
    const decision = await firstRow<{ record: DecisionRecord }>(
      em,
      'select record from decisions where dialogue_id = ? and turn = ?',
      [dialogue.id, turn],
    );
    const open = await rows<{ command_index: number }>(
      em,
      'select command_index from steps where dialogue_id = ? and turn = ? and finished_at is null order by command_index',
      [dialogue.id, turn],
    );
    const commands = open.flatMap(({ command_index: index }) => {
      const command = decision?.record.commands[index];
      return command ? [{ index, command }] : [];
    });
    const hash = decision?.record.bundleHash ?? dialogue.bundle_hash;
    const bundle = await this.bundles.load(em, dialogue.workspace_id, hash);
    return handedOut(
      dialogue,
      turn,
      commands,
      labelsOf(
        bundle,
        commands.map(({ command }) => command),
      ),
    );
  }

  private async write(em: EntityManager, dialogue: LockedDialogue, work: NextEvent, decision: Decision): Promise<void> {
    const { nextState, record, wakeUp } = decision;
    const { event } = work;
    dialogue.turn += 1;
    dialogue.last_seq = event.seq;
    await em.execute(
      `insert into decisions (dialogue_id, turn, workspace_id, seq, bundle_hash, record) values (?, ?, ?, ?, ?, ?)`,
      [dialogue.id, dialogue.turn, dialogue.workspace_id, dialogue.last_seq, record.bundleHash, JSON.stringify(record)],
    );
    await applyOwnership(em, dialogue, work, decision);
    await writeSteps(em, dialogue, decision.commands);
    for (const [index, command] of decision.commands.entries()) {
      await this.writeWords(em, dialogue, work, index, command);
    }
    await applyCardMove(em, dialogue, event, decision);
    if (nextState.episode > dialogue.episode) await forgetCard(em, dialogue);
    if (record.ignored === undefined && event.kind === 'bundleMoved') dialogue.bundle_hash = event.bundleHash;
    dialogue.state = nextState;
    dialogue.next_wake_at = wakeUp === null ? null : new Date(wakeUp.at);
    await em.execute(
      `update dialogues set state = ?, turn = ?, last_seq = ?, locale = ?, episode = ?, bundle_hash = ?, closed = ?,
         next_wake_at = ?, next_wake_timer = ?, next_wake_key = ?, answer_deadline_at = ?,
         client_name = coalesce(?, client_name), client_phone = coalesce(?, client_phone),
         client_email = coalesce(?, client_email), updated_at = now()
       where id = ?`,
      [
        JSON.stringify(nextState),
        dialogue.turn,
        dialogue.last_seq,
        nextState.locale,
        nextState.episode,
        dialogue.bundle_hash,
        nextState.closed,
        wakeUp?.at ?? null,
        wakeUp?.timer ?? null,
        wakeUp?.key ?? null,
        nextState.handOff?.deadlineAt ?? null,
        nextState.slots.name?.value ?? null,
        nextState.slots.phone?.value ?? null,
        nextState.slots.email?.value ?? null,
        dialogue.id,
      ],
    );
    await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
  }

  private async writeWords(
    em: EntityManager,
    dialogue: LockedDialogue,
    work: NextEvent,
    index: number,
    command: Command,
  ): Promise<void> {
    const text = spokenText(command);
    if (text === null) return;
    // A manager took over after the event happened: what the assistant wanted to say is kept, and never sent.
    const status = dialogue.owner === 'assistant' && work.epoch === dialogue.epoch ? 'planned' : 'cancelled';
    const messageId = await appendMessage(em, dialogue, {
      sender: 'assistant',
      body: text,
      status,
      turn: dialogue.turn,
      commandIndex: index,
    });
    await appendOutboxRow(em, dialogue, {
      messageId,
      sender: 'assistant',
      status,
      epoch: work.epoch,
      correlationId: work.correlationId,
    });
  }
}

/** One row for each command of the decision, in one statement. */
async function writeSteps(em: EntityManager, dialogue: LockedDialogue, commands: readonly Command[]): Promise<void> {
  if (commands.length === 0) return;
  const steps = commands.map(({ kind, nodeId }, index) => ({ index, kind, node_id: nodeId }));
  await em.execute(
    `insert into steps (dialogue_id, turn, command_index, workspace_id, kind, node_id)
     select ?, ?, s.index, ?, s.kind, s.node_id
     from jsonb_to_recordset(?::jsonb) as s(index integer, kind text, node_id text)`,
    [dialogue.id, dialogue.turn, dialogue.workspace_id, JSON.stringify(steps)],
  );
}

function handedOut(
  dialogue: LockedDialogue,
  turn: number,
  commands: CommittedTurn['commands'],
  labels: CommittedTurn['labels'],
): CommittedTurn {
  const more = dialogue.turn > turn || dialogue.next_seq - 1 > dialogue.last_seq;
  return { ...standing(dialogue), turn, commands, more, labels };
}

/** What the nodes of the commands are called, in the channel's language. */
function labelsOf({ content }: Bundle, commands: readonly Command[]): Record<string, string> {
  const { nodes } = compiledFlowOf(content.flow);
  const labels = commands.flatMap(({ nodeId }) => {
    const label = nodes.get(nodeId)?.label[content.channel.defaultLocale];
    return label === undefined ? [] : [[nodeId, label] as const];
  });
  return Object.fromEntries(labels);
}

/** What a command says to the client; null for commands that do not speak. */
function spokenText(command: Command): string | null {
  switch (command.kind) {
    case 'ask':
    case 'reply':
    case 'handOff':
      return command.text;
    default:
      return null;
  }
}
