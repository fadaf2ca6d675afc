import { randomUUID } from 'node:crypto';
import type { DistributionSettings } from '@voronka/contracts';
import { AssignmentStore, AvailabilityStore, demoIds, DistributionStore } from '@voronka/persistence';
import type { SetupDeed } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

/** Who changes the setup in these specs. */
export const deed: SetupDeed = {
  workspaceId: demoIds.workspace,
  actor: { id: null, name: 'test' },
  correlationId: 'test',
};

/** What every assignment is asked with. */
export const byTest = { correlationId: 'test' };

/** A Wednesday, noon in Moscow: the hour at which a desk opens. */
export const wednesday = new Date('2026-06-10T09:00:00Z');

/** How a dialogue stands with its people. */
interface Standing {
  manager_id: string | null;
  owner: string;
  epoch: number;
  awaiting: boolean;
}

/** Three managers and the dialogues that are shared out among them, in a demo world of their own. */
export class AssignmentDesk {
  readonly assignments: AssignmentStore;
  /** What the store takes for now. */
  present = wednesday;
  /** Ids of Анна, Борис and Вера. */
  readonly team: string[] = [];

  constructor(readonly world: DemoWorld) {
    this.assignments = new AssignmentStore(world.database, () => this.present);
  }

  async hire(name: string): Promise<void> {
    const id = randomUUID();
    await this.world.rows(
      `insert into users (id, workspace_id, email, name, role, password_hash) values (?, ?, ?, ?, 'manager', '-')`,
      [id, demoIds.workspace, `${id}@test`, name],
    );
    this.team.push(id);
  }

  /** Sets up who gets a funnel's dialogues: the whole team in turn, but for the changes. */
  async distribute(changes: Partial<DistributionSettings> = {}, funnelId: string = demoIds.funnel): Promise<void> {
    await new DistributionStore(this.world.database).save(deed, funnelId, {
      enabled: true,
      strategy: 'roundRobin',
      fallback: 'leastLoaded',
      calendarId: null,
      memberIds: this.team,
      respectCapacity: true,
      answerDeadlineMinutes: null,
      escalation: 'nextManager',
      returnToAssistantMinutes: null,
      ...changes,
    });
  }

  /** A new client writes. @returns the dialogue's id */
  async begin(text = 'Сколько стоит?'): Promise<string> {
    return (await this.world.write(randomUUID(), text)).dialogueId;
  }

  async beginMany(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push(await this.begin());
    return ids;
  }

  /** Sets a manager's availability; what is not named is as for everybody. */
  async change(
    userId: string,
    changes: { away?: boolean; until?: string; capacity?: number; calendarId?: string },
  ): Promise<void> {
    await new AvailabilityStore(this.world.database).updatePerson(deed, userId, {
      availability: changes.away ? 'away' : 'available',
      until: changes.until ?? null,
      capacity: changes.capacity ?? null,
      calendarId: changes.calendarId ?? null,
    });
  }

  async standing(dialogueId: string): Promise<Standing> {
    const [row] = await this.world.rows<Standing>(
      'select manager_id, owner, epoch, awaiting_manager_since is not null as awaiting from dialogues where id = ?',
      [dialogueId],
    );
    if (!row) throw new Error('no such dialogue');
    return row;
  }

  /** What a dialogue was told about who is responsible for it, oldest first. */
  changesTold(dialogueId: string): Promise<{ payload: Record<string, unknown>; seq: string }[]> {
    return this.world.rows(
      `select payload, seq from inbox where dialogue_id = ? and kind = 'responsibleChanged' order by seq`,
      [dialogueId],
    );
  }

  /** How many dialogues each of the team has. */
  async load(): Promise<number[]> {
    const counts = await Promise.all(
      this.team.map((id) =>
        this.world.rows<{ n: number }>('select count(*)::int as n from dialogues where manager_id = ?', [id]),
      ),
    );
    return counts.map(([row]) => row?.n ?? 0);
  }

  /** A second funnel with the same stages. @returns its id */
  async addFunnel(): Promise<string> {
    const id = randomUUID();
    await this.world.rows(
      'insert into funnels (id, workspace_id, name, stages) select ?, workspace_id, name, stages from funnels where id = ?',
      [id, demoIds.funnel],
    );
    return id;
  }

  /** Lets dialogues have come by a channel of that funnel. */
  async moveToFunnel(dialogueIds: readonly string[], funnelId: string): Promise<void> {
    await this.world.rows('update channels set funnel_id = ? where id = ?', [funnelId, demoIds.webhookChannel]);
    for (const id of dialogueIds) {
      await this.world.rows('update dialogues set channel_id = ? where id = ?', [demoIds.webhookChannel, id]);
    }
  }

  close(): Promise<void> {
    return this.world.destroy();
  }
}

/** Opens a desk on Wednesday with three managers. Takes about a second. */
export async function openAssignmentDesk(): Promise<AssignmentDesk> {
  const desk = new AssignmentDesk(await createDemoWorld());
  for (const name of ['Анна', 'Борис', 'Вера']) await desk.hire(name);
  return desk;
}
