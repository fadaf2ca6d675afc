import type { EntityManager } from '@mikro-orm/postgresql';
import type { DraftBundle } from '@voronka/contracts';
import { computePermissions, crmCapabilities } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { Channel } from '../entities/setup.entities.ts';
import { composeBundle, composeUnboundBundle } from '../stores/bundle-content.ts';
import { sealBundle } from '../stores/bundle.store.ts';
import { readLiveSettings } from '../stores/live-settings.ts';
import { rows } from '../stores/sql.ts';

/**
 * What a draft would be published with: the bundle of a channel that runs the flow, with the draft in it, and what is
 * allowed there just now. Stores nothing. A flow that no channel runs is shown in the first funnel with everything allowed.
 *
 * @param place.channelId one of the flow's channels; null: the first by name
 * @returns null when there is no such channel, or no funnel at all
 * @throws FlowProblemError when its sub-flows cannot be drawn in
 */
export async function readDraftBundle(
  em: EntityManager,
  place: { workspaceId: string; flowId: string; channelId: string | null },
  draft: FlowGraph,
): Promise<DraftBundle | null> {
  const { workspaceId, flowId, channelId } = place;
  const channels = await rows<{ id: string }>(
    em,
    `select c.id from channels c join assistants a on a.id = c.assistant_id
     where c.workspace_id = ? and a.flow_id = ? and c.funnel_id is not null order by c.name, c.id`,
    [workspaceId, flowId],
  );
  const chosen = channels.find(({ id }) => channelId === null || id === channelId);
  if (!chosen) return channelId === null ? readUnbound(em, place, draft) : null;
  const content = await composeBundle(em, await em.findOneOrFail(Channel, { id: chosen.id }), draft);
  if (!content) return null;
  const bundle = { hash: sealBundle(content).hash, content };
  return { bundle, ...(await readLiveSettings(em, chosen.id, bundle, { paused: 'isIgnored' })) };
}

async function readUnbound(
  em: EntityManager,
  place: { workspaceId: string; flowId: string },
  draft: FlowGraph,
): Promise<DraftBundle | null> {
  const content = await composeUnboundBundle(em, place, draft);
  if (!content) return null;
  const { switches, name } = content.channel;
  return {
    bundle: { hash: sealBundle(content).hash, content },
    channelName: name,
    assistantOff: false,
    permissions: computePermissions({
      mode: content.assistant?.mode ?? null,
      switches,
      capabilities: crmCapabilities.bitrix24,
      integrationEnabled: true,
    }),
  };
}
