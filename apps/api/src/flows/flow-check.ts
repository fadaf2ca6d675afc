import type { FlowFinding } from '@voronka/contracts';
import { validateFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { readFlowSurroundings } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { checkPattern } from '@voronka/rules-engine';
import { FieldsError } from '../http/api-fault.ts';

/** Findings for every channel that runs the flow, each told once. */
export async function checkFlow(
  em: Database['em'],
  workspaceId: string,
  flowId: string,
  draft: FlowGraph,
): Promise<FlowFinding[]> {
  const surroundings = await readFlowSurroundings(em, workspaceId, flowId, draft);
  const findings = surroundings.flatMap((place) => validateFlow(draft, { ...place, checkPattern }));
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
