import type { EntityManager } from '@mikro-orm/postgresql';
import type { FlowTraffic } from '@voronka/contracts';
import { commonChoices } from '@voronka/domain';
import type { BundleCache } from '../stores/bundle-cache.ts';
import { rows } from '../stores/sql.ts';
import { hashesOfFlowSql, readFlowPlaces } from './flow-places.read.ts';
import type { FlowKey, FlowPlaces } from './flow-places.read.ts';

/** From the first moment on and before the second one, ISO 8601; missing: until now. */
export interface TrafficPeriod {
  from: string;
  to?: string | undefined;
}

interface Counted {
  what: 'all' | 'passed' | 'edge' | 'standing' | 'incident';
  id: string;
  n: string;
}

/** Id of a record → id on the drawing, by a JSON object of those that differ; one placeholder. */
const drawnIdSql = `case when jsonb_exists(r.renamed, e.id) then r.renamed ->> e.id else e.id end`;

/**
 * Every dialogue once at each place. The turns are read by their time; which of them are the flow's tells the bundle that
 * decided them.
 */
function trafficSql(hasEnd: boolean): string {
  return `with renames as (select ?::jsonb as renamed), hashes as (${hashesOfFlowSql}),
    turns as materialized (
      select x.dialogue_id, x.passed, x.edges from decisions x
      where x.workspace_id = ? and x.created_at >= ? ${hasEnd ? 'and x.created_at < ?' : ''}
        and x.bundle_hash in (select hash from hashes)),
    open as materialized (
      select d.id, d.stands_at from dialogues d
      where d.workspace_id = ? and d.bundle_hash in (select hash from hashes) and d.closed is null
        and d.stands_at is not null)
    select 'all' as what, '' as id, count(distinct dialogue_id) as n from turns
    union all
    select 'passed', id, count(*) from (
      select ${drawnIdSql} as id, t.dialogue_id from turns t, renames r, jsonb_array_elements_text(t.passed) e(id)
      group by 1, 2) each_once group by 2
    union all
    select 'edge', id, count(*) from (
      select ${drawnIdSql} as id, t.dialogue_id from turns t, renames r, jsonb_array_elements_text(t.edges) e(id)
      group by 1, 2) each_once group by 2
    union all
    select 'standing', id, count(*) from (
      select ${drawnIdSql} as id from (select stands_at as id from open) e, renames r) each_once group by 2
    union all
    select 'incident', id, count(*) from (
      select ${drawnIdSql} as id, e.dialogue_id from renames r, (
        select i.node_id as id, i.dialogue_id from incidents i join dialogues d on d.id = i.dialogue_id
        where i.workspace_id = ? and i.state = 'open' and d.bundle_hash in (select hash from hashes)) e
      group by 1, 2) each_once group by 2`;
}

/** Counts what stands where and what went which way. @returns null for an unknown flow */
export async function readFlowTraffic(
  em: EntityManager,
  bundles: BundleCache,
  key: FlowKey,
  { from, to }: TrafficPeriod,
): Promise<FlowTraffic | null> {
  const places = await readFlowPlaces(em, bundles, key);
  if (!places) return null;
  const { workspaceId, flowId } = key;
  const counted = await rows<Counted>(em, trafficSql(to !== undefined), [
    JSON.stringify(places.drawnAs),
    workspaceId,
    flowId,
    workspaceId,
    from,
    ...(to === undefined ? [] : [to]),
    workspaceId,
    workspaceId,
  ]);
  return trafficOf(counted, places);
}

function trafficOf(counted: readonly Counted[], places: FlowPlaces): FlowTraffic {
  const counts = (what: Counted['what']): Map<string, number> =>
    // What is inside of a sub-flow has no id on the drawing.
    new Map(counted.flatMap((row) => (row.what === what && row.id !== null ? [[row.id, Number(row.n)] as const] : [])));
  const [passed, standing, incidents] = [counts('passed'), counts('standing'), counts('incident')];
  const nodes = [...new Set([...passed.keys(), ...standing.keys(), ...incidents.keys()])].flatMap((nodeId) => {
    const common = Object.values(commonChoices).find((choice) => choice.nodeId === nodeId);
    const label = common?.label ?? places.node(nodeId)?.label;
    const numbers = { standing: standing.get(nodeId) ?? 0, incidents: incidents.get(nodeId) ?? 0 };
    // The choice among triggers and that among signals are on every path, and no node of the drawing.
    if (!places.node(nodeId) && numbers.standing + numbers.incidents === 0) return [];
    return [{ nodeId, label: label ?? { ru: nodeId, en: nodeId }, passed: passed.get(nodeId) ?? 0, ...numbers }];
  });
  const edges = [...counts('edge')].flatMap(([edgeId, dialogues]) => {
    const edge = places.edge(edgeId);
    if (!edge) return [];
    const share = Math.min(1, dialogues / Math.max(passed.get(edge.source) ?? 0, dialogues));
    return [{ edgeId, source: edge.source, target: edge.target, dialogues, share }];
  });
  return { dialogues: counts('all').get('') ?? 0, nodes, edges };
}
