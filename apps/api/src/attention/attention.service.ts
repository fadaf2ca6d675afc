import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import { appendAudit, HeldStore, OwnershipStore } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { actorOf } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueWaker } from '../dialogues/dialogue-waker.ts';

/** A person's word on what waits. Each acts once: a second click finds it done and is told so. */
@Injectable()
export class AttentionService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(OwnershipStore) private readonly ownership: OwnershipStore,
    @Inject(HeldStore) private readonly held: HeldStore,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  /** @throws VoronkaError `Request.Conflict` when it is not open any more */
  async retryIncident(person: Person, incidentId: string): Promise<void> {
    const workspaceId = person.workspace.id;
    const retried = await this.ownership.retryIncident({
      incidentId,
      workspaceId,
      userId: person.id,
      correlationId: correlationId() ?? '',
    });
    if (!retried) throw new VoronkaError('Request.Conflict', 'the incident is not open');
    await this.audit(person, 'incident.retry', `incident:${incidentId}`, { dialogueId: retried.dialogueId });
    await this.waker.wake({ ...retried, workspaceId, kind: 'incidentRetried' });
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
