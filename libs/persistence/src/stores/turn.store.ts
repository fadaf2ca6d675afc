import type { EntityManager } from '@mikro-orm/postgresql';
import type { Barrier, CommittedTurn, TurnMaterial, TurnStore } from '@voronka/contracts';
import { compiledFlowOf } from '@voronka/domain';
import type { Bundle, Command, Decision, DecisionRecord, DialogueEvent } from '@voronka/domain';
import type { Database } from '../orm.ts';
import { BundleCache } from './bundle-cache.ts';
import { contextOf, readDecisionContext } from './decision-context.ts';
import { lockDialogue } from './dialogue-lock.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import type { NextEvent } from './next-event.ts';
import { nextWork, workOf } from './next-event.ts';
import { applyCardMove, applyOwnership, forgetCard } from './turn-effects.ts';
import { readForTurn } from './turn-at-once.ts';
import { writeTurn, writeTurnUnchanged } from './turn-write.ts';
import { earliest, standing } from './standing.ts';
import { firstRow, rows } from './sql.ts';

/**
 * Commits decisions: the next inbox row is read and decided, and the record, the new cursor, the steps and the outbox rows are
 * written. A client's message is read by one statement and written by another, if the dialogue's row has not changed in between.
 * Everything else, and what did change, goes through one transaction under the row's lock. A turn that is committed already is
 * handed out as stored.
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
    const atOnce = await this.commitMessage(dialogueId, afterTurn, decideTurn);
    return atOnce ?? this.commitLocked(dialogueId, afterTurn, decideTurn);
  }

  /** @returns null: what is to be done needs the dialogue's lock */
  private async commitMessage(
    dialogueId: string,
    afterTurn: number | null,
    decideTurn: (material: TurnMaterial) => Promise<Decision>,
  ): Promise<CommittedTurn | null> {
    const { dialogue, version, unfinishedTurn, leadUnderWay, undone } = await readForTurn(this.database, dialogueId);
    const isStored = afterTurn === null ? unfinishedTurn !== null : dialogue.turn > afterTurn;
    if (isStored || dialogue.owner !== 'assistant' || undone[0]?.kind !== 'clientMessage') return null;
    const bundle = await this.bundles.load(this.database.em.fork(), dialogue.workspace_id, dialogue.bundle_hash);
    const now = this.now();
    const work = workOf(undone, dialogue, bundle, now.getTime());
    if (work === null || 'notBefore' in work) return null;
    const decision = await decideTurn({
      turn: dialogue.turn + 1,
      bundle,
      state: dialogue.state,
      event: work.event,
      context: contextOf(dialogue, bundle, now.toISOString(), dialogue.lead_state === 'none' && leadUnderWay),
    });
    if (decision.nextState.episode > dialogue.episode) return null;
    advance(dialogue, work.event, decision);
    await this.barrier('worker.decision.commit.before');
    if (!(await writeTurnUnchanged(this.database, dialogue, version, work, decision))) return null;
    await this.barrier('worker.decision.commit.after');
    return handedOut(dialogue, dialogue.turn, numbered(decision.commands), labelsOf(bundle, decision.commands));
  }

  private async commitLocked(
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
      await this.write(em, dialogue, { work, decision, bundle });
      await this.barrier('worker.decision.commit.before');
      const labels = labelsOf(decision.record.bundleHash === pinned.hash ? pinned : bundle, decision.commands);
      return { turn: handedOut(dialogue, dialogue.turn, numbered(decision.commands), labels), isNew: true };
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

  private async write(
    em: EntityManager,
    dialogue: LockedDialogue,
    { work, decision, bundle }: { work: NextEvent; decision: Decision; bundle: Bundle },
  ): Promise<void> {
    const { nextState, record } = decision;
    const { event } = work;
    const startsEpisode = nextState.episode > dialogue.episode;
    await applyOwnership(em, dialogue, work, decision);
    if (record.ignored === undefined && event.kind === 'bundleMoved') dialogue.bundle_hash = event.bundleHash;
    advance(dialogue, event, decision);
    await writeTurn(em, dialogue, work, decision);
    await applyCardMove(em, dialogue, event, decision, bundle.content.funnel);
    if (startsEpisode) await forgetCard(em, dialogue);
  }
}

/** Puts what a decision changes into the row in memory. */
function advance(dialogue: LockedDialogue, event: DialogueEvent, { nextState, wakeUp }: Decision): void {
  dialogue.turn += 1;
  dialogue.last_seq = event.seq;
  dialogue.state = nextState;
  dialogue.next_wake_at = wakeUp === null ? null : new Date(wakeUp.at);
}

function numbered(commands: readonly Command[]): CommittedTurn['commands'] {
  return commands.map((command, index) => ({ index, command }));
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
