import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { AssistantMode, ChannelSwitches, IntegrationKind } from '@voronka/domain';
import { Channel, Flow } from '../entities/setup.entities.ts';
import type { ChannelRow, ChannelSettings, IntegrationSettings } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import { publishBundle } from './bundle.store.ts';
import { requireRow, requireStages } from './setup.store.ts';
import type { SetupDeed } from './setup.store.ts';
import { rows } from './sql.ts';

/** A CRM to join. */
export interface NewIntegration {
  /** Chosen by the one who asks, so that a repeated request is known. */
  id: string;
  kind: IntegrationKind;
  name: string;
  settings: IntegrationSettings;
  /** Sealed, bound to `secretPlace.integration(id)`. */
  secret: string;
}

/** An assistant to make. */
export interface NewAssistant {
  id: string;
  name: string;
  mode: AssistantMode;
  flowId: string | null;
}

/** A channel to make. */
export interface NewChannel {
  id: string;
  kind: ChannelRow['kind'];
  name: string;
  assistantId: string | null;
  funnelId: string | null;
  integrationId: string | null;
  switches: ChannelSwitches;
  settings: ChannelSettings;
  /** Webhook: sealed, bound to `secretPlace.channel(id)`. */
  secret: string | null;
}

/**
 * Makes integrations, assistants and channels. Each answers whether it made the row: a repeated request finds the one
 * that is there and changes nothing.
 */
export class SetupCreationStore {
  constructor(private readonly database: Database) {}

  /** @throws VoronkaError `Request.Conflict` when the id is taken by somebody else's row */
  async createIntegration(deed: SetupDeed, integration: NewIntegration): Promise<boolean> {
    const { id, kind, name, settings, secret } = integration;
    return this.database.em.fork().transactional(async (em) => {
      const made = await rows(
        em,
        `insert into integrations (id, workspace_id, kind, name, settings, secret) values (?, ?, ?, ?, ?, ?)
         on conflict (id) do nothing returning id`,
        [id, deed.workspaceId, kind, name, JSON.stringify(settings), secret],
      );
      if (made.length === 0) return requireOwn(em, deed, 'integrations', id);
      await appendAudit(em, { ...deed, action: 'integration.create', target: `integration:${id}`, detail: { kind } });
      return true;
    });
  }

  /** @throws VoronkaError `Request.Invalid` for an unknown flow, `Flow.Archived`, `Flow.NotPublished`, `Request.Conflict` */
  async createAssistant(deed: SetupDeed, assistant: NewAssistant): Promise<boolean> {
    const { id, name, mode, flowId } = assistant;
    return this.database.em.fork().transactional(async (em) => {
      if (flowId !== null) await requireLiveFlow(em, deed, flowId);
      const made = await rows(
        em,
        `insert into assistants (id, workspace_id, name, mode, flow_id) values (?, ?, ?, ?, ?)
         on conflict (id) do nothing returning id`,
        [id, deed.workspaceId, name, mode, flowId],
      );
      if (made.length === 0) return requireOwn(em, deed, 'assistants', id);
      const detail = { mode, flow: flowId };
      await appendAudit(em, { ...deed, action: 'assistant.create', target: `assistant:${id}`, detail });
      return true;
    });
  }

  /**
   * A channel with its bundle, where there is something to run already.
   *
   * @throws VoronkaError `Request.Invalid` naming the field of an unknown assistant, funnel or integration,
   *   `Request.Conflict`; MissingStagesError
   */
  async createChannel(deed: SetupDeed, channel: NewChannel): Promise<boolean> {
    return this.database.em.fork().transactional(async (em) => {
      if (channel.assistantId !== null) await requireRow(em, deed, 'assistants', channel.assistantId);
      if (channel.funnelId !== null) await requireRow(em, deed, 'funnels', channel.funnelId);
      if (channel.integrationId !== null) await requireRow(em, deed, 'integrations', channel.integrationId);
      if (!(await insertChannel(em, deed, channel))) return requireOwn(em, deed, 'channels', channel.id);
      await requireStages(em, await em.findOneOrFail(Channel, { id: channel.id }));
      const bundle = await publishBundle(em, channel.id, { authorId: deed.actor.id, note: '' });
      await appendAudit(em, {
        ...deed,
        action: 'channel.create',
        target: `channel:${channel.id}`,
        detail: { kind: channel.kind, bundle: bundle?.hash ?? null },
      });
      return true;
    });
  }
}

async function insertChannel(em: EntityManager, deed: SetupDeed, channel: NewChannel): Promise<boolean> {
  const { id, kind, name, settings, secret, assistantId, funnelId, integrationId, switches } = channel;
  const made = await rows(
    em,
    `insert into channels (id, workspace_id, kind, key, name, settings, secret, assistant_id, funnel_id, integration_id,
                           switches, policies)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing returning id`,
    [
      id,
      deed.workspaceId,
      kind,
      randomUUID(),
      name,
      JSON.stringify(settings),
      secret,
      assistantId,
      funnelId,
      integrationId,
      JSON.stringify(switches),
      JSON.stringify({ automaticTags: [], notes: true, history: true }),
    ],
  );
  return made.length > 0;
}

/** @returns false, for "nothing was made" */
async function requireOwn(
  em: EntityManager,
  deed: SetupDeed,
  table: 'integrations' | 'assistants' | 'channels',
  id: string,
): Promise<false> {
  const own = await rows(em, `select id from ${table} where id = ? and workspace_id = ?`, [id, deed.workspaceId]);
  if (own.length === 0) throw new VoronkaError('Request.Conflict', 'the id is taken', { field: 'requestId' });
  return false;
}

async function requireLiveFlow(em: EntityManager, deed: SetupDeed, flowId: string): Promise<void> {
  // The lock keeps the flow from being archived before the assistant counts as its user.
  await em.execute('select id from flows where id = ? for update', [flowId]);
  const flow = await em.findOne(Flow, { id: flowId, workspaceId: deed.workspaceId }, { refresh: true });
  if (!flow) throw new VoronkaError('Request.Invalid', 'no such flow', { field: 'flowId' });
  if (flow.archivedAt) throw new VoronkaError('Flow.Archived', 'the flow is archived', { field: 'flowId' });
  if (!flow.live) throw new VoronkaError('Flow.NotPublished', 'nothing is published of it', { field: 'flowId' });
}
