import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { VoronkaError } from '@voronka/contracts';
import type { FunnelSetup, SavedFunnel, saveFunnelSchema } from '@voronka/contracts';
import type { LocalizedText, StageListProblem } from '@voronka/domain';
import { FunnelStore, readFunnel, StageInUseError, StageListError } from '@voronka/persistence';
import type { Database, StageUse, StageUser } from '@voronka/persistence';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueMover } from '../dialogues/dialogue-mover.ts';
import { FieldsError } from '../http/api-fault.ts';
import type { FieldProblem } from '../http/api-fault.ts';
import { deedOf } from '../setup/setup.service.ts';

/** Funnels and their stages. */
@Injectable()
export class FunnelsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FunnelStore) private readonly funnels: FunnelStore,
    @Inject(DialogueMover) private readonly mover: DialogueMover,
  ) {}

  /** @throws VoronkaError `Request.NotFound` */
  async detail(workspaceId: string, funnelId: string): Promise<FunnelSetup> {
    const funnel = await readFunnel(this.database.em.fork(), { workspaceId, funnelId });
    if (!funnel) throw new VoronkaError('Request.NotFound', 'no funnel with this id');
    return funnel;
  }

  /** A funnel with the usual stages. */
  async create(person: Person, name: LocalizedText): Promise<FunnelSetup> {
    return this.detail(person.workspace.id, await this.funnels.create(deedOf(person), name));
  }

  /** @throws VoronkaError `Request.NotFound`, `Request.Conflict`; FieldsError `Request.Invalid`, `Funnel.StageInUse` */
  async save(person: Person, funnelId: string, body: z.output<typeof saveFunnelSchema>): Promise<SavedFunnel> {
    const { openDialogues, ...change } = body;
    const channelIds = await this.funnels.save(deedOf(person), funnelId, change).catch(tellWhy);
    const moved = await this.mover.settle(person, openDialogues, channelIds);
    return { ...(await this.detail(person.workspace.id, funnelId)), moved };
  }
}

const problemTexts: Record<StageListProblem['what'], LocalizedText> = {
  nameTaken: { ru: 'этап с таким названием уже есть', en: 'another stage has this name' },
  closedBeforeOpen: {
    ru: 'открытый этап не может стоять после закрывающего',
    en: 'an open stage cannot come after one that closes cards',
  },
  unknownKey: { ru: 'такого этапа в воронке нет', en: 'the funnel has no such stage' },
  meaningChanged: {
    ru: 'что этап значит, изменить нельзя: добавьте новый',
    en: 'what a stage means cannot change: add a new one',
  },
  noOpenStage: { ru: 'нужен хотя бы один открытый этап', en: 'at least one stage has to be open' },
};

/** Points at the rows that do not fit, or names what still needs a stage. */
function tellWhy(error: unknown): never {
  if (error instanceof StageListError) {
    throw new FieldsError(
      'Request.Invalid',
      error.problems.map(({ at, what }) => ({
        path: at === null ? 'stages' : `stages.${at}`,
        message: problemTexts[what],
      })),
    );
  }
  if (error instanceof StageInUseError) throw new FieldsError('Funnel.StageInUse', error.uses.flatMap(usersOf));
  throw error;
}

function usersOf({ stage, users }: StageUse): FieldProblem[] {
  return users.map((user) => {
    const by = nameOf(user);
    return {
      path: `stages.${stage.key}`,
      message: {
        ru: `Этап «${stage.name.ru}» занят: ${by.ru}.`,
        en: `The stage "${stage.name.en}" is in use: ${by.en}.`,
      },
    };
  });
}

function nameOf(user: StageUser): LocalizedText {
  switch (user.kind) {
    case 'flow':
      return { ru: `сценарий «${user.name.ru}»`, en: `the flow "${user.name.en}"` };
    case 'signal':
      return { ru: `сигнал «${user.name.ru}»`, en: `the signal "${user.name.en}"` };
    case 'dialogues':
      return { ru: `открытых диалогов: ${user.count}`, en: `open dialogues: ${user.count}` };
  }
}
