import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { WebhookCrmSettings } from '@voronka/contracts';
import { stagesInFlow } from '@voronka/domain';
import type { AssistantKind, AssistantMode, ChannelSwitches, LocalizedText } from '@voronka/domain';
import { Assistant, Channel, Integration } from '../entities/setup.entities.ts';
import type {
  AssistantSettings,
  ChannelPolicies,
  ChannelRow,
  ChannelSettings,
  IntegrationSettings,
} from '../entities/setup.entities.ts';
import { User } from '../entities/workspace.entities.ts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { Actor } from './audit-log.ts';
import { composeBundle } from './bundle-content.ts';
import { publishBundle } from './bundle.store.ts';
import { rows } from './sql.ts';

/** Who changes a setting. */
export interface SetupDeed {
  workspaceId: string;
  actor: Actor;
  correlationId: string;
}

/** What of a channel can be changed; `undefined` stays. */
export interface ChannelChange {
  name?: string | undefined;
  enabled?: boolean | undefined;
  switches?: Partial<ChannelSwitches> | undefined;
  /** `stopText: null` forgets it. */
  policies?: (Partial<Omit<ChannelPolicies, 'stopText'>> & { stopText?: LocalizedText | null | undefined }) | undefined;
  settings?: Partial<ChannelSettings> | undefined;
  funnelId?: string | undefined;
  assistantId?: string | undefined;
  integrationId?: string | null | undefined;
  defaultManagerId?: string | null | undefined;
}

/** The flow of a channel depends on stages that its funnel does not have. */
export class MissingStagesError extends VoronkaError {
  constructor(readonly stageKeys: readonly string[]) {
    super('Request.Invalid', 'the flow needs stages that the funnel lacks', { stages: stageKeys.length });
  }
}

/** The channel's dialogues are in the CRM that it is to leave; their ids mean nothing in another. */
export class CrmHoldsCardsError extends VoronkaError {
  constructor() {
    super('Request.Conflict', 'dialogues of the channel have cards in the present CRM');
  }
}

/** What of an assistant can be changed; `undefined` stays. */
export interface AssistantChange {
  name?: string | undefined;
  kind?: AssistantKind | undefined;
  mode?: AssistantMode | undefined;
  enabled?: boolean | undefined;
  /** As a whole. */
  settings?: AssistantSettings | undefined;
  /** Sealed, bound to `secretPlace.assistant(id)`; null forgets it. */
  secret?: string | null | undefined;
}

/** What of an integration can be changed; `undefined` stays. */
export interface IntegrationChange {
  enabled?: boolean | undefined;
  name?: string | undefined;
  /** Sealed, bound to `secretPlace.integration(id)`. */
  secret?: string | undefined;
  portalUrl?: string | undefined;
  /** null: a webhook lets us in instead of an application. */
  clientId?: string | null | undefined;
  /** null: the vendor's. */
  authServerUrl?: string | null | undefined;
  /** Takes the place of what was set up. */
  webhook?: WebhookCrmSettings | undefined;
}

/** Settings of channels, assistants and integrations. What a bundle holds makes a new bundle when it is saved. */
export class SetupStore {
  constructor(private readonly database: Database) {}

  /** The channel of a public key, of one kind and switched on, or null. */
  async findChannelByKey(key: string, kind: ChannelRow['kind']): Promise<ChannelRow | null> {
    return this.database.em.fork().findOne(Channel, { key, kind, enabled: true }, { populate: ['secret'] });
  }

  /** A channel that is switched on, or null. */
  async findChannel(id: string): Promise<ChannelRow | null> {
    return this.database.em.fork().findOne(Channel, { id, enabled: true });
  }

  /** Origins that any widget channel allows; a preflight does not say which channel it is for. */
  async allowedOrigins(): Promise<Set<string>> {
    const found = await rows<{ origin: string }>(
      this.database.em.fork(),
      `select distinct jsonb_array_elements_text(coalesce(settings->'allowedOrigins', '[]')) as origin
       from channels where kind = 'widget' and enabled`,
    );
    return new Set(found.map((row) => row.origin));
  }

  /**
   * @throws VoronkaError `Request.NotFound`, `Request.Invalid` for a manager who is none, an unknown funnel or assistant
   * @throws MissingStagesError, CrmHoldsCardsError
   */
  async updateChannel(deed: SetupDeed, channelId: string, change: ChannelChange): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      await em.execute('select id from channels where id = ? for update', [channelId]);
      const channel = await em.findOne(Channel, { id: channelId, workspaceId: deed.workspaceId }, { refresh: true });
      if (!channel) throw new VoronkaError('Request.NotFound', 'no channel with this id');
      if (change.defaultManagerId) await requireManager(em, deed.workspaceId, change.defaultManagerId);
      channel.name = change.name ?? channel.name;
      channel.enabled = change.enabled ?? channel.enabled;
      channel.switches = { ...channel.switches, ...change.switches };
      const { stopText = channel.policies.stopText, ...policies } = { ...change.policies };
      const { stopText: _former, ...others } = channel.policies;
      channel.policies = { ...others, ...policies, ...(stopText ? { stopText } : {}) };
      channel.settings = { ...channel.settings, ...change.settings };
      if (change.defaultManagerId !== undefined) channel.defaultManagerId = change.defaultManagerId;
      if (change.funnelId) await requireRow(em, deed, 'funnels', change.funnelId);
      if (change.assistantId) await requireRow(em, deed, 'assistants', change.assistantId);
      if (change.integrationId !== undefined) await changeCrm(em, deed, channel, change.integrationId);
      channel.funnelId = change.funnelId ?? channel.funnelId;
      channel.assistantId = change.assistantId ?? channel.assistantId;
      await em.flush();
      if (change.funnelId || change.assistantId) await requireStages(em, channel);
      const bundle = await publishBundle(em, channelId, { authorId: deed.actor.id, note: '' });
      await audit(em, deed, 'channel.update', `channel:${channelId}`, {
        changed: changedKeys(change),
        bundle: bundle?.changed ? bundle.hash : null,
      });
    });
  }

  /**
   * Gives a webhook channel another signing secret; the former one ends at once.
   *
   * @param sealed bound to `secretPlace.channel(channelId)`
   * @throws VoronkaError `Request.NotFound` also for a channel that signs nothing
   */
  async replaceChannelSecret(deed: SetupDeed, channelId: string, sealed: string): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const changed = await rows(
        em,
        `update channels set secret = ? where id = ? and workspace_id = ? and kind = 'webhook' returning id`,
        [sealed, channelId, deed.workspaceId],
      );
      if (changed.length === 0) throw new VoronkaError('Request.NotFound', 'no webhook channel with this id');
      await audit(em, deed, 'channel.secret', `channel:${channelId}`, {});
    });
  }

  /** @throws VoronkaError `Request.NotFound` */
  async updateAssistant(deed: SetupDeed, assistantId: string, change: AssistantChange): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const assistant = await em.findOne(Assistant, { id: assistantId, workspaceId: deed.workspaceId });
      if (!assistant) throw new VoronkaError('Request.NotFound', 'no assistant with this id');
      assistant.name = change.name ?? assistant.name;
      assistant.kind = change.kind ?? assistant.kind;
      assistant.mode = change.mode ?? assistant.mode;
      assistant.enabled = change.enabled ?? assistant.enabled;
      assistant.settings = change.settings ?? assistant.settings;
      if (change.secret !== undefined) assistant.secret = change.secret;
      await em.flush();
      const channels = await rows<{ id: string }>(em, 'select id from channels where assistant_id = ? order by id', [
        assistantId,
      ]);
      for (const { id } of channels) await publishBundle(em, id, { authorId: deed.actor.id, note: '' });
      await audit(em, deed, 'assistant.update', `assistant:${assistantId}`, {
        kind: assistant.kind,
        mode: assistant.mode,
        enabled: assistant.enabled,
        changed: changedKeys(change),
      });
    });
  }

  /**
   * Changes an integration; credentials and brakes act at once, without a new bundle.
   *
   * @param change.secret already sealed
   * @throws VoronkaError `Request.NotFound`
   */
  async updateIntegration(deed: SetupDeed, integrationId: string, change: IntegrationChange): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const integration = await em.findOne(Integration, { id: integrationId, workspaceId: deed.workspaceId });
      if (!integration) throw new VoronkaError('Request.NotFound', 'no integration with this id');
      integration.enabled = change.enabled ?? integration.enabled;
      integration.name = change.name ?? integration.name;
      const before = integration.settings;
      integration.settings = changedSettings(before, change);
      const { portalUrl, clientId } = integration.settings;
      const isElsewhere = portalUrl !== before.portalUrl || clientId !== before.clientId;
      // What another account or application allowed, and what it proves its webhooks with, is worth nothing here.
      if (isElsewhere) {
        delete integration.settings.accountId;
        await em.execute('delete from crm_tokens where integration_id = ?', [integrationId]);
        await em.execute(
          `update crm_watches set hook_token = null, hook_account = null, subscribed_at = null, subscription_code = null
           where integration_id = ?`,
          [integrationId],
        );
      }
      if (change.secret) integration.secret = change.secret;
      if (change.secret || change.webhook || isElsewhere) {
        // Another address may be another portal, whose stages nobody has read yet.
        await em.execute('delete from crm_stage_lists where integration_id = ?', [integrationId]);
      }
      await em.flush();
      await audit(em, deed, 'integration.update', `integration:${integrationId}`, { changed: changedKeys(change) });
    });
  }
}

/** The settings after a change; what is given as null is forgotten. */
function changedSettings(before: IntegrationSettings, change: IntegrationChange): IntegrationSettings {
  const { portalUrl, clientId, authServerUrl, webhook } = change;
  const given = { portalUrl, clientId, authServerUrl, webhook };
  const merged = Object.entries({ ...before, ...definedOf(given) }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged);
}

function definedOf(change: object): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

const fieldOf = { funnels: 'funnelId', assistants: 'assistantId', integrations: 'integrationId' } as const;

/** @throws VoronkaError `Request.Invalid` naming the field, for a row that the workspace does not have */
export async function requireRow(
  em: EntityManager,
  { workspaceId }: SetupDeed,
  table: keyof typeof fieldOf,
  id: string,
): Promise<void> {
  const found = await rows(em, `select id from ${table} where id = ? and workspace_id = ?`, [id, workspaceId]);
  if (found.length > 0) return;
  throw new VoronkaError('Request.Invalid', 'no such record', { field: fieldOf[table] });
}

/**
 * A flow that moves cards to stages which are not there would stop at the first dialogue.
 *
 * @throws MissingStagesError
 */
export async function requireStages(em: EntityManager, channel: ChannelRow): Promise<void> {
  const content = await composeBundle(em, channel);
  if (!content) return;
  const known = new Set(content.funnel.stages.map(({ key }) => key));
  const missing = [...stagesInFlow(content.flow)].filter((key) => !known.has(key));
  if (missing.length > 0) throw new MissingStagesError(missing);
}

/** Joins a channel with another CRM, unless its dialogues have contacts or cards in the present one. */
async function changeCrm(em: EntityManager, deed: SetupDeed, channel: ChannelRow, next: string | null): Promise<void> {
  if (next === channel.integrationId) return;
  if (next !== null) await requireRow(em, deed, 'integrations', next);
  const held = channel.integrationId
    ? await rows(
        em,
        'select id from dialogues where channel_id = ? and (contact_id is not null or lead_id is not null) limit 1',
        [channel.id],
      )
    : [];
  if (held.length > 0) throw new CrmHoldsCardsError();
  channel.integrationId = next;
}

async function requireManager(em: EntityManager, workspaceId: string, userId: string): Promise<void> {
  const user = await em.findOne(User, {
    id: userId,
    workspaceId,
    disabled: false,
    role: { $in: ['admin', 'manager'] },
  });
  if (!user) {
    throw new VoronkaError('Request.Invalid', 'the default manager must be a manager', { field: 'defaultManagerId' });
  }
}

function changedKeys(change: object): string[] {
  return Object.entries(change)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key);
}

async function audit(
  em: EntityManager,
  deed: SetupDeed,
  action: string,
  target: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await appendAudit(em, { ...deed, action, target, detail });
}
