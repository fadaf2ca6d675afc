import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  AssistantSetup,
  ChannelLack,
  ChannelSetup,
  createAssistantSchema,
  createChannelSchema,
  CreatedChannel,
  createIntegrationSchema,
  IntegrationSetup,
} from '@voronka/contracts';
import type { LocalizedText } from '@voronka/domain';
import {
  listAssistants,
  listChannels,
  listIntegrations,
  secretPlace,
  SetupCreationStore,
  SetupRemovalStore,
} from '@voronka/persistence';
import type { Database, NewIntegration } from '@voronka/persistence';
import { randomToken } from '@voronka/platform';
import type { Config, SecretBox } from '@voronka/platform';
import type { Person } from '../auth/principal.ts';
import { CONFIG, DATABASE, SECRET_BOX } from '../core/tokens.ts';
import { FieldsError } from '../http/api-fault.ts';
import { newChannelSettings, newChannelSwitches } from './new-channel.ts';
import { tellUsers } from './setup-users.ts';
import { deedOf, oneOf, tellMisfit } from './setup.service.ts';
import { newWebhookAccess } from './webhook-crm.service.ts';

/** Makes integrations, assistants and channels, and removes what nothing uses. */
@Injectable()
export class SetupNewService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SetupCreationStore) private readonly creation: SetupCreationStore,
    @Inject(SetupRemovalStore) private readonly removal: SetupRemovalStore,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws FieldsError for an address of another form; VoronkaError `Request.Conflict` */
  async createIntegration(person: Person, body: z.output<typeof createIntegrationSchema>): Promise<IntegrationSetup> {
    const { requestId: id, kind, name } = body;
    const { secret, settings } = credentialsOf(body);
    const sealed = this.secrets.seal(secret, secretPlace.integration(id));
    await this.creation.createIntegration(deedOf(person), { id, kind, name, settings, secret: sealed });
    const hooksCanArrive = this.config.publicUrl !== null;
    return oneOf(await listIntegrations(this.database.em.fork(), person.workspace.id, { hooksCanArrive }), id);
  }

  /** @throws VoronkaError `Request.Invalid`, `Flow.Archived`, `Flow.NotPublished`, `Request.Conflict` */
  async createAssistant(person: Person, body: z.output<typeof createAssistantSchema>): Promise<AssistantSetup> {
    const { requestId: id, ...assistant } = body;
    await this.creation.createAssistant(deedOf(person), { id, ...assistant });
    return oneOf(await listAssistants(this.database.em.fork(), person.workspace.id), id);
  }

  /** @throws FieldsError for a funnel that lacks stages; VoronkaError `Request.Invalid`, `Request.Conflict` */
  async createChannel(person: Person, body: z.output<typeof createChannelSchema>): Promise<CreatedChannel> {
    const { requestId: id, switches, settings, ...channel } = body;
    const secret = channel.kind === 'webhook' ? randomToken() : null;
    const isMade = await this.creation
      .createChannel(deedOf(person), {
        id,
        ...channel,
        switches: { ...newChannelSwitches, ...switches },
        settings: { ...newChannelSettings(channel.kind), ...settings },
        secret: secret === null ? null : this.secrets.seal(secret, secretPlace.channel(id)),
      })
      .catch(tellMisfit);
    const made = oneOf(await listChannels(this.database.em.fork(), person.workspace.id), id);
    const lacks = lacksOf(made);
    return { ...made, secret: isMade ? secret : null, lacks, advice: lacks[0] ? adviceOn[lacks[0]] : null };
  }

  /** @throws VoronkaError `Request.NotFound`; FieldsError `Setup.InUse` naming what uses it */
  async removeAssistant(person: Person, id: string): Promise<void> {
    await this.removal.removeAssistant(deedOf(person), id).catch(tellUsers);
  }

  /** @throws VoronkaError `Request.NotFound`; FieldsError `Setup.InUse` naming what uses it */
  async removeChannel(person: Person, id: string): Promise<void> {
    await this.removal.removeChannel(deedOf(person), id).catch(tellUsers);
  }
}

const webhookPath = /^\/rest\/\d+\/[^/]+\/?$/;

/** What is kept in the open, and what is sealed. @throws FieldsError for an address that no such webhook has */
function credentialsOf(
  body: z.output<typeof createIntegrationSchema>,
): Pick<NewIntegration, 'settings'> & { secret: string } {
  switch (body.kind) {
    case 'bitrix24': {
      if (body.way === 'application') {
        const { accountUrl, clientId, clientSecret, authServerUrl } = body;
        const server = authServerUrl === null ? {} : { authServerUrl: new URL(authServerUrl).origin };
        return { settings: { portalUrl: new URL(accountUrl).origin, clientId, ...server }, secret: clientSecret };
      }
      const { origin, pathname } = new URL(body.webhookUrl);
      if (!webhookPath.test(pathname)) {
        const message = {
          ru: 'нужен адрес входящего вебхука вида https://company.bitrix24.ru/rest/1/ключ/',
          en: 'must be the address of an incoming webhook, like https://company.bitrix24.ru/rest/1/key/',
        };
        throw new FieldsError('Request.Invalid', [{ path: 'webhookUrl', message }]);
      }
      return { settings: { portalUrl: origin }, secret: body.webhookUrl };
    }
    case 'amocrmLite':
      return { settings: { portalUrl: new URL(body.accountUrl).origin }, secret: body.token };
    case 'amocrmFull': {
      const { accountUrl, clientId, clientSecret } = body;
      return { settings: { portalUrl: new URL(accountUrl).origin, clientId }, secret: clientSecret };
    }
    case 'webhook':
      return {
        settings: { portalUrl: new URL(body.endpointUrl).origin },
        secret: newWebhookAccess(body.endpointUrl),
      };
  }
}

const adviceOn: Readonly<Record<ChannelLack, LocalizedText>> = {
  assistant: {
    ru: 'Канал пока не отвечает: выберите ему ассистента.',
    en: 'The channel does not answer yet: choose its assistant.',
  },
  funnel: {
    ru: 'Канал пока не отвечает: выберите воронку.',
    en: 'The channel does not answer yet: choose a funnel.',
  },
  flow: {
    ru: 'Канал пока не отвечает: опубликуйте сценарий и выберите его в настройках канала.',
    en: "The channel does not answer yet: publish a flow and choose it in the channel's settings.",
  },
};

/** In the order in which they are to be mended: a flow is chosen for the assistant. */
function lacksOf({ assistantId, funnelId, bundleHash }: ChannelSetup): ChannelLack[] {
  const lacks: ChannelLack[] = [];
  if (assistantId === null) lacks.push('assistant');
  if (funnelId === null) lacks.push('funnel');
  return lacks.length === 0 && bundleHash === null ? ['flow'] : lacks;
}
