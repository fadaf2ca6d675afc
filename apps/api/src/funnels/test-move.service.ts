import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { VoronkaError } from '@voronka/contracts';
import type { CrmConnectorProvider, TestMoveReport, testMoveSchema } from '@voronka/contracts';
import { appendAudit, cardPageOf, isCardBusy } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import type { Person } from '../auth/principal.ts';
import { CRM_CONNECTORS, DATABASE } from '../core/tokens.ts';
import { FieldsError } from '../http/api-fault.ts';
import { deedOf } from '../setup/setup.service.ts';
import { CrmStages } from './crm-stages.ts';
import { FunnelsService } from './funnels.service.ts';
import { StageMappingService } from './stage-mapping.service.ts';
import type { MappingKey } from './stage-mapping.service.ts';
import { runTestMove } from './test-move.ts';

/** Tries a status of a CRM with a real card. */
@Injectable()
export class TestMoveService {
  private readonly running = new Set<string>();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CRM_CONNECTORS) private readonly connectors: CrmConnectorProvider,
    @Inject(CrmStages) private readonly crmStages: CrmStages,
    @Inject(FunnelsService) private readonly funnels: FunnelsService,
    @Inject(StageMappingService) private readonly mappings: StageMappingService,
  ) {}

  /**
   * Both ends of the test are in the audit log, so that a card which the end of this process left in the other status can be
   * found. A card that a dialogue is working on is left alone: the dialogue would take the test for a person's move.
   *
   * @throws VoronkaError `Request.NotFound`, `Crm.Paused` for an integration that is off, `Crm.Busy`, `Crm.NotConfigured`
   * @throws FieldsError `Request.Invalid` for a status that the CRM does not have
   */
  async run(person: Person, key: MappingKey, body: z.output<typeof testMoveSchema>): Promise<TestMoveReport> {
    const workspaceId = person.workspace.id;
    await this.funnels.detail(workspaceId, key.funnelId);
    const integration = await this.mappings.integration(workspaceId, key.integrationId);
    if (!integration.enabled) throw new VoronkaError('Crm.Paused', 'the integration is off');
    const crm = await this.connectors.forIntegration(integration.id);
    await this.requireStatus(workspaceId, integration.id, body);
    const card = { kind: body.card, id: body.cardId };
    const name = `${integration.id}:${card.kind}:${card.id}`;
    const em = this.database.em.fork();
    if (this.running.has(name) || (await isCardBusy(em, { integrationId: integration.id, ...card }))) {
      throw new VoronkaError('Crm.Busy', 'a dialogue or another test works on this card');
    }
    this.running.add(name);
    try {
      const audit = { ...deedOf(person), target: `integration:${integration.id}` };
      const detail = { card: card.kind, cardId: card.id, statusId: body.statusId };
      await appendAudit(em, { ...audit, action: 'integration.testMove.begin', detail });
      const url = cardPageOf(integration, card.kind, card.id);
      const context = { correlationId: correlationId() ?? '', lane: 'interactive' } as const;
      const report = await runTestMove(crm, { card, statusId: body.statusId, url }, context, async (ms) => {
        await sleep(ms);
      });
      const from = report.card?.statusId ?? null;
      await appendAudit(em, { ...audit, action: 'integration.testMove', detail: { ...detail, from, end: report.end } });
      return report;
    } finally {
      this.running.delete(name);
    }
  }

  private async requireStatus(
    workspaceId: string,
    integrationId: string,
    { card, statusId }: z.output<typeof testMoveSchema>,
  ): Promise<void> {
    const { statuses, failure } = await this.crmStages.read(workspaceId, { integrationId, card }, { fresh: false });
    if (statuses === null) throw failure ?? new VoronkaError('Crm.NotConfigured', 'nothing is known of the CRM');
    if (statuses.some(({ id }) => id === statusId)) return;
    const message = { ru: 'такого статуса в CRM нет', en: 'the CRM has no such status' };
    throw new FieldsError('Request.Invalid', [{ path: 'statusId', message }]);
  }
}
