import type { EntityManager } from '@mikro-orm/postgresql';
import type { FlowImpact, StayingDialogue } from '@voronka/contracts';
import { drawInSubFlows } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import type { BundleCache } from '../stores/bundle-cache.ts';
import { channelsOf, flowsRunning } from '../stores/flow-users.ts';
import { placeIn, reasonToStay } from '../stores/place-in-flow.ts';
import { rows } from '../stores/sql.ts';
import { readFlowLibrary } from './flow-library.read.ts';

const listedAtMost = 200;

interface Crowd {
  bundle_hash: string;
  node_id: string | null;
  n: string;
}

/** What a flow would run as, once `graph` is published: with its sub-flows drawn in as far as they fit. */
async function drawnWith(
  em: EntityManager,
  workspaceId: string,
  running: { id: string; live: FlowGraph },
  published: { flowId: string; graph: FlowGraph },
): Promise<FlowGraph> {
  const base = running.id === published.flowId ? published.graph : running.live;
  const inner = await readFlowLibrary(em, workspaceId, published.graph);
  const outer = await readFlowLibrary(em, workspaceId, base);
  const library = new Map([...inner, ...outer, [published.flowId, published.graph]]);
  const drawn = drawInSubFlows(base, library, running.id);
  return 'problem' in drawn ? base : drawn.graph;
}

/**
 * Where the open dialogues of a flow stand, and which of them could go on in another drawing of it. Dialogues of flows
 * that run it as a sub-flow are among them.
 *
 * @param graph the drawing that would be published
 */
export async function readFlowImpact(
  em: EntityManager,
  bundles: BundleCache,
  key: { workspaceId: string; flowId: string },
  graph: FlowGraph,
): Promise<FlowImpact> {
  const impact: FlowImpact = { openDialogues: 0, fits: 0, places: [], stays: [] };
  const places = new Map<string, FlowImpact['places'][number]>();
  for (const flow of await flowsRunning(em, key.workspaceId, key.flowId)) {
    const target = await drawnWith(em, key.workspaceId, flow, { flowId: key.flowId, graph });
    const channelIds = JSON.stringify(await channelsOf(em, [flow.id]));
    const crowds = await rows<Crowd>(
      em,
      `select bundle_hash, state->'position'->>'nodeId' as node_id, count(*) as n from dialogues
       where channel_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) and closed is null
         and next_position > 1 group by 1, 2`,
      [channelIds],
    );
    for (const { bundle_hash: hash, node_id: nodeId, n } of crowds) {
      const pinned = (await bundles.load(em, key.workspaceId, hash)).content.flow;
      const reason = reasonToStay(pinned, target, nodeId);
      const count = Number(n);
      impact.openDialogues += count;
      if (reason === null) impact.fits += count;
      const label = nodeId === null ? null : placeIn(pinned, nodeId).nodeLabel;
      const place = `${nodeId ?? ''} ${reason ?? ''}`;
      const known = places.get(place);
      if (known) known.count += count;
      else places.set(place, { nodeId, label, count, fits: reason === null });
      if (reason === null || nodeId === null) continue;
      const room = listedAtMost - impact.stays.length;
      impact.stays.push(
        ...(await staying(em, { channelIds, hash, nodeId, room }, { ...placeIn(pinned, nodeId), reason })),
      );
    }
  }
  impact.places = [...places.values()].sort((a, b) => b.count - a.count);
  return impact;
}

async function staying(
  em: EntityManager,
  where: { channelIds: string; hash: string; nodeId: string; room: number },
  place: Pick<StayingDialogue, 'nodeId' | 'nodeLabel' | 'reason'>,
): Promise<StayingDialogue[]> {
  const found = await rows<{ id: string; number: number; client_name: string | null }>(
    em,
    `select id, number, client_name from dialogues
     where channel_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) and closed is null
       and next_position > 1 and bundle_hash = ? and state->'position'->>'nodeId' = ? order by number limit ?`,
    [where.channelIds, where.hash, where.nodeId, where.room],
  );
  return found.map(({ id, number, client_name: clientName }) => ({ dialogueId: id, number, clientName, ...place }));
}
