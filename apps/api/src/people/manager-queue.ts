import { Inject, Injectable } from '@nestjs/common';
import { AssignmentStore } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import type { Logger } from '@voronka/platform';
import { LOGGER } from '../core/tokens.ts';
import { DialogueWaker } from '../dialogues/dialogue-waker.ts';

/** Dialogues that wait for a free manager, served as soon as a person's action has made somebody free. */
@Injectable()
export class ManagerQueue {
  constructor(
    @Inject(AssignmentStore) private readonly assignments: AssignmentStore,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Serves the queue of a workspace. Never throws: what was done before stays done, and the sweeper serves it too. */
  async serve(workspaceId: string): Promise<void> {
    try {
      const assigned = await this.assignments.assignWaiting({ workspaceId, correlationId: correlationId() ?? '' });
      for (const { dialogueId, seq } of assigned) {
        await this.waker.wake({ dialogueId, workspaceId, kind: 'responsibleChanged', seq });
      }
    } catch (err) {
      this.logger.warn({ err }, 'the queue for a manager was not served; the sweeper will do it');
    }
  }
}
