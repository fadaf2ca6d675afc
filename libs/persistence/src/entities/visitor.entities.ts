import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InferEntity } from '@mikro-orm/postgresql';
import type { Locale } from '@voronka/domain';
import type { DialogueOrigin } from './dialogue.entities.ts';

/** A visitor of a site's chat, from opening it on: what is known before the first message makes a dialogue. */
export const VisitorSession = defineEntity({
  name: 'VisitorSession',
  tableName: 'visitor_sessions',
  properties: {
    channelId: p.uuid().primary(),
    /** Random; also the dialogue's `chatKey`. */
    visitorId: p.text().primary(),
    workspaceId: p.uuid(),
    locale: p.text().$type<Locale>(),
    /** Where the visitor came from first; a later page never overwrites it. */
    origin: p.json<DialogueOrigin>(),
    /** Hash of the network address, for the flood limit. */
    sourceKey: p.text().nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    seenAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** A row of {@link VisitorSession}. */
export type VisitorSessionRow = InferEntity<typeof VisitorSession>;
