import { Inject, Injectable } from '@nestjs/common';
import type { MoveReport } from '@voronka/contracts';
import { appendAudit, MoveStore } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { actorOf } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueWaker } from './dialogue-waker.ts';

/** What happens to open dialogues when something is published. */
export type OpenDialogues = 'stay' | 'move';

/** Moves open dialogues to what their channels run now, where an admin wants it. */
@Injectable()
export class DialogueMover {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(MoveStore) private readonly moves: MoveStore,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  /**
   * To be called after the change is committed. What is not reached, because the process ends, stays where it is and is
   * moved by the next call.
   *
   * @returns null when open dialogues stay
   */
  async settle(person: Person, wish: OpenDialogues, channelIds: readonly string[]): Promise<MoveReport | null> {
    if (wish === 'stay') return null;
    const workspaceId = person.workspace.id;
    const cause = { workspaceId, correlationId: correlationId() ?? '' };
    const { report, moved } = await this.moves.moveToLive({ ...cause, channelIds, userId: person.id });
    await appendAudit(this.database.em.fork(), {
      ...cause,
      actor: actorOf(person),
      action: 'dialogues.move',
      target: `channels:${channelIds.join(',')}`,
      detail: { moved: report.moved, stayed: report.stayedTotal },
    });
    await this.waker.wakeAll(moved.map((row) => ({ ...row, workspaceId, kind: 'bundleMoved' })));
    return report;
  }
}
