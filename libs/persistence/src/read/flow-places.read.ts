import type { EntityManager } from '@mikro-orm/postgresql';
import { subFlowNodes } from '@voronka/domain';
import type { FlowEdge, FlowGraph, FlowNode } from '@voronka/domain';
import type { BundleCache } from '../stores/bundle-cache.ts';
import { firstRow, rows } from '../stores/sql.ts';

/** The flow whose places are meant. */
export interface FlowKey {
  workspaceId: string;
  flowId: string;
}

/**
 * The places of a flow through all its versions. Sub-flows are drawn into what runs; their nodes stand for the sub-flow
 * node of the drawing here, and the ways out of them for the way out of that node.
 */
export interface FlowPlaces {
  /** The node as the newest drawing that has it shows it. */
  node(id: string): FlowNode | undefined;
  edge(id: string): FlowEdge | undefined;
  /** Id in a record → id on the drawing; only of those that differ. `null`: inside of a sub-flow, and not drawn. */
  drawnAs: Readonly<Record<string, string | null>>;
  /** Ids by which records know a place of the drawing. */
  recordedAs(drawnId: string): string[];
}

/** Selects the hashes of the bundles of a flow; takes its workspace and its id. */
export const hashesOfFlowSql = 'select hash from bundles where workspace_id = ? and flow_id = ?';

/** @returns null for an unknown flow */
export async function readFlowPlaces(
  em: EntityManager,
  bundles: BundleCache,
  key: FlowKey,
): Promise<FlowPlaces | null> {
  const flow = await firstRow<{ draft: FlowGraph; live: FlowGraph | null }>(
    em,
    'select draft, live from flows where workspace_id = ? and id = ?',
    [key.workspaceId, key.flowId],
  );
  if (!flow) return null;
  const stored = await rows<{ hash: string }>(em, `${hashesOfFlowSql} order by created_at desc, hash`, [
    key.workspaceId,
    key.flowId,
  ]);
  const ran: FlowGraph[] = [];
  for (const { hash } of stored) ran.push((await bundles.load(em, key.workspaceId, hash)).content.flow);
  return placesIn(flow.live ? [flow.draft, flow.live] : [flow.draft], ran);
}

/** @param drawn the drawings with their sub-flow nodes @param ran what bundles hold, the newest first */
export function placesIn(drawn: readonly FlowGraph[], ran: readonly FlowGraph[]): FlowPlaces {
  const nodes = new Map<string, FlowNode>();
  const edges = new Map<string, FlowEdge>();
  for (const graph of [...drawn, ...ran]) {
    for (const node of graph.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
    for (const edge of graph.edges) if (!edges.has(edge.id)) edges.set(edge.id, edge);
  }
  const drawnAs = new Map<string, string | null>();
  for (const owner of drawn.flatMap(subFlowNodes)) {
    const isInside = (id: string): boolean => id.startsWith(`${owner.id}__`);
    const wayOut = drawn.flatMap((graph) => graph.edges).find(({ source }) => source === owner.id);
    for (const id of nodes.keys()) if (isInside(id)) drawnAs.set(id, owner.id);
    for (const { id, source, target } of edges.values()) {
      if (isInside(source)) drawnAs.set(id, isInside(target) ? null : (wayOut?.id ?? null));
    }
  }
  return {
    node: (id) => nodes.get(id),
    edge: (id) => edges.get(id),
    drawnAs: Object.fromEntries(drawnAs),
    recordedAs: (id) => [id, ...[...drawnAs].flatMap(([recorded, shown]) => (shown === id ? [recorded] : []))],
  };
}
