import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError, webhookInboundSchema } from '@voronka/contracts';
import type { WebhookInbound } from '@voronka/contracts';
import { InboxStore, secretPlace, SetupStore, WebhookRequestStore } from '@voronka/persistence';
import type { ChannelRow } from '@voronka/persistence';
import { correlationId, verifyWebhook } from '@voronka/platform';
import type { SecretBox } from '@voronka/platform';
import { SECRET_BOX } from '../core/tokens.ts';
import { DialogueWaker } from '../dialogues/dialogue-waker.ts';
import { FieldsError } from '../http/api-fault.ts';
import { fieldProblemsOf } from '../http/field-problems.ts';
import { checkSize } from '../widget/widget-message.service.ts';

/** A signed request as it came. */
export interface SignedRequest {
  channelKey: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  rawBody: Buffer;
}

/** Answer to the provider. */
export interface WebhookAcknowledgement {
  accepted: true;
  duplicate: boolean;
  /** Kept back by the flood limit until a person lets it through. */
  held: boolean;
}

/** Takes messages from providers: signature, time and replay first, then size and form, then the inbox. */
@Injectable()
export class WebhookChannelService {
  constructor(
    @Inject(SetupStore) private readonly setup: SetupStore,
    @Inject(WebhookRequestStore) private readonly requests: WebhookRequestStore,
    @Inject(InboxStore) private readonly inbox: InboxStore,
    @Inject(SECRET_BOX) private readonly secrets: SecretBox,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  /** @throws VoronkaError `Channel.*` for every way in which a request does not fit */
  async accept(request: SignedRequest): Promise<WebhookAcknowledgement> {
    const channel = await this.setup.findChannelByKey(request.channelKey, 'webhook');
    if (!channel?.secret) throw new VoronkaError('Channel.Unknown', 'no webhook channel with this key');
    const requestId = this.verify(channel, channel.secret, request);
    if (await this.requests.wasSeen({ channelId: channel.id, requestId })) {
      throw new VoronkaError('Channel.Replayed', 'the request id was taken before');
    }
    const update = parse(request.rawBody);
    checkSize(update.message.text);
    const accepted = await this.inbox.acceptClientMessage({
      channel,
      chatKey: update.chatId,
      updateId: update.updateId,
      messageId: update.message.id,
      text: update.message.text,
      clientName: update.client?.name,
      locale: update.client?.locale,
      correlationId: correlationId() ?? '',
    });
    await this.requests.remember({ channelId: channel.id, workspaceId: channel.workspaceId, requestId });
    const { dialogueId, seq } = accepted;
    if (seq !== null)
      await this.waker.wake({ dialogueId, workspaceId: channel.workspaceId, kind: 'clientMessage', seq });
    return { accepted: true, duplicate: accepted.duplicate, held: accepted.held };
  }

  private verify(channel: ChannelRow, sealed: string, request: SignedRequest): string {
    const verdict = verifyWebhook({
      secret: this.secrets.open(sealed, secretPlace.channel(channel.id)),
      headers: request.headers,
      rawBody: request.rawBody,
      nowMs: Date.now(),
    });
    if (!verdict.ok) throw new VoronkaError(verdict.code, 'the request was not signed as it must be');
    return verdict.id;
  }
}

function parse(rawBody: Buffer): WebhookInbound {
  let body: unknown;
  try {
    body = JSON.parse(rawBody.toString('utf8'));
  } catch {
    throw new FieldsError('Channel.MessageMalformed', [
      { path: '', message: { ru: 'нужен объект JSON', en: 'must be a JSON object' } },
    ]);
  }
  const parsed = webhookInboundSchema.safeParse(body);
  if (!parsed.success) throw new FieldsError('Channel.MessageMalformed', fieldProblemsOf(parsed.error.issues));
  return parsed.data;
}
