import { Inject, Injectable } from '@nestjs/common';
import type { ReleasedWebhook } from '@voronka/contracts';
import { SetupRemovalStore } from '@voronka/persistence';
import type { Person } from '../auth/principal.ts';
import { HookReleaser } from './hook-releaser.ts';
import { tellUsers } from './setup-users.ts';
import { deedOf } from './setup.service.ts';

/** Removes integrations that nothing uses, and our webhooks from their CRMs. */
@Injectable()
export class IntegrationRemovalService {
  constructor(
    @Inject(SetupRemovalStore) private readonly removal: SetupRemovalStore,
    @Inject(HookReleaser) private readonly releaser: HookReleaser,
  ) {}

  /**
   * The webhook goes first, while there still is an access. That it could not be taken away is told and blocks nothing.
   *
   * @throws VoronkaError `Request.NotFound`; FieldsError `Setup.InUse` naming what uses it
   */
  async remove(person: Person, id: string): Promise<ReleasedWebhook> {
    const deed = deedOf(person);
    await this.removal.requireUnused(deed, id).catch(tellUsers);
    const released = await this.releaser.release(id);
    await this.removal.removeIntegration(deed, id).catch(tellUsers);
    return released;
  }
}
