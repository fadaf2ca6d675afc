import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import type {
  DraftBundle,
  Flow,
  FlowFinding,
  FlowImpact,
  FlowTraffic,
  FlowVersion,
  PublishedFlow,
} from '@voronka/contracts';
import { diffFlows } from '@voronka/domain';
import type { FlowDiff, FlowGraph } from '@voronka/domain';
import {
  BundleCache,
  FlowProblemError,
  FlowStore,
  readDraftBundle,
  readFlow,
  readFlowImpact,
  readFlowTraffic,
  readFlowVersion,
} from '@voronka/persistence';
import type { Database, FlowDeed, PublishedVersion } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { actorOf } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueMover } from '../dialogues/dialogue-mover.ts';
import type { OpenDialogues } from '../dialogues/dialogue-mover.ts';
import { DraftConflictError } from '../http/api-fault.ts';
import { checkFlow, refuseErrors } from './flow-check.ts';

/** Drafts, their check, and publishing. */
@Injectable()
export class FlowsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FlowStore) private readonly flows: FlowStore,
    @Inject(BundleCache) private readonly bundles: BundleCache,
    @Inject(DialogueMover) private readonly mover: DialogueMover,
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
    return checkFlow(this.database.em.fork(), workspaceId, flowId, draft.graph);
  }

  /**
   * What the saved draft would be published with, for the simulator.
   *
   * @param channelId one of the flow's channels; null: the first
   * @throws VoronkaError `Request.NotFound`, FieldsError `Flow.Invalid` naming the node of each error
   */
  async draftBundle(workspaceId: string, flowId: string, channelId: string | null): Promise<DraftBundle> {
    const { draft } = await this.read(workspaceId, flowId);
    const em = this.database.em.fork();
    refuseErrors(await checkFlow(em, workspaceId, flowId, draft.graph));
    const bundle = await readDraftBundle(em, { workspaceId, flowId, channelId }, draft.graph);
    if (!bundle) throw new VoronkaError('Request.NotFound', 'the flow has no such channel');
    return bundle;
  }

  /** @throws VoronkaError `Request.NotFound` */
  async traffic(
    workspaceId: string,
    flowId: string,
    period: { from: string; to?: string | undefined },
  ): Promise<FlowTraffic> {
    const traffic = await readFlowTraffic(this.database.em.fork(), this.bundles, { workspaceId, flowId }, period);
    if (!traffic) throw new VoronkaError('Request.NotFound', 'no flow with this id');
    return traffic;
  }

  /** @throws DraftConflictError with what somebody else saved; VoronkaError `Flow.Archived` */
  async saveDraft(person: Person, flowId: string, revision: number, graph: FlowGraph): Promise<Flow> {
    await this.flows.saveDraft(deedOf(person, flowId), revision, graph).catch(this.tellNewest(person, flowId));
    return this.read(person.workspace.id, flowId);
  }

  /** What moving open dialogues to the draft would do. */
  async draftImpact(workspaceId: string, flowId: string): Promise<FlowImpact> {
    const { draft } = await this.read(workspaceId, flowId);
    return readFlowImpact(this.database.em.fork(), this.bundles, { workspaceId, flowId }, draft.graph);
  }

  /** @throws VoronkaError `Request.NotFound` */
  async version(workspaceId: string, flowId: string, number: number): Promise<FlowVersion> {
    const version = await readFlowVersion(this.database.em.fork(), { workspaceId, flowId }, number);
    if (!version) throw new VoronkaError('Request.NotFound', 'the flow has no such version');
    return version;
  }

  /** What moving open dialogues to an earlier version would do. */
  async versionImpact(workspaceId: string, flowId: string, number: number): Promise<FlowImpact> {
    const { graph } = await this.version(workspaceId, flowId, number);
    return readFlowImpact(this.database.em.fork(), this.bundles, { workspaceId, flowId }, graph);
  }

  /** What publishing the draft would change; everything, while nothing is published. */
  async draftDiff(workspaceId: string, flowId: string): Promise<FlowDiff> {
    const { draft, live } = await this.read(workspaceId, flowId);
    return diffFlows(live?.graph ?? nothing, draft.graph);
  }

  /** What a version changed against the one before it. @throws VoronkaError `Request.NotFound` */
  async versionDiff(workspaceId: string, flowId: string, number: number): Promise<FlowDiff> {
    const { graph } = await this.version(workspaceId, flowId, number);
    const before = number > 1 ? await this.version(workspaceId, flowId, number - 1) : null;
    return diffFlows(before?.graph ?? nothing, graph);
  }

  /** @throws DraftConflictError, VoronkaError `Flow.Archived`, FieldsError `Flow.Invalid` with the findings */
  publish(
    person: Person,
    flowId: string,
    wish: { revision: number; note: string; openDialogues: OpenDialogues },
  ): Promise<PublishedFlow> {
    return this.published(person, flowId, wish.openDialogues, () =>
      this.flows.publish(deedOf(person, flowId), wish.revision, wish.note, this.checkOf(person, flowId)),
    ).catch(this.tellNewest(person, flowId));
  }

  /** Publishes an earlier version again. @throws as {@link publish}, and `Request.NotFound` for an unknown version */
  restore(
    person: Person,
    flowId: string,
    wish: { number: number; note: string; openDialogues: OpenDialogues },
  ): Promise<PublishedFlow> {
    return this.published(person, flowId, wish.openDialogues, () =>
      this.flows.restore(deedOf(person, flowId), wish.number, wish.note, this.checkOf(person, flowId)),
    );
  }

  /** Back to what is published. */
  async discardDraft(person: Person, flowId: string): Promise<Flow> {
    await this.flows.discardDraft(deedOf(person, flowId));
    return this.read(person.workspace.id, flowId);
  }

  private checkOf(person: Person, flowId: string) {
    return async (em: Database['em'], graph: FlowGraph): Promise<void> =>
      refuseErrors(await checkFlow(em, person.workspace.id, flowId, graph));
  }

  /** Answers a save that came too late with the draft that came first. */
  private tellNewest(person: Person, flowId: string) {
    return async (error: unknown): Promise<never> => {
      if (!(error instanceof VoronkaError) || error.code !== 'Flow.DraftChanged') throw error;
      throw new DraftConflictError((await this.read(person.workspace.id, flowId)).draft);
    };
  }

  private async published(
    person: Person,
    flowId: string,
    openDialogues: OpenDialogues,
    publish: () => Promise<PublishedVersion>,
  ): Promise<PublishedFlow> {
    const { number, bundles } = await publish().catch((error: unknown) => {
      if (error instanceof FlowProblemError) refuseErrors([...error.findings]);
      throw error;
    });
    const channelIds = bundles.map(({ channelId }) => channelId);
    const moved = await this.mover.settle(person, openDialogues, channelIds);
    return { ...(await this.read(person.workspace.id, flowId)), version: number, moved };
  }
}

const nothing: FlowGraph = { nodes: [], edges: [] };

/** A person's deed at a flow, as the stores want it. */
export function deedOf(person: Person, flowId: string): FlowDeed {
  return {
    workspaceId: person.workspace.id,
    flowId,
    actor: actorOf(person),
    correlationId: correlationId() ?? '',
  };
}
