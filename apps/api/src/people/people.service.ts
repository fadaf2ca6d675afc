import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import type {
  Distribution,
  DistributionSettings,
  PersonSetup,
  UpdateAvailability,
  UpdatePerson,
} from '@voronka/contracts';
import {
  AssignmentStore,
  AvailabilityStore,
  DistributionStore,
  listPeople,
  readDistribution,
} from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueWaker } from '../dialogues/dialogue-waker.ts';
import { FieldsError } from '../http/api-fault.ts';
import { deedOf } from '../setup/setup.service.ts';
import { ManagerQueue } from './manager-queue.ts';

/** Who works, who gets a funnel's dialogues, and who is responsible for one. */
@Injectable()
export class PeopleService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(AvailabilityStore) private readonly availability: AvailabilityStore,
    @Inject(DistributionStore) private readonly distributions: DistributionStore,
    @Inject(AssignmentStore) private readonly assignments: AssignmentStore,
    @Inject(ManagerQueue) private readonly queue: ManagerQueue,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  /** Everybody who can lead dialogues. */
  list(workspaceId: string): Promise<PersonSetup[]> {
    return listPeople(this.database.em.fork(), workspaceId, new Date());
  }

  /** A person comes or goes. @throws FieldsError `Request.Invalid` for an absence that is over already */
  async setOwnAvailability(person: Person, change: UpdateAvailability): Promise<PersonSetup> {
    requireFuture(change);
    await this.availability.setAvailability(deedOf(person), person.id, change);
    return this.afterChange(person, person.id);
  }

  /** @throws VoronkaError `Request.NotFound`, `Request.Invalid` for an unknown calendar @throws FieldsError */
  async updatePerson(person: Person, userId: string, change: UpdatePerson): Promise<PersonSetup> {
    requireFuture(change);
    await this.availability.updatePerson(deedOf(person), userId, change);
    return this.afterChange(person, userId);
  }

  /** @throws VoronkaError `Request.NotFound` */
  async distribution(workspaceId: string, funnelId: string): Promise<Distribution> {
    const found = await readDistribution(this.database.em.fork(), { workspaceId, funnelId }, new Date());
    if (!found) throw new VoronkaError('Request.NotFound', 'no funnel with this id');
    return found;
  }

  /** @throws VoronkaError `Request.NotFound`, `Request.Invalid` @throws FieldsError when nobody would take part */
  async saveDistribution(person: Person, funnelId: string, settings: DistributionSettings): Promise<Distribution> {
    if (settings.enabled && settings.memberIds.length === 0) {
      throw new FieldsError('Request.Invalid', [
        {
          path: 'memberIds',
          message: {
            ru: 'Выберите хотя бы одного менеджера: иначе каждый диалог будет ждать.',
            en: 'Choose one manager at least, or every dialogue would wait.',
          },
        },
      ]);
    }
    await this.distributions.save(deedOf(person), funnelId, settings);
    await this.queue.serve(person.workspace.id);
    return this.distribution(person.workspace.id, funnelId);
  }

  /** @throws VoronkaError `Dialogue.Unknown`, `Request.Invalid` for somebody who leads no dialogues */
  async setResponsible(person: Person, dialogueId: string, managerId: string): Promise<void> {
    const workspaceId = person.workspace.id;
    const changed = await this.assignments.setResponsible({
      dialogueId,
      workspaceId,
      managerId,
      by: { id: person.id, name: person.name },
      correlationId: correlationId() ?? '',
    });
    if (changed) await this.waker.wake({ dialogueId, workspaceId, kind: 'responsibleChanged', seq: changed.seq });
  }

  private async afterChange(person: Person, userId: string): Promise<PersonSetup> {
    await this.queue.serve(person.workspace.id);
    const found = (await this.list(person.workspace.id)).find(({ id }) => id === userId);
    if (!found) throw new VoronkaError('Request.NotFound', 'nobody who leads dialogues has this id');
    return found;
  }
}

function requireFuture({ availability, until }: UpdateAvailability): void {
  if (availability !== 'away' || until === null || Date.parse(until) > Date.now()) return;
  throw new FieldsError('Request.Invalid', [
    {
      path: 'until',
      message: { ru: 'Это время уже прошло. Выберите более позднее.', en: 'This time has passed. Choose a later one.' },
    },
  ]);
}
