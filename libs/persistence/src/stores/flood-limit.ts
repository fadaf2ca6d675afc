import type { EntityManager } from '@mikro-orm/postgresql';
import type { ChannelRow } from '../entities/setup.entities.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { firstRow } from './sql.ts';

const defaultMessagesPerMinute = 20;
const defaultDialoguesPerMinute = 10;

/** Client messages of one dialogue that a channel takes within a minute. */
export function mostMessagesPerMinute({ settings }: Pick<ChannelRow, 'settings'>): number {
  return settings.messagesPerMinute ?? defaultMessagesPerMinute;
}

/**
 * Whether a message must be held: too many of this dialogue, or a new dialogue of a source that opened too many, within
 * the last minute.
 *
 * @param messagesInMinute client messages of this dialogue within the last minute
 */
export async function isFlooding(
  em: EntityManager,
  dialogue: LockedDialogue,
  input: { channel: ChannelRow; sourceKey?: string | undefined },
  messagesInMinute: number,
): Promise<boolean> {
  const { dialoguesPerMinute } = input.channel.settings;
  if (messagesInMinute >= mostMessagesPerMinute(input.channel)) return true;
  if (dialogue.next_seq > 1 || input.sourceKey === undefined) return false;
  const opened = await countOf(
    em,
    `select count(*) as n from dialogues
     where channel_id = ? and source_key = ? and created_at > now() - interval '1 minute' and next_seq > 1`,
    [dialogue.channel_id, input.sourceKey],
  );
  return opened >= (dialoguesPerMinute ?? defaultDialoguesPerMinute);
}

async function countOf(em: EntityManager, sql: string, params: unknown[]): Promise<number> {
  return Number((await firstRow<{ n: string }>(em, sql, params))?.n ?? 0);
}
