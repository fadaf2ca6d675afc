import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import type { Flow, FlowFinding } from '@voronka/contracts';
import { validateFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { FlowStore, readFlow, readFlowSurroundings } from '@voronka/persistence';
import type { Database, FlowDeed } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { checkPattern } from '@voronka/rules-engine';
import { actorOf } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { FieldsError } from '../http/api-fault.ts';

/** Drafts, their check, and publishing. */
@Injectable()
export class FlowsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FlowStore) private readonly flows: FlowStore,
  ) {}

  /** @throws VoronkaError `Request.NotFound` */
  async read(workspaceId: string, flowId: string): Promise<Flow> {
    const flow = await readFlow(this.database.em.fork(), workspaceId, flowId);
    if (!flow) throw new VoronkaError('Request.NotFound', 'no flow with this id');
    return flow;
  }

  /** The check of the draft. */
  async findings(workspaceId: string, flowId: string): Promise<FlowFinding[]> {
    const { draft } = await this.read(workspaceId, flowId);
    return check(this.database.em.fork(), workspaceId, flowId, draft.graph);
  }

  /** @throws VoronkaError `Flow.DraftChanged` */
  async saveDraft(person: Person, flowId: string, revision: number, graph: FlowGraph): Promise<Flow> {
    await this.flows.saveDraft(deedOf(person, flowId), revision, graph);
    return this.read(person.workspace.id, flowId);
  }

  /** @throws VoronkaError `Flow.DraftChanged`, FieldsError `Flow.Invalid` with the findings */
  async publish(person: Person, flowId: string, revision: number, note: string): Promise<Flow> {
    await this.flows.publish(deedOf(person, flowId), revision, note, async (em, draft) =>
      refuseErrors(await check(em, person.workspace.id, flowId, draft)),
    );
    return this.read(person.workspace.id, flowId);
  }

  /** Back to what is published. */
  async discardDraft(person: Person, flowId: string): Promise<Flow> {
    await this.flows.discardDraft(deedOf(person, flowId));
    return this.read(person.workspace.id, flowId);
  }
}

function deedOf(person: Person, flowId: string): FlowDeed {
  return {
    workspaceId: person.workspace.id,
    flowId,
    actor: actorOf(person),
    correlationId: correlationId() ?? '',
  };
}

/** Findings for every channel that runs the flow, each told once. */
async function check(
  em: Database['em'],
  workspaceId: string,
  flowId: string,
  draft: FlowGraph,
): Promise<FlowFinding[]> {
  const surroundings = await readFlowSurroundings(em, workspaceId, flowId);
  const findings = surroundings.flatMap((place) => validateFlow(draft, { ...place, checkPattern }));
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function refuseErrors(findings: FlowFinding[]): void {
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
