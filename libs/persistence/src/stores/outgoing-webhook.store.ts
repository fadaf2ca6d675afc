import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { WebhookAnswers } from '@voronka/contracts';
import type { LocalizedText } from '@voronka/domain';
import type { SecretBox } from '@voronka/platform';
import { Assistant, Flow } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { AuditInput } from './audit-log.ts';
import { lockDialogue } from './dialogue-lock.ts';
import { flowsRunning } from './flow-users.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { secretPlace } from './secret.directories.ts';
import type { SetupDeed } from './setup.store.ts';
import { firstRow, notifyLive, rows } from './sql.ts';
import { storableValues } from './storable-text.ts';

/** An outgoing webhook as its settings show it. The address is opened for its owner's eyes; mask it before it is shown. */
export interface OutgoingWebhookRow {
  id: string;
  name: string;
  url: string;
  enabled: boolean;
  /** ISO 8601 UTC. */
  createdAt: string;
}

/** An outgoing webhook, opened for one call. Never log it. */
export interface OutgoingWebhookAccess {
  url: string;
  secret: string;
}

/** Who would miss an outgoing webhook: the published flows that call it, and the assistants that run those. */
export interface WebhookUsers {
  flows: readonly LocalizedText[];
  assistants: readonly string[];
}

/** A published flow calls the outgoing webhook. */
export class WebhookInUseError extends VoronkaError {
  /** @param users by their names */
  constructor(readonly users: WebhookUsers) {
    super('Webhook.InUse', 'a published flow calls the webhook', { flows: users.flows.length });
  }
}

interface StoredRow {
  id: string;
  name: string;
  url: string;
  secret: string;
  enabled: boolean;
  created_at: Date;
}

/** Addresses that flows call. Address and secret are sealed, and live by id. */
export class OutgoingWebhookStore {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
  ) {}

  async list(workspaceId: string): Promise<OutgoingWebhookRow[]> {
    const found = await rows<StoredRow>(
      this.database.em.fork(),
      'select * from outgoing_webhooks where workspace_id = ? order by name, id',
      [workspaceId],
    );
    return found.map((row) => ({
      id: row.id,
      name: row.name,
      url: this.secrets.open(row.url, secretPlace.outgoingWebhookUrl(row.id)),
      enabled: row.enabled,
      createdAt: new Date(row.created_at).toISOString(),
    }));
  }

  /** @returns its id */
  async create(deed: SetupDeed, input: { name: string; url: string; secret: string }): Promise<string> {
    const id = randomUUID();
    await this.database.em.fork().transactional(async (em) => {
      await em.execute('insert into outgoing_webhooks (id, workspace_id, name, url, secret) values (?, ?, ?, ?, ?)', [
        id,
        deed.workspaceId,
        input.name,
        this.secrets.seal(input.url, secretPlace.outgoingWebhookUrl(id)),
        this.secrets.seal(input.secret, secretPlace.outgoingWebhook(id)),
      ]);
      await appendAudit(em, auditOf(deed, id, 'webhook.create', { name: input.name }));
    });
    return id;
  }

  /**
   * What is `undefined` stays; what changes counts from the next call on.
   *
   * @throws VoronkaError `Request.NotFound`
   */
  async update(
    deed: SetupDeed,
    id: string,
    change: {
      name?: string | undefined;
      url?: string | undefined;
      enabled?: boolean | undefined;
      secret?: string | undefined;
    },
  ): Promise<void> {
    const { name, url, enabled, secret } = change;
    await this.database.em.fork().transactional(async (em) => {
      const changed = await rows(
        em,
        `update outgoing_webhooks set name = coalesce(?, name), url = coalesce(?, url),
           enabled = coalesce(?::boolean, enabled), secret = coalesce(?, secret)
         where id = ? and workspace_id = ? returning id`,
        [
          name ?? null,
          url === undefined ? null : this.secrets.seal(url, secretPlace.outgoingWebhookUrl(id)),
          enabled ?? null,
          secret === undefined ? null : this.secrets.seal(secret, secretPlace.outgoingWebhook(id)),
          id,
          deed.workspaceId,
        ],
      );
      if (changed.length === 0) throw new VoronkaError('Request.NotFound', 'no webhook with this id');
      const keys = Object.entries(change).flatMap(([key, value]) => (value === undefined ? [] : [key]));
      await appendAudit(em, auditOf(deed, id, 'webhook.update', { changed: keys }));
    });
  }

  /** @throws VoronkaError `Request.NotFound`, WebhookInUseError while a published flow calls it */
  async delete(deed: SetupDeed, id: string): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const users = await usersOf(em, deed.workspaceId, id);
      if (users.flows.length > 0) throw new WebhookInUseError(users);
      const deleted = await rows(em, 'delete from outgoing_webhooks where id = ? and workspace_id = ? returning id', [
        id,
        deed.workspaceId,
      ]);
      if (deleted.length === 0) throw new VoronkaError('Request.NotFound', 'no webhook with this id');
      await appendAudit(em, auditOf(deed, id, 'webhook.delete', {}));
    });
  }

  /** @returns null when it is unknown or switched off */
  async accessOf(workspaceId: string, id: string): Promise<OutgoingWebhookAccess | null> {
    const row = await firstRow<StoredRow>(
      this.database.em.fork(),
      'select * from outgoing_webhooks where id = ? and workspace_id = ? and enabled',
      [id, workspaceId],
    );
    if (!row) return null;
    return {
      url: this.secrets.open(row.url, secretPlace.outgoingWebhookUrl(id)),
      secret: this.secrets.open(row.secret, secretPlace.outgoingWebhook(id)),
    };
  }
}

async function usersOf(em: EntityManager, workspaceId: string, webhookId: string): Promise<WebhookUsers> {
  const published = await em.find(Flow, { workspaceId, live: { $ne: null } }, { orderBy: { id: 'asc' } });
  const flows = published.filter(({ live }) =>
    live?.nodes.some((node) => node.kind === 'callWebhook' && node.config.webhookId === webhookId),
  );
  const running = new Set<string>();
  for (const flow of flows) for (const { id } of await flowsRunning(em, workspaceId, flow.id)) running.add(id);
  const assistants = await em.find(
    Assistant,
    { workspaceId, flowId: { $in: [...running] } },
    { orderBy: { name: 'asc' } },
  );
  return { flows: flows.map(({ name }) => name), assistants: assistants.map(({ name }) => name) };
}

function auditOf(deed: SetupDeed, id: string, action: string, detail: Record<string, unknown>): AuditInput {
  return { ...deed, action, target: `webhook:${id}`, detail };
}

/** Puts what a webhook answered into the inbox of its dialogue. */
export class WebhookAnswerStore implements WebhookAnswers {
  constructor(private readonly database: Database) {}

  async write(answer: Parameters<WebhookAnswers['write']>[0]): Promise<void> {
    const { dialogueId, turn, index, nodeId, ok, correlationId } = answer;
    const fields = storableValues(answer.fields);
    await this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, dialogueId);
      await appendInboxRow(em, dialogue, {
        updateId: `webhook:${dialogueId}:${turn}:${index}`,
        kind: 'webhookAnswered',
        payload: { nodeId, turn, index, ok, fields },
        correlationId,
      });
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId });
    });
  }
}
