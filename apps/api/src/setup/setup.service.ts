import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { errorTexts, VoronkaError } from '@voronka/contracts';
import type {
  AssistantSetup,
  ChannelSetup,
  CrmConnectorProvider,
  IntegrationCheck,
  IntegrationSetup,
  updateAssistantSchema,
  updateChannelSchema,
  updateIntegrationSchema,
} from '@voronka/contracts';
import {
  appendAudit,
  listAssistants,
  listChannels,
  listIntegrations,
  secretPlace,
  SetupStore,
} from '@voronka/persistence';
import type { Database, SetupDeed } from '@voronka/persistence';
import { correlationId, randomToken } from '@voronka/platform';
import type { SecretBox } from '@voronka/platform';
import { actorOf } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { CRM_CONNECTORS, DATABASE, SECRET_BOX } from '../core/tokens.ts';

/** Changes settings and shows what came of it. */
@Injectable()
export class SetupService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SetupStore) private readonly setup: SetupStore,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox,
    @Inject(CRM_CONNECTORS) private readonly connectors: CrmConnectorProvider,
  ) {}

  /** @throws VoronkaError `Request.NotFound` */
  async updateChannel(person: Person, id: string, change: z.output<typeof updateChannelSchema>): Promise<ChannelSetup> {
    await this.setup.updateChannel(deedOf(person), id, change);
    return oneOf(await listChannels(this.database.em.fork(), person.workspace.id), id);
  }

  /** A new signing secret of a webhook channel, in plain this once. @throws VoronkaError `Request.NotFound` */
  async replaceChannelSecret(person: Person, id: string): Promise<{ secret: string }> {
    const secret = randomToken();
    await this.setup.replaceChannelSecret(deedOf(person), id, this.secrets.seal(secret, secretPlace.channel(id)));
    return { secret };
  }

  /** @throws VoronkaError `Request.NotFound` */
  async assistant(workspaceId: string, id: string): Promise<AssistantSetup> {
    return oneOf(await listAssistants(this.database.em.fork(), workspaceId), id);
  }

  /** @throws VoronkaError `Request.NotFound` */
  async updateAssistant(
    person: Person,
    id: string,
    change: z.output<typeof updateAssistantSchema>,
  ): Promise<AssistantSetup> {
    await this.setup.updateAssistant(deedOf(person), id, change);
    return this.assistant(person.workspace.id, id);
  }

  /** @throws VoronkaError `Request.NotFound` */
  async updateIntegration(
    person: Person,
    id: string,
    change: z.output<typeof updateIntegrationSchema>,
  ): Promise<IntegrationSetup> {
    const { webhookUrl, enabled, name } = change;
    const address =
      webhookUrl === undefined
        ? {}
        : {
            secret: this.secrets.seal(webhookUrl, secretPlace.integration(id)),
            portalUrl: new URL(webhookUrl).origin,
          };
    await this.setup.updateIntegration(deedOf(person), id, { enabled, name, ...address });
    return this.integration(person.workspace.id, id);
  }

  /** Asks the CRM whether it lets us in. A failure is the answer, with the words that an incident would have. */
  async checkIntegration(person: Person, id: string): Promise<IntegrationCheck> {
    await this.integration(person.workspace.id, id);
    const outcome = await this.tryIntegration(id);
    await appendAudit(this.database.em.fork(), {
      ...deedOf(person),
      action: 'integration.check',
      target: `integration:${id}`,
      detail: { ok: outcome.ok, code: outcome.code },
    });
    return outcome;
  }

  private async tryIntegration(id: string): Promise<IntegrationCheck> {
    try {
      const crm = await this.connectors.forIntegration(id);
      const { account, user } = await crm.check({ correlationId: correlationId() ?? '', lane: 'interactive' });
      return { ok: true, account, user, code: null, message: null };
    } catch (error) {
      if (!(error instanceof VoronkaError)) throw error;
      return { ok: false, account: null, user: null, code: error.code, message: errorTexts[error.code] };
    }
  }

  private async integration(workspaceId: string, id: string): Promise<IntegrationSetup> {
    return oneOf(await listIntegrations(this.database.em.fork(), workspaceId), id);
  }
}

function deedOf(person: Person): SetupDeed {
  return { workspaceId: person.workspace.id, actor: actorOf(person), correlationId: correlationId() ?? '' };
}

function oneOf<T extends { id: string }>(all: T[], id: string): T {
  const found = all.find((one) => one.id === id);
  if (!found) throw new VoronkaError('Request.NotFound', 'no record with this id');
  return found;
}
