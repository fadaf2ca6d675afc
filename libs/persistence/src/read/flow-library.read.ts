import type { EntityManager } from '@mikro-orm/postgresql';
import { subFlowIdsOf } from '@voronka/domain';
import type { FlowGraph, FlowLibrary } from '@voronka/domain';
import { Flow } from '../entities/setup.entities.ts';

/**
 * The published flows that a flow runs, and those that these run: what `drawInSubFlows` needs. Flows that are not
 * published, or not of this workspace, are not in it.
 */
export async function readFlowLibrary(em: EntityManager, workspaceId: string, graph: FlowGraph): Promise<FlowLibrary> {
  const library = new Map<string, FlowGraph>();
  const asked = new Set<string>();
  let wanted = subFlowIdsOf(graph);
  while (wanted.length > 0) {
    for (const id of wanted) asked.add(id);
    const flows = await em.find(Flow, { workspaceId, id: { $in: wanted.filter(isUuid) } });
    const published = flows.flatMap(({ id, live }) => (live ? [[id, live] as const] : []));
    for (const [id, live] of published) library.set(id, live);
    wanted = [...new Set(published.flatMap(([, live]) => subFlowIdsOf(live)))].filter((id) => !asked.has(id));
  }
  return library;
}

/** PostgreSQL refuses to compare a uuid with anything else; a flow names others by any text. */
function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(id);
}
