import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError, webhookCrmChangeSchema } from '@voronka/contracts';
import type { MirroredChange, WebhookCrmChange } from '@voronka/contracts';
import { IntegrationAccessStore, PostgresCardMirrorStore, PostgresCardWatchStore } from '@voronka/persistence';
import type { KnownHook } from '@voronka/persistence';
import { verifyStandardWebhook } from '@voronka/platform';

/** A request as it came: the signature is over its bytes. */
export interface SignedRequest {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Takes the changes that a CRM tells that is joined by webhooks. They carry the state itself, because there may be nothing to
 * read back: what is newer is remembered, and the lead becomes a hint like any other.
 */
@Injectable()
export class SignedChanges {
  constructor(
    @Inject(IntegrationAccessStore) private readonly access: IntegrationAccessStore,
    @Inject(PostgresCardMirrorStore) private readonly mirror: PostgresCardMirrorStore,
    @Inject(PostgresCardWatchStore) private readonly cards: PostgresCardWatchStore,
  ) {}

  /** @throws VoronkaError `Auth.Forbidden` without a fresh signature, `Request.Invalid` for what is no change */
  async accept({ integrationId }: KnownHook, { headers, body }: SignedRequest): Promise<void> {
    const access = await this.access.accessOf(integrationId);
    if (access.kind !== 'webhook') throw new VoronkaError('Request.NotFound', 'no webhook comes in here');
    if (!verifyStandardWebhook({ secret: access.secret, headers, rawBody: body, nowMs: Date.now() })) {
      throw new VoronkaError('Auth.Forbidden', 'the signature is missing, wrong or too old');
    }
    const { data } = parsed(body);
    const card = { kind: 'lead', id: data.id } as const;
    const version = { at: data.at, version: data.version ?? null };
    const isNew = await this.mirror.take(integrationId, card, changeOf(data), version);
    // What is known already can change nothing.
    if (isNew) await this.cards.put([{ integrationId, card }], 'hook');
  }
}

function parsed(body: Buffer): WebhookCrmChange {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new VoronkaError('Request.Invalid', 'the body is no JSON');
  }
  const change = webhookCrmChangeSchema.safeParse(value);
  if (!change.success) {
    const [issue] = change.error.issues;
    throw new VoronkaError('Request.Invalid', 'not a change of a lead', { field: issue?.path.join('.') ?? '' });
  }
  return change.data;
}

function changeOf({ stage, responsible, contact, deleted }: WebhookCrmChange['data']): MirroredChange {
  return {
    ...(stage === undefined ? {} : { statusId: stage }),
    ...(responsible === undefined ? {} : { responsibleId: responsible }),
    ...(contact === undefined ? {} : { contactId: contact }),
    ...(deleted === undefined ? {} : { gone: deleted }),
  };
}
