import type { FlowFinding } from '@voronka/contracts';
import { validateFlow } from '@voronka/domain';
import { subFlowIdsOf } from '@voronka/domain';
import type { FlowGraph, ValidationSurroundings } from '@voronka/domain';
import { listFlows, readFlowSurroundings } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { checkPattern } from '@voronka/rules-engine';
import { FieldsError } from '../http/api-fault.ts';

type KnownFlow = NonNullable<ValidationSurroundings['flows']>[number];

/** Archived flows run on where others call them, so a drawing with such calls is checked against them too. */
async function archivedFlows(em: Database['em'], workspaceId: string, draft: FlowGraph): Promise<KnownFlow[]> {
  if (subFlowIdsOf(draft).length === 0) return [];
  const flows = await listFlows(em, workspaceId);
  return flows
    .filter(({ archivedAt }) => archivedAt !== null)
    .map(({ id, publishedAt }) => ({ id, published: publishedAt !== null, archived: true }));
}

/** Findings for every channel that runs the flow, each told once. */
export async function checkFlow(
  em: Database['em'],
  workspaceId: string,
  flowId: string,
  draft: FlowGraph,
): Promise<FlowFinding[]> {
  const surroundings = await readFlowSurroundings(em, workspaceId, flowId, draft);
  const archived = await archivedFlows(em, workspaceId, draft);
  const findings = surroundings.flatMap((place) => {
    return validateFlow(draft, { ...place, flows: [...(place.flows ?? []), ...archived], checkPattern });
  });
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** @throws FieldsError `Flow.Invalid` naming the node of each error */
export function refuseErrors(findings: FlowFinding[]): void {
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return;
  throw new FieldsError(
    'Flow.Invalid',
    errors.map(({ nodeId, message, hint }) => ({
      path: nodeId === null ? 'graph' : `graph.nodes.${nodeId}`,
      message: { ru: `${message.ru}. ${hint.ru}`, en: `${message.en}. ${hint.en}` },
    })),
  );
}
