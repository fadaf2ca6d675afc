import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import { payloadProblems } from '@voronka/domain';
import type { Bundle, DialogueEventBody, PlainValue } from '@voronka/domain';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { Actor } from './audit-log.ts';
import { requireMovable } from './board-move.ts';
import { BundleCache } from './bundle-cache.ts';
import { lockDialogue } from './dialogue-lock.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import type { InboxPayload } from './inbox-rows.ts';
import { firstRow, notifyLive } from './sql.ts';
import { storableValues } from './storable-text.ts';

/** Who does something in which dialogue by hand. */
export interface OperatorDeed {
  dialogueId: string;
  workspaceId: string;
  userId: string;
  actor: Actor;
  /** Made by the browser; a repeat does nothing. */
  requestId: string;
  correlationId: string;
}

/** The row that tells the dialogue; null for a repeat. */
type Written = Promise<{ seq: number } | null>;

interface Deed<K extends DialogueEventBody['kind']> {
  kind: K;
  payload: InboxPayload<K>;
  /** For the audit log. */
  action: string;
  detail: Record<string, unknown>;
}

/**
 * What people do by hand in a dialogue besides writing: signals, stages, the flow's buttons. All of it is checked against
 * what the dialogue runs, not against what is published now.
 */
export class OperatorStore {
  private readonly bundles = new BundleCache();

  constructor(private readonly database: Database) {}

  /** @throws VoronkaError `Dialogue.Unknown`, `Signal.Unknown`, `Signal.SourceNotAllowed`, `Signal.PayloadInvalid` */
  sendSignal(deed: OperatorDeed, signal: { name: string; payload: Record<string, PlainValue> }): Written {
    return this.write<'signal'>(deed, (_dialogue, { content }) => {
      const declared = content.signals?.find(({ name }) => name === signal.name);
      if (!declared) throw new VoronkaError('Signal.Unknown', 'not in the bundle', { field: 'name' });
      if (!declared.sources.includes('operator')) {
        throw new VoronkaError('Signal.SourceNotAllowed', 'not for people', { field: 'name' });
      }
      const [problem] = payloadProblems(declared, signal.payload);
      if (problem !== undefined) {
        throw new VoronkaError('Signal.PayloadInvalid', 'a value does not fit', { field: `payload.${problem}` });
      }
      const { name } = signal;
      const payload = storableValues(signal.payload);
      return {
        kind: 'signal',
        payload: { name, payload, version: null, source: 'operator', by: deed.userId },
        action: 'dialogue.signal',
        detail: { name },
      };
    });
  }

  /** @throws VoronkaError `Dialogue.Unknown`, `Request.Invalid` for a stage that the dialogue's funnel does not have */
  moveStage(deed: OperatorDeed, stageKey: string): Written {
    return this.write<'cardMoved'>(deed, (dialogue, { content }) => {
      if (!content.funnel.stages.some(({ key }) => key === stageKey)) {
        throw new VoronkaError('Request.Invalid', 'no such stage', { field: 'stageKey' });
      }
      return moveTo(stageKey, dialogue.stage_key, deed);
    });
  }

  /**
   * Moves a card on the board of a funnel: refused at once where it is known that the card cannot go there.
   *
   * @throws VoronkaError `Dialogue.Unknown` also for a dialogue of another funnel, and what `requireMovable` throws
   */
  moveOnBoard(deed: OperatorDeed, funnelId: string, place: { from: string; to: string }): Written {
    return this.write<'cardMoved'>(deed, async (dialogue, bundle, em) => {
      const channel = await firstRow(em, 'select 1 from channels where id = ? and funnel_id = ?', [
        dialogue.channel_id,
        funnelId,
      ]);
      if (!channel) throw new VoronkaError('Dialogue.Unknown', 'other funnel');
      // A repeat finds the card where the first request has sent it: that is no reason to refuse it.
      if (!(await isWritten(em, dialogue, deed))) await requireMovable(em, dialogue, bundle, place);
      return moveTo(place.to, dialogue.stage_key, deed);
    });
  }

  /** @throws VoronkaError `Dialogue.Unknown`, `Request.NotFound` for a button that the dialogue's flow does not have */
  run(deed: OperatorDeed, triggerId: string): Written {
    return this.write(deed, (_dialogue, { content }) => {
      const trigger = content.flow.nodes.find(({ id }) => id === triggerId);
      if (trigger?.kind !== 'manualTrigger') throw new VoronkaError('Request.NotFound', 'no such button');
      return {
        kind: 'manualStart',
        payload: { triggerId, byUserId: deed.userId },
        action: 'dialogue.run',
        detail: { triggerId },
      };
    });
  }

  private write<K extends DialogueEventBody['kind']>(
    deed: OperatorDeed,
    decide: (dialogue: LockedDialogue, bundle: Bundle, em: EntityManager) => Deed<K> | Promise<Deed<K>>,
  ): Written {
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, deed.dialogueId);
      if (dialogue.workspace_id !== deed.workspaceId) throw new VoronkaError('Dialogue.Unknown', 'other workspace');
      const bundle = await this.bundles.load(em, dialogue.workspace_id, dialogue.bundle_hash);
      return append(em, dialogue, deed, await decide(dialogue, bundle, em));
    });
  }
}

/** The id of a deed's row; `readBoardMoves` reads the request's id from it. */
function updateIdOf(dialogue: LockedDialogue, { userId, requestId }: OperatorDeed): string {
  return `operator:${dialogue.id}:${userId}:${requestId}`;
}

async function isWritten(em: EntityManager, dialogue: LockedDialogue, deed: OperatorDeed): Promise<boolean> {
  const key = [dialogue.channel_id, updateIdOf(dialogue, deed)];
  return (await firstRow(em, 'select 1 from inbox where channel_id = ? and update_id = ?', key)) !== null;
}

function moveTo(stageKey: string, previous: string | null, { userId }: OperatorDeed): Deed<'cardMoved'> {
  return {
    kind: 'cardMoved',
    payload: { source: 'operator', stageKey, previous, version: null, byUserId: userId },
    action: 'dialogue.stage',
    detail: { stageKey, previous },
  };
}

async function append<K extends DialogueEventBody['kind']>(
  em: EntityManager,
  dialogue: LockedDialogue,
  deed: OperatorDeed,
  { kind, payload, action, detail }: Deed<K>,
): Promise<{ seq: number } | null> {
  const { workspaceId, actor, correlationId } = deed;
  const updateId = updateIdOf(dialogue, deed);
  const seq = await appendInboxRow(em, dialogue, { updateId, kind, payload, correlationId });
  if (seq === null) return null;
  await appendAudit(em, { workspaceId, actor, action, target: `dialogue:${dialogue.id}`, detail, correlationId });
  await notifyLive(em, { workspaceId, dialogueId: dialogue.id });
  return { seq };
}
