import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import { VisitorStore } from '@voronka/persistence';
import type { Database, LiveNotice } from '@voronka/persistence';
import type { Logger } from '@voronka/platform';
import { DATABASE, LOGGER } from '../core/tokens.ts';
import { LiveHub } from '../live/live-hub.ts';
import { OpenStreams } from '../live/open-streams.ts';
import type { Visitor } from './visitor-access.ts';
import { VisitorFeed } from './visitor-feed.ts';

/** Dialogues whose visitor is remembered, so that a notice costs no query. */
const rememberedDialogues = 10_000;

/** All open chats of this process, found by the dialogue that a notice names. */
@Injectable()
export class VisitorFeeds implements OnModuleDestroy {
  private readonly feeds = new Map<string, Set<VisitorFeed>>();
  private readonly visitorOfDialogue = new Map<string, string>();
  private readonly unsubscribe: () => void;

  constructor(
    @Inject(LiveHub) hub: LiveHub,
    @Inject(OpenStreams) private readonly streams: OpenStreams,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(VisitorStore) private readonly visitors: VisitorStore,
  ) {
    this.unsubscribe = hub.subscribe((signal) => {
      if (signal.kind === 'notice') {
        this.route(signal.notice).catch((err: unknown) => this.logger.warn({ err }, 'a live notice found no chat'));
      } else for (const feed of [...this.feeds.values()].flatMap((set) => [...set])) feed.refresh();
    });
  }

  onModuleDestroy(): void {
    this.unsubscribe();
  }

  /** Opens a stream for a visitor. From its head on no event is missed. */
  async open(visitor: Visitor, response: Response): Promise<void> {
    const { channel, visitorId } = visitor;
    const findDialogue = () => this.visitors.findDialogue(channel.id, visitorId);
    const snapshot = await VisitorFeed.snapshot(this.database, await findDialogue());
    if (response.closed) return;
    const stream = this.streams.open(response);
    const feed = new VisitorFeed(stream, this.database, this.visitors, findDialogue, (err) =>
      this.logger.warn({ err, channelId: channel.id }, 'an open chat could not be refreshed'),
    );
    const key = keyOf(channel.id, visitorId);
    const set = this.feeds.get(key) ?? new Set();
    this.feeds.set(key, set.add(feed));
    stream.onEnd(() => {
      set.delete(feed);
      if (set.size === 0) this.feeds.delete(key);
    });
    feed.start(snapshot);
  }

  private async route(notice: LiveNotice): Promise<void> {
    if (this.feeds.size === 0 || notice.typing === 'client') return;
    const key = await this.visitorKeyOf(notice.dialogueId);
    for (const feed of (key === null ? undefined : this.feeds.get(key)) ?? []) {
      if (notice.typing) feed.showTyping(notice.typing);
      else feed.refresh();
    }
  }

  private async visitorKeyOf(dialogueId: string): Promise<string | null> {
    const known = this.visitorOfDialogue.get(dialogueId);
    if (known !== undefined) return known;
    const chat = await this.visitors.chatOfDialogue(dialogueId);
    if (!chat) return null;
    const key = keyOf(chat.channelId, chat.chatKey);
    this.visitorOfDialogue.set(dialogueId, key);
    const oldest = this.visitorOfDialogue.keys().next().value;
    if (this.visitorOfDialogue.size > rememberedDialogues && oldest !== undefined)
      this.visitorOfDialogue.delete(oldest);
    return key;
  }
}

function keyOf(channelId: string, visitorId: string): string {
  return `${channelId}:${visitorId}`;
}
