import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { errorTexts, VoronkaError } from '@voronka/contracts';
import type {
  CrmCardKind,
  IntegrationSetup,
  SavedStageMapping,
  saveStageMappingSchema,
  StageMappingSetup,
  stageMappingQuerySchema,
} from '@voronka/contracts';
import { mappingRowsOf, suggestMapping } from '@voronka/domain';
import type { StageMapping } from '@voronka/domain';
import { cardKindsOf, FunnelStore, listIntegrations, readStageMapping } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueMover } from '../dialogues/dialogue-mover.ts';
import { FieldsError } from '../http/api-fault.ts';
import { deedOf } from '../setup/setup.service.ts';
import { CrmStages } from './crm-stages.ts';
import type { CrmStagesNow } from './crm-stages.ts';
import { FunnelsService } from './funnels.service.ts';

/** Which mapping. */
export interface MappingKey {
  funnelId: string;
  integrationId: string;
}

/** How stages are bound to a CRM's statuses. */
@Injectable()
export class StageMappingService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FunnelStore) private readonly store: FunnelStore,
    @Inject(FunnelsService) private readonly funnels: FunnelsService,
    @Inject(CrmStages) private readonly crmStages: CrmStages,
    @Inject(DialogueMover) private readonly mover: DialogueMover,
  ) {}

  /** @throws VoronkaError `Request.NotFound` for an unknown funnel or integration; the CRM's failures are in the answer */
  async read(
    workspaceId: string,
    key: MappingKey,
    query: z.output<typeof stageMappingQuerySchema>,
  ): Promise<StageMappingSetup> {
    const em = this.database.em.fork();
    const funnel = await this.funnels.detail(workspaceId, key.funnelId);
    const { id, name, enabled, portalUrl } = await this.integration(workspaceId, key.integrationId);
    const cardsInUse = await cardKindsOf(em, key);
    const wished = query.card ?? cardsInUse[0] ?? 'lead';
    const ask = (card: CrmCardKind) =>
      this.crmStages.read(workspaceId, { integrationId: id, card }, { fresh: query.fresh === 'true' });
    const [leads, wishedNow] = await Promise.all([this.crmStages.worksWithLeads(id), ask(wished)]);
    const card = leads ? wished : 'deal';
    const now = card === wished ? wishedNow : await ask(card);
    const mapping = await readStageMapping(em, key);
    const suggested = suggestMapping(funnel.stages, now.statuses ?? []);
    return {
      funnelId: funnel.id,
      integration: { id, name, enabled, portalUrl },
      card,
      cardsInUse: leads ? cardsInUse : cardsInUse.map(() => 'deal' as const).slice(0, 1),
      leads,
      statuses: now.statuses,
      readAt: now.readAt?.toISOString() ?? null,
      failure: now.failure && { code: now.failure.code, message: errorTexts[now.failure.code] },
      rows: mappingRowsOf(funnel.stages, mapping, now.statuses).map((row) => ({
        ...row,
        suggestion: suggested[row.stageKey] ?? null,
      })),
    };
  }

  /**
   * A status that was bound before may stay although the CRM has it no more: the other rows can be saved all the same.
   *
   * @throws VoronkaError `Request.NotFound`, a `Crm.*` code when the CRM's statuses have never been known
   * @throws FieldsError `Request.Invalid` naming the stages whose status the CRM does not have
   */
  async save(
    person: Person,
    key: MappingKey,
    body: z.output<typeof saveStageMappingSchema>,
  ): Promise<SavedStageMapping> {
    const workspaceId = person.workspace.id;
    const { id: integrationId } = await this.integration(workspaceId, key.integrationId);
    const before = await readStageMapping(this.database.em.fork(), key);
    const now = await this.crmStages.read(workspaceId, { integrationId, card: body.card }, { fresh: false });
    const wished = Object.fromEntries(
      Object.entries(body.mapping).filter((entry): entry is [string, string] => entry[1] !== null),
    );
    await this.requireKnown(workspaceId, key.funnelId, { wished, before, now });
    const channelIds = await this.store.saveMapping(deedOf(person), key, wished);
    const moved = await this.mover.settle(person, body.openDialogues, channelIds);
    return { ...(await this.read(workspaceId, key, { card: body.card })), moved };
  }

  /** @throws VoronkaError `Request.NotFound` */
  async integration(workspaceId: string, integrationId: string): Promise<IntegrationSetup> {
    const all = await listIntegrations(this.database.em.fork(), workspaceId, { hooksCanArrive: true });
    const found = all.find(({ id }) => id === integrationId);
    if (!found) throw new VoronkaError('Request.NotFound', 'no integration with this id');
    return found;
  }

  private async requireKnown(
    workspaceId: string,
    funnelId: string,
    { wished, before, now }: { wished: StageMapping; before: StageMapping; now: CrmStagesNow },
  ): Promise<void> {
    const changed = Object.entries(wished).filter(([stageKey, statusId]) => before[stageKey] !== statusId);
    if (changed.length === 0) return;
    if (now.statuses === null)
      throw now.failure ?? new VoronkaError('Crm.NotConfigured', 'nothing is known of the CRM');
    const known = new Set(now.statuses.map(({ id }) => id));
    const unknown = changed.filter(([, statusId]) => !known.has(statusId));
    if (unknown.length === 0) return;
    const { stages } = await this.funnels.detail(workspaceId, funnelId);
    throw new FieldsError(
      'Request.Invalid',
      unknown.map(([stageKey]) => {
        const name = stages.find(({ key }) => key === stageKey)?.name ?? { ru: stageKey, en: stageKey };
        return {
          path: `mapping.${stageKey}`,
          message: {
            ru: `Этап «${name.ru}»: такого статуса в CRM нет.`,
            en: `Stage "${name.en}": the CRM has no such status.`,
          },
        };
      }),
    );
  }
}
