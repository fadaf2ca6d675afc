import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { VoronkaError } from '@voronka/contracts';
import type {
  createSignalSchema,
  MoveReport,
  SavedFunnelSignals,
  SavedSignal,
  saveFunnelSignalsSchema,
  SignalSetup,
  updateSignalSchema,
} from '@voronka/contracts';
import type { SignalDeclaration } from '@voronka/domain';
import { listFunnels, listSignals, readFunnelSignals, SignalInUseError, SignalStore } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueMover } from '../dialogues/dialogue-mover.ts';
import { FieldsError } from '../http/api-fault.ts';
import { deedOf } from '../setup/setup.service.ts';
import { signalProblems } from './signal-check.ts';

/** The workspace's catalogue of signals, and the stages that funnels bind to them. */
@Injectable()
export class SignalsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SignalStore) private readonly signals: SignalStore,
    @Inject(DialogueMover) private readonly mover: DialogueMover,
  ) {}

  /** @throws FieldsError `Request.Invalid`, VoronkaError `Request.Conflict` for a name that is taken */
  async create(person: Person, body: z.output<typeof createSignalSchema>): Promise<SavedSignal> {
    const { enabled, openDialogues, ...declaration } = body;
    await this.check(person, declaration);
    const channelIds = await this.signals.create(deedOf(person), declaration, enabled);
    const moved = await this.mover.settle(person, openDialogues, channelIds);
    return { signal: await this.find(person, declaration.name), moved };
  }

  /** @throws FieldsError `Request.Invalid`, `Signal.InUse`; VoronkaError `Request.NotFound` */
  async update(person: Person, name: string, body: z.output<typeof updateSignalSchema>): Promise<SavedSignal> {
    const { enabled, openDialogues, ...rest } = body;
    const declaration = { name, ...rest };
    await this.find(person, name);
    await this.check(person, declaration);
    const saving = this.signals.update(deedOf(person), declaration, enabled);
    const moved = await this.mover.settle(person, openDialogues, await saving.catch(tellUsers));
    return { signal: await this.find(person, name), moved };
  }

  /** @throws FieldsError `Signal.InUse`, VoronkaError `Request.NotFound` */
  async remove(person: Person, name: string): Promise<void> {
    await this.signals.remove(deedOf(person), name).catch(tellUsers);
  }

  /** @throws VoronkaError `Request.NotFound` */
  async stagesOf(person: Person, funnelId: string): Promise<Record<string, string>> {
    const stages = await readFunnelSignals(this.database.em.fork(), { workspaceId: person.workspace.id, funnelId });
    if (!stages) throw new VoronkaError('Request.NotFound', 'no funnel with this id');
    return stages;
  }

  /** @throws VoronkaError `Request.NotFound`, `Request.Invalid` for an unknown signal or stage */
  async saveStages(
    person: Person,
    funnelId: string,
    body: z.output<typeof saveFunnelSignalsSchema>,
  ): Promise<SavedFunnelSignals> {
    const channelIds = await this.signals.saveStages(deedOf(person), funnelId, body.stages);
    const moved: MoveReport | null = await this.mover.settle(person, body.openDialogues, channelIds);
    return { stages: await this.stagesOf(person, funnelId), moved };
  }

  private async find(person: Person, name: string): Promise<SignalSetup> {
    const all = await listSignals(this.database.em.fork(), person.workspace.id);
    const found = all.find((signal) => signal.name === name);
    if (!found) throw new VoronkaError('Request.NotFound', 'no signal with this name');
    return found;
  }

  private async check(person: Person, declaration: SignalDeclaration): Promise<void> {
    const problems = signalProblems(declaration, await listFunnels(this.database.em.fork(), person.workspace.id));
    if (problems.length > 0) throw new FieldsError('Request.Invalid', problems);
  }
}

/** Names the flows that use a signal. */
function tellUsers(error: unknown): never {
  if (!(error instanceof SignalInUseError)) throw error;
  throw new FieldsError(
    'Signal.InUse',
    error.flows.map(({ name }) => ({
      path: 'name',
      message: { ru: `сигнал нужен сценарию «${name.ru}»`, en: `the flow "${name.en}" needs the signal` },
    })),
  );
}
