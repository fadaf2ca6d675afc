import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import { canonicalJson } from '@voronka/domain';
import type { BundleContent } from '@voronka/domain';
import { Channel } from '../entities/setup.entities.ts';
import { composeBundle } from './bundle-content.ts';

/** A channel's bundle as it was stored. */
export interface PublishedBundle {
  channelId: string;
  hash: string;
  /** False when exactly this content ran before: nothing new was stored. */
  changed: boolean;
}

/** Hash and exact text of a bundle. */
export function sealBundle(content: BundleContent): { hash: string; canonical: string } {
  const canonical = canonicalJson(content);
  return { hash: createHash('sha256').update(canonical).digest('hex'), canonical };
}

/**
 * Freezes what a channel runs into an immutable bundle and points the channel's new dialogues at it. Open dialogues stay
 * on the bundle they pinned. Call it in the transaction that saved the settings.
 *
 * @returns null when there is nothing to run yet
 */
export async function publishBundle(
  em: EntityManager,
  channelId: string,
  by: { authorId: string | null; note: string },
): Promise<PublishedBundle | null> {
  // The lock orders two people who save the same channel: the later bundle holds both changes.
  await em.execute('select id from channels where id = ? for update', [channelId]);
  const channel = await em.findOne(Channel, { id: channelId }, { refresh: true });
  if (!channel) throw new VoronkaError('Channel.Unknown', 'no channel with this id');
  const content = await composeBundle(em, channel);
  if (!content) return null;
  const { hash, canonical } = sealBundle(content);
  await em.execute(
    `insert into bundles (workspace_id, hash, channel_id, canonical, author_id, note) values (?, ?, ?, ?, ?, ?)
     on conflict (workspace_id, hash) do nothing`,
    [channel.workspaceId, hash, channel.id, canonical, by.authorId, by.note],
  );
  await em.execute('update channels set live_bundle_hash = ? where id = ?', [hash, channel.id]);
  return { channelId: channel.id, hash, changed: channel.liveBundleHash !== hash };
}
