import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { VoronkaError } from '@voronka/contracts';
import type {
  AssistantSetup,
  IntegrationSetup,
  SavedAssistant,
  SavedChannel,
  SavedIntegration,
  updateAssistantSchema,
  updateChannelSchema,
  updateIntegrationSchema,
} from '@voronka/contracts';
import {
  CrmHoldsCardsError,
  CrmHookStore,
  listAssistants,
  listChannels,
  listIntegrations,
  MissingStagesError,
  secretPlace,
  SetupStore,
} from '@voronka/persistence';
import type { Database, SetupDeed } from '@voronka/persistence';
import { correlationId, randomToken } from '@voronka/platform';
import type { Config, SecretBox } from '@voronka/platform';
import { actorOf } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { FieldsError } from '../http/api-fault.ts';
import { CONFIG, DATABASE, SECRET_BOX } from '../core/tokens.ts';
import { HookReleaser } from './hook-releaser.ts';
import { credentialsOf, leavesItsCrm, notOfThisKind } from './integration-credentials.ts';
import { WebhookCrmService } from './webhook-crm.service.ts';
import { DialogueMover } from '../dialogues/dialogue-mover.ts';

/** Changes settings and shows what came of it. */
@Injectable()
export class SetupService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SetupStore) private readonly setup: SetupStore,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox,
    @Inject(DialogueMover) private readonly mover: DialogueMover,
    @Inject(CrmHookStore) private readonly hooks: CrmHookStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(WebhookCrmService) private readonly webhookCrms: WebhookCrmService,
    @Inject(HookReleaser) private readonly releaser: HookReleaser,
  ) {}

  /** @throws VoronkaError `Request.NotFound`, `Request.Invalid` @throws FieldsError for a funnel that lacks stages, or a CRM that holds its cards */
  async updateChannel(person: Person, id: string, body: z.output<typeof updateChannelSchema>): Promise<SavedChannel> {
    const { openDialogues, ...change } = body;
    await this.setup.updateChannel(deedOf(person), id, change).catch(tellMisfit);
    const moved = await this.mover.settle(person, openDialogues, [id]);
    return { ...oneOf(await listChannels(this.database.em.fork(), person.workspace.id), id), moved };
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

  /** @throws VoronkaError `Request.NotFound` @throws FieldsError for a language model without an address or a name */
  async updateAssistant(
    person: Person,
    id: string,
    body: z.output<typeof updateAssistantSchema>,
  ): Promise<SavedAssistant> {
    const { apiKey, openDialogues, ...change } = body;
    const before = await this.assistant(person.workspace.id, id);
    requireModel({ kind: change.kind ?? before.kind, settings: change.settings ?? before.settings });
    const secret = apiKey ? this.secrets.seal(apiKey, secretPlace.assistant(id)) : apiKey;
    await this.setup.updateAssistant(deedOf(person), id, { ...change, secret });
    const saved = await this.assistant(person.workspace.id, id);
    const channelIds = saved.channels.map((channel) => channel.id);
    return { ...saved, moved: await this.mover.settle(person, openDialogues, channelIds) };
  }

  /**
   * The webhook in a CRM that is left goes first, while its access is still there.
   *
   * @throws VoronkaError `Request.NotFound` @throws FieldsError for credentials that another kind has
   */
  async updateIntegration(
    person: Person,
    id: string,
    change: z.output<typeof updateIntegrationSchema>,
  ): Promise<SavedIntegration> {
    const { enabled, name, reconcileEveryMinutes, webhook, ...given } = change;
    const before = await this.integration(person.workspace.id, id);
    const { kind } = before;
    if (webhook !== undefined && kind !== 'webhook') throw notOfThisKind('webhook');
    const credentials = credentialsOf(before, given);
    const { endpointUrl } = given;
    const { secret, ...address } =
      endpointUrl === undefined ? credentials : await this.webhookCrms.moved(id, endpointUrl);
    const sealed = secret === undefined ? undefined : this.secrets.seal(secret, secretPlace.integration(id));
    const formerWebhook = leavesItsCrm(before, address) ? await this.releaser.release(id) : null;
    await this.setup.updateIntegration(deedOf(person), id, { enabled, name, secret: sealed, webhook, ...address });
    if (reconcileEveryMinutes !== undefined) await this.hooks.setEvery(deedOf(person), id, reconcileEveryMinutes);
    return { ...(await this.integration(person.workspace.id, id)), formerWebhook };
  }

  /** All integrations, with how they are watched. */
  async integrations(workspaceId: string): Promise<IntegrationSetup[]> {
    const hooksCanArrive = this.config.publicUrl !== null;
    return listIntegrations(this.database.em.fork(), workspaceId, { hooksCanArrive });
  }

  /** @throws VoronkaError `Request.NotFound` */
  async integration(workspaceId: string, id: string): Promise<IntegrationSetup> {
    return oneOf(await this.integrations(workspaceId), id);
  }
}

/** A person's change of settings, as the stores want it. */
export function deedOf(person: Person): SetupDeed {
  return { workspaceId: person.workspace.id, actor: actorOf(person), correlationId: correlationId() ?? '' };
}

/** A language model needs an address and a name. */
function requireModel({ kind, settings }: Pick<AssistantSetup, 'kind' | 'settings'>): void {
  if (kind !== 'languageModel') return;
  const missing = (['baseUrl', 'model'] as const).filter((key) => settings[key] === undefined);
  if (missing.length === 0) return;
  const message = { ru: 'обязательное поле', en: 'is required' };
  throw new FieldsError(
    'Request.Invalid',
    missing.map((key) => ({ path: `settings.${key}`, message })),
  );
}

/** Says what of a channel does not fit: the stages that its funnel lacks, or a CRM that it cannot leave. */
export function tellMisfit(error: unknown): never {
  if (error instanceof CrmHoldsCardsError) {
    const message = {
      ru: 'Диалоги канала уже записаны в нынешнюю CRM. Для другой CRM создайте новый канал.',
      en: 'Dialogues of the channel are in the present CRM already. Make a new channel for another CRM.',
    };
    throw new FieldsError('Request.Conflict', [{ path: 'integrationId', message }]);
  }
  if (!(error instanceof MissingStagesError)) throw error;
  const keys = error.stageKeys.join(', ');
  const message = {
    ru: `В воронке нет этапов, которые нужны сценарию: ${keys}.`,
    en: `The funnel lacks stages that the flow needs: ${keys}.`,
  };
  throw new FieldsError('Request.Invalid', [{ path: 'funnelId', message }]);
}

/** @throws VoronkaError `Request.NotFound` */
export function oneOf<T extends { id: string }>(all: T[], id: string): T {
  const found = all.find((one) => one.id === id);
  if (!found) throw new VoronkaError('Request.NotFound', 'no record with this id');
  return found;
}
