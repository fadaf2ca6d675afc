import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { VoronkaError } from '@voronka/contracts';
import { SetupStore, VisitorStore } from '@voronka/persistence';
import type { ChannelRow, VisitorDialogue, VisitorSessionRow } from '@voronka/persistence';
import { deriveKey, verifyVisitorToken } from '@voronka/platform';
import type { Config, Keyring } from '@voronka/platform';
import { readBearerToken } from '../auth/session-cookie.ts';
import { CONFIG, KEYRING } from '../core/tokens.ts';
import { isOwnOrigin } from '../http/own-origins.ts';

/** A visitor whose token was checked. */
export interface Visitor {
  channel: ChannelRow;
  visitorId: string;
}

/** Who speaks to the chat, and from which site. */
@Injectable()
export class VisitorAccess {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(KEYRING) private readonly keyring: Keyring,
    @Inject(SetupStore) private readonly setup: SetupStore,
    @Inject(VisitorStore) private readonly visitors: VisitorStore,
  ) {}

  /** The widget channel of a public key. @throws VoronkaError `Channel.Unknown`, `Channel.OriginNotAllowed` */
  async channelOfKey(key: string, request: Request): Promise<ChannelRow> {
    const channel = await this.setup.findChannelByKey(key, 'widget');
    if (!channel) throw new VoronkaError('Channel.Unknown', 'no widget channel with this key');
    this.checkSite(channel, request);
    return channel;
  }

  /**
   * The visitor of the request's token. A channel that is switched off is not a wrong token: the browser keeps it, and the
   * conversation goes on when the channel is back.
   *
   * @throws VoronkaError `Channel.TokenInvalid`, `Channel.Unknown`, `Channel.OriginNotAllowed`
   */
  async visitorOf(request: Request): Promise<Visitor> {
    const identity = verifyVisitorToken(this.keyring, readBearerToken(request) ?? '');
    if (!identity) throw new VoronkaError('Channel.TokenInvalid', 'no or a wrong visitor token');
    const channel = await this.setup.findChannel(identity.channelId);
    if (channel?.kind !== 'widget') throw new VoronkaError('Channel.Unknown', 'the channel is gone or switched off');
    this.checkSite(channel, request);
    return { channel, visitorId: identity.visitorId };
  }

  /** The session of a visitor. @throws VoronkaError `Channel.TokenInvalid` when it was cleared away */
  async sessionOf({ channel, visitorId }: Visitor): Promise<VisitorSessionRow> {
    const session = await this.visitors.find(channel.id, visitorId);
    if (!session) throw new VoronkaError('Channel.TokenInvalid', 'the session was cleared away');
    return session;
  }

  /** The visitor's dialogue, once there is one. */
  dialogueOf({ channel, visitorId }: Visitor): Promise<VisitorDialogue | null> {
    return this.visitors.findDialogue(channel.id, visitorId);
  }

  /** Names where a request comes from without keeping the address itself. */
  sourceKeyOf(request: Request): string {
    const key = deriveKey(this.keyring.current, 'voronka/source-key');
    return createHmac('sha256', key)
      .update(request.ip ?? '')
      .digest('base64url')
      .slice(0, 22);
  }

  private checkSite(channel: ChannelRow, request: Request): void {
    const { origin } = request.headers;
    // Without an Origin no browser page asks, and another program could claim any.
    if (origin === undefined || isOwnOrigin(this.config, request, origin)) return;
    if (channel.settings.allowedOrigins?.includes(origin)) return;
    throw new VoronkaError('Channel.OriginNotAllowed', 'the channel does not allow this site');
  }
}
