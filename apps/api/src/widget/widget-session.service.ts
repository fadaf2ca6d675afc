import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { withinBarriers } from '@voronka/contracts';
import type { Barrier, openSessionSchema, WidgetSession } from '@voronka/contracts';
import { InboxStore, readHeldWidgetMessages, readWidgetMessages, VisitorStore } from '@voronka/persistence';
import type { ChannelRow, ChannelSettings, Database, VisitorDialogue } from '@voronka/persistence';
import { correlationId, createVisitorToken, verifyVisitorToken } from '@voronka/platform';
import type { Keyring } from '@voronka/platform';
import { BARRIER, DATABASE, KEYRING } from '../core/tokens.ts';
import { FieldsError } from '../http/api-fault.ts';
import { VisitorAccess } from './visitor-access.ts';
import type { Visitor } from './visitor-access.ts';

/** How many of the latest messages a reopened chat shows. */
const shownMessages = 400;

/** Opens and resumes visitors' sessions. */
@Injectable()
export class WidgetSessionService {
  constructor(
    @Inject(KEYRING) private readonly keyring: Keyring,
    @Inject(BARRIER) private readonly barrier: Barrier,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(VisitorStore) private readonly visitors: VisitorStore,
    @Inject(VisitorAccess) private readonly access: VisitorAccess,
    @Inject(InboxStore) private readonly inbox: InboxStore,
  ) {}

  /** A wrong token, or one of another channel, begins a new visitor. */
  async open(channel: ChannelRow, body: z.output<typeof openSessionSchema>, request: Request): Promise<WidgetSession> {
    const known = body.token === undefined ? null : verifyVisitorToken(this.keyring, body.token);
    const visitorId = known?.channelId === channel.id ? known.visitorId : randomUUID();
    const locale = body.locale ?? channel.settings.defaultLocale;
    const { page, referrer, utm } = body;
    await withinBarriers(this.barrier, 'api.session.create', () =>
      this.visitors.open({
        channel,
        visitorId,
        locale,
        origin: { page, referrer, utm },
        sourceKey: this.access.sourceKeyOf(request),
      }),
    );
    const dialogue = await this.visitors.findDialogue(channel.id, visitorId);
    return {
      token: createVisitorToken(this.keyring, { channelId: channel.id, visitorId }),
      locale,
      title: channel.settings.title ?? { ru: channel.name, en: channel.name },
      greeting: channel.settings.greeting ?? { ru: '', en: '' },
      consent: consentOf(channel.settings, dialogue),
      messages: dialogue ? await this.messagesOf(dialogue) : [],
    };
  }

  /** Remembers that the visitor agreed to the text of this version. @throws FieldsError for another version */
  async acceptConsent(visitor: Visitor, version: string): Promise<void> {
    const { channel, visitorId } = visitor;
    if (channel.settings.consent?.version !== version) {
      throw new FieldsError('Request.Invalid', [
        { path: 'version', message: { ru: 'Текст согласия изменился.', en: 'The consent text has changed.' } },
      ]);
    }
    const session = await this.access.sessionOf(visitor);
    await this.inbox.recordConsent({
      channel,
      chatKey: visitorId,
      version,
      origin: session.origin,
      locale: session.locale,
      sourceKey: session.sourceKey ?? undefined,
      correlationId: correlationId() ?? '',
    });
  }

  private async messagesOf(dialogue: VisitorDialogue): Promise<WidgetSession['messages']> {
    const em = this.database.em.fork();
    const after = Math.max(0, dialogue.lastPosition - shownMessages);
    const messages = await readWidgetMessages(em, dialogue.id, after);
    const arrived = messages.filter((message) => message.from !== 'client' && message.status === 'sent');
    await this.visitors.markDelivered(
      dialogue,
      arrived.map(({ id }) => id),
    );
    return [...messages, ...(await readHeldWidgetMessages(em, dialogue.id))];
  }
}

/** Whether a visitor has agreed to what the channel asks now; a channel that asks nothing needs no agreement. */
export function hasConsented(settings: ChannelSettings, dialogue: VisitorDialogue | null): boolean {
  return !settings.consent || (dialogue !== null && dialogue.consentVersion === settings.consent.version);
}

function consentOf(settings: ChannelSettings, dialogue: VisitorDialogue | null): WidgetSession['consent'] {
  const { consent } = settings;
  // Nothing to agree to counts as agreed, so that the chat does not ask.
  if (!consent) return { version: '', text: { ru: '', en: '' }, acceptedAt: new Date(0).toISOString() };
  const acceptedAt = hasConsented(settings, dialogue) ? (dialogue?.consentAt?.toISOString() ?? null) : null;
  return { version: consent.version, text: consent.text, acceptedAt };
}
