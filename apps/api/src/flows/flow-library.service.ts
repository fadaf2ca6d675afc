import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { VoronkaError } from '@voronka/contracts';
import type { bindFlowSchema, BoundFlow, CreateFlow, Flow, FlowFile } from '@voronka/contracts';
import { emptyFlow, flowTemplates } from '@voronka/domain';
import type { FlowGraph, LocalizedText, TemplatePlace } from '@voronka/domain';
import {
  FlowBindingStore,
  FlowInUseError,
  FlowLibraryStore,
  FlowProblemError,
  listFunnels,
  listSignals,
  SharedAssistantError,
} from '@voronka/persistence';
import type { Database, FlowUser } from '@voronka/persistence';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueMover } from '../dialogues/dialogue-mover.ts';
import { FieldsError } from '../http/api-fault.ts';
import { deedOf as setupDeedOf } from '../setup/setup.service.ts';
import { checkFlow, refuseErrors } from './flow-check.ts';
import { fileOf, readFlowFile } from './flow-file.ts';
import { deedOf, FlowsService } from './flows.service.ts';

/** Makes, names, copies, exports, imports and puts away flows, and binds them to channels. */
@Injectable()
export class FlowLibraryService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FlowLibraryStore) private readonly library: FlowLibraryStore,
    @Inject(FlowBindingStore) private readonly bindings: FlowBindingStore,
    @Inject(FlowsService) private readonly flows: FlowsService,
    @Inject(DialogueMover) private readonly mover: DialogueMover,
  ) {}

  /** @throws VoronkaError `Request.NotFound` for an unknown flow to copy */
  async create(person: Person, { name, from }: CreateFlow): Promise<Flow> {
    const graph = await this.drawingOf(person.workspace.id, from);
    return this.made(person, { name, graph, origin: from });
  }

  /** @throws FieldsError `Flow.FileInvalid` */
  async import(person: Person, content: string): Promise<Flow> {
    const { name, flow } = readFlowFile(content);
    return this.made(person, { name, graph: flow, origin: { kind: 'file' } });
  }

  /** @throws VoronkaError `Request.NotFound`, `Flow.NotPublished` */
  async export(workspaceId: string, flowId: string, of: 'draft' | 'live'): Promise<FlowFile> {
    const { name, draft, live } = await this.flows.read(workspaceId, flowId);
    const graph = of === 'live' ? live?.graph : draft.graph;
    if (!graph) throw new VoronkaError('Flow.NotPublished', 'nothing is published of the flow');
    return fileOf(name, graph);
  }

  /** @throws VoronkaError `Request.NotFound` */
  async rename(person: Person, flowId: string, name: LocalizedText): Promise<Flow> {
    await this.library.rename(deedOf(person, flowId), name);
    return this.flows.read(person.workspace.id, flowId);
  }

  /** @throws VoronkaError `Request.NotFound`, FieldsError `Flow.InUse` naming what uses it */
  async archive(person: Person, flowId: string): Promise<Flow> {
    await this.library.archive(deedOf(person, flowId)).catch((error: unknown) => {
      if (error instanceof FlowInUseError) throw new FieldsError('Flow.InUse', error.users.map(useProblem));
      throw error;
    });
    return this.flows.read(person.workspace.id, flowId);
  }

  /** @throws VoronkaError `Request.NotFound` */
  async unarchive(person: Person, flowId: string): Promise<Flow> {
    await this.library.unarchive(deedOf(person, flowId));
    return this.flows.read(person.workspace.id, flowId);
  }

  /**
   * @throws VoronkaError `Request.NotFound`, `Flow.NotPublished`, `Flow.Archived`, `Channel.AssistantMissing`; FieldsError
   *   `Channel.AssistantShared` naming the other channels, `Flow.Invalid` for a flow that would not run there
   */
  async bind(person: Person, channelId: string, wish: z.output<typeof bindFlowSchema>): Promise<BoundFlow> {
    const { flowId, allChannels, openDialogues } = wish;
    const check = async (em: Database['em'], graph: FlowGraph): Promise<void> =>
      refuseErrors(await checkFlow(em, person.workspace.id, flowId, graph));
    const channels = await this.bindings
      .bind(setupDeedOf(person), { channelId, flowId, allChannels }, check)
      .catch(tellBindingProblem);
    const moved = await this.mover.settle(
      person,
      openDialogues,
      channels.map(({ id }) => id),
    );
    return { flowId, channels, moved };
  }

  private async made(person: Person, flow: Parameters<FlowLibraryStore['create']>[1]): Promise<Flow> {
    const id = await this.library.create(setupDeedOf(person), flow);
    return this.flows.read(person.workspace.id, id);
  }

  private async drawingOf(workspaceId: string, from: CreateFlow['from']): Promise<FlowGraph> {
    switch (from.kind) {
      case 'empty':
        return emptyFlow();
      case 'template':
        return flowTemplates[from.template].draw(await this.placeOf(workspaceId));
      case 'copy':
        return (await this.flows.read(workspaceId, from.flowId)).draft.graph;
    }
  }

  /** The first funnel, against which a flow without a channel is checked too. */
  private async placeOf(workspaceId: string): Promise<TemplatePlace> {
    const em = this.database.em.fork();
    const [funnel] = (await listFunnels(em, workspaceId)).sort((one, other) => (one.id < other.id ? -1 : 1));
    const signals = await listSignals(em, workspaceId);
    return { stages: funnel?.stages ?? [], signals: signals.filter(({ enabled }) => enabled) };
  }
}

const userWords: Readonly<Record<FlowUser['kind'], LocalizedText>> = {
  channel: { ru: 'по нему работает канал', en: 'it leads the channel' },
  assistant: { ru: 'с ним работает ассистент', en: 'it is used by the assistant' },
  flow: { ru: 'он входит в сценарий', en: 'it is part of the flow' },
};

function useProblem({ kind, name }: FlowUser) {
  const words = userWords[kind];
  return { path: kind, message: { ru: `${words.ru} «${name.ru}»`, en: `${words.en} "${name.en}"` } };
}

function tellBindingProblem(error: unknown): never {
  if (error instanceof FlowProblemError) refuseErrors([...error.findings]);
  if (!(error instanceof SharedAssistantError)) throw error;
  const names = error.channelNames;
  const message = {
    ru: `«${error.assistantName}» ведёт и ${names.map((name) => `«${name}»`).join(', ')}`,
    en: `"${error.assistantName}" leads ${names.map((name) => `"${name}"`).join(', ')}, too`,
  };
  throw new FieldsError('Channel.AssistantShared', [{ path: 'allChannels', message }]);
}
