import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { incidentsAtOnce, VoronkaError } from '@voronka/contracts';
import type { BulkIncidentsResult, bulkIncidentsSchema, IncidentAction } from '@voronka/contracts';
import { appendAudit, HeldStore, IncidentStore } from '@voronka/persistence';
import type { Database, SettledIncident } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { actorOf } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueWaker } from '../dialogues/dialogue-waker.ts';
import type { WakeUpCall } from '../dialogues/dialogue-waker.ts';

/** A person's word on what waits. Each acts once: a second click finds it done and is told so. */
@Injectable()
export class AttentionService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(IncidentStore) private readonly incidents: IncidentStore,
    @Inject(HeldStore) private readonly held: HeldStore,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  /** @throws VoronkaError `Request.Conflict` when it is not open any more */
  async settleIncident(person: Person, action: IncidentAction, incidentId: string): Promise<void> {
    const settled = await this.settle(person, action, incidentId);
    if (!settled) throw new VoronkaError('Request.Conflict', 'the incident is not open');
    await this.waker.wakeAll(wakeUpOf(person, settled));
  }

  /** Settles a selection, or the open incidents of one code; each stands for itself. */
  async settleMany(person: Person, wish: z.output<typeof bulkIncidentsSchema>): Promise<BulkIncidentsResult> {
    const { ids, total } =
      'ids' in wish
        ? { ids: [...new Set(wish.ids.map((id) => id.toLowerCase()))], total: 0 }
        : await this.incidents.openOfCode(person.workspace.id, wish.code, incidentsAtOnce);
    const settledIds = new Set<string>();
    const calls: WakeUpCall[] = [];
    for (const id of ids) {
      const settled = settledIds.has(id) ? null : await this.settle(person, wish.action, id);
      if (!settled) continue;
      for (const incidentId of settled.incidentIds) settledIds.add(incidentId);
      calls.push(...wakeUpOf(person, settled));
    }
    await this.waker.wakeAll(calls);
    return {
      results: ids.map((id) => ({ id, outcome: settledIds.has(id) ? 'done' : 'notOpen' })),
      left: Math.max(0, total - ids.length),
    };
  }

  /** @throws VoronkaError `Request.Conflict` when it is not held any more */
  async releaseHeld(person: Person, heldId: string): Promise<void> {
    const workspaceId = person.workspace.id;
    const released = await this.held.release(heldId, workspaceId);
    if (!released) throw new VoronkaError('Request.Conflict', 'the message is not held');
    await this.audit(person, 'held.release', `held:${heldId}`, { dialogueId: released.dialogueId });
    await this.waker.wake({ ...released, workspaceId, kind: 'clientMessage' });
  }

  /** @throws VoronkaError `Request.Conflict` when it is not held any more */
  async discardHeld(person: Person, heldId: string): Promise<void> {
    if (!(await this.held.discard(heldId, person.workspace.id))) {
      throw new VoronkaError('Request.Conflict', 'the message is not held');
    }
    await this.audit(person, 'held.discard', `held:${heldId}`, {});
  }

  private settle(person: Person, action: IncidentAction, incidentId: string): Promise<SettledIncident | null> {
    return this.incidents.settle({
      incidentId,
      action,
      workspaceId: person.workspace.id,
      userId: person.id,
      actor: actorOf(person),
      correlationId: correlationId() ?? '',
    });
  }

  private async audit(person: Person, action: string, target: string, detail: Record<string, unknown>): Promise<void> {
    await appendAudit(this.database.em.fork(), {
      workspaceId: person.workspace.id,
      actor: actorOf(person),
      action,
      target,
      detail,
      correlationId: correlationId() ?? '',
    });
  }
}

function wakeUpOf(person: Person, { dialogueId, kind, seq }: SettledIncident): WakeUpCall[] {
  return seq === null ? [] : [{ dialogueId, workspaceId: person.workspace.id, kind, seq }];
}
