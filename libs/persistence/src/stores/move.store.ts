import type { EntityManager } from '@mikro-orm/postgresql';
import type { MoveReport, StayingDialogue } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import type { Database } from '../orm.ts';
import { BundleCache } from './bundle-cache.ts';
import { lockDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { placeIn, reasonToStay } from './place-in-flow.ts';
import { firstRow, notifyLive, rows } from './sql.ts';

/** Dialogues that are looked at in one go. */
const batchSize = 200;
/** How many of them are locked at the same time, each by its own transaction. */
const atOnce = 8;
/** Dialogues that a report lists at most. */
const listedAtMost = 200;

/** Who moves the open dialogues of which channels. */
export interface MoveInput {
  workspaceId: string;
  channelIds: readonly string[];
  userId: string;
  correlationId: string;
}

/** What became of them, and which inbox rows were written. */
export interface MoveOutcome {
  report: MoveReport;
  moved: { dialogueId: string; seq: number }[];
}

/**
 * Moves open dialogues to what their channel runs now. Each dialogue is locked for itself and shortly; what it runs
 * changes when its row is decided, behind everything that happened before.
 */
export class MoveStore {
  private readonly bundles = new BundleCache();

  constructor(private readonly database: Database) {}

  /** Writes the rows. A dialogue on its way already is not asked twice. */
  async moveToLive(input: MoveInput): Promise<MoveOutcome> {
    const outcome: MoveOutcome = { report: { moved: 0, stayedTotal: 0, stayed: [] }, moved: [] };
    for (const channelId of input.channelIds) await this.moveChannel(input, channelId, outcome);
    return outcome;
  }

  private async moveChannel(input: MoveInput, channelId: string, { report, moved }: MoveOutcome): Promise<void> {
    const em = this.database.em.fork();
    const channel = await firstRow<{ hash: string | null }>(
      em,
      'select live_bundle_hash as hash from channels where id = ? and workspace_id = ?',
      [channelId, input.workspaceId],
    );
    if (!channel?.hash) return;
    const target = { hash: channel.hash, graph: await this.graphOf(em, input.workspaceId, channel.hash) };
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const batch = await rows<{ id: string }>(
        em,
        `select id from dialogues where channel_id = ? and closed is null and bundle_hash <> ? and id > ?
         order by id limit ?`,
        [channelId, target.hash, after, batchSize],
      );
      for (let at = 0; at < batch.length; at += atOnce) {
        const asked = batch.slice(at, at + atOnce).map(({ id }) => this.moveOne(input, id, target));
        for (const result of await Promise.all(asked)) {
          if (result === null) continue;
          if ('seq' in result) moved.push(result);
          else if (report.stayed.length < listedAtMost) report.stayed.push(result);
          if ('seq' in result) report.moved += 1;
          else report.stayedTotal += 1;
        }
      }
      const last = batch.at(-1);
      if (!last || batch.length < batchSize) return;
      after = last.id;
    }
  }

  private async moveOne(
    input: MoveInput,
    dialogueId: string,
    target: { hash: string; graph: FlowGraph },
  ): Promise<{ dialogueId: string; seq: number } | StayingDialogue | null> {
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, dialogueId);
      if (dialogue.bundle_hash === target.hash || dialogue.state.closed) return null;
      const waiting = await firstRow(
        em,
        `select seq from inbox where dialogue_id = ? and seq > ? and kind = 'bundleMoved' and payload->>'bundleHash' = ?`,
        [dialogue.id, dialogue.last_seq, target.hash],
      );
      if (waiting) return null;
      const nodeId = dialogue.state.position?.nodeId ?? null;
      const pinned = await this.graphOf(em, dialogue.workspace_id, dialogue.bundle_hash);
      const reason = reasonToStay(pinned, target.graph, nodeId);
      if (reason !== null && nodeId !== null) {
        const row = await firstRow<{ number: number; client_name: string | null }>(
          em,
          'select number, client_name from dialogues where id = ?',
          [dialogue.id],
        );
        return {
          dialogueId: dialogue.id,
          number: row?.number ?? 0,
          clientName: row?.client_name ?? null,
          reason,
          ...placeIn(pinned, nodeId),
        };
      }
      const seq = await appendInboxRow(em, dialogue, {
        updateId: `bundleMoved:${dialogue.id}:${dialogue.next_seq}:${target.hash}`,
        kind: 'bundleMoved',
        payload: { bundleHash: target.hash, byUserId: input.userId },
        correlationId: input.correlationId,
      });
      if (seq === null) return null;
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
      return { dialogueId: dialogue.id, seq };
    });
  }

  private async graphOf(em: EntityManager, workspaceId: string, hash: string): Promise<FlowGraph> {
    return (await this.bundles.load(em, workspaceId, hash)).content.flow;
  }
}
