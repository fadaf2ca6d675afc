import type { EntityManager } from '@mikro-orm/postgresql';
import { subFlowIdsOf } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { Flow } from '../entities/setup.entities.ts';
import { rows } from './sql.ts';

/** A published flow. */
interface LiveFlow {
  id: string;
  live: FlowGraph;
}

/** The flow itself, if it is published, and the published flows that run it as a sub-flow, through others too. */
export async function flowsRunning(em: EntityManager, workspaceId: string, flowId: string): Promise<LiveFlow[]> {
  const found = await em.find(Flow, { workspaceId, live: { $ne: null } }, { orderBy: { id: 'asc' } });
  const flows = found.flatMap(({ id, live }) => (live ? [{ id, live }] : []));
  const running = new Set([flowId]);
  for (let known = 0; known < running.size;) {
    known = running.size;
    for (const { id, live } of flows) if (subFlowIdsOf(live).some((inner) => running.has(inner))) running.add(id);
  }
  return flows.filter(({ id }) => running.has(id));
}

/** Ids of the channels whose assistant uses one of the flows, in one order. */
export async function channelsOf(em: EntityManager, flowIds: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    em,
    `select c.id from channels c join assistants a on a.id = c.assistant_id
     where a.flow_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by c.id`,
    [JSON.stringify(flowIds)],
  );
  return found.map(({ id }) => id);
}
