import type { CrmCallContext, CrmCardKind, CrmStage } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { toStage } from './card-mapping.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowOf, rowsOf, textOf } from './rows.ts';

/** Stages of a portal's funnels. */
export class PortalStages {
  constructor(private readonly rest: Bitrix24RestClient) {}

  /** Of all funnels that cards of a kind have, in the portal's order. */
  async list(kind: CrmCardKind, context: CrmCallContext): Promise<CrmStage[]> {
    if (kind === 'lead') return this.stagesOf('STATUS', null, context);
    const { result } = await this.rest.read('crm.category.list', { entityTypeId: 2 }, context);
    const stages: CrmStage[] = [];
    for (const funnel of rowsOf(rowOf(result)?.categories)) {
      const number = textOf(funnel.id) ?? '0';
      const directory = number === '0' ? 'DEAL_STAGE' : `DEAL_STAGE_${number}`;
      stages.push(...(await this.stagesOf(directory, textOf(funnel.name), context)));
    }
    return stages;
  }

  /**
   * Runs a write that puts a card into a stage. A portal refuses a stage that was deleted with the words of any wrong value, so
   * after a refusal, and only then, it is asked whether the stage is there.
   *
   * @throws VoronkaError `Crm.StageGone` naming the stage when it is not; else what the write failed with
   */
  async requiring<T>(
    kind: CrmCardKind,
    statusId: string,
    context: CrmCallContext,
    write: () => Promise<T>,
  ): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (await this.isMissing(error, kind, statusId, context)) {
        throw new VoronkaError('Crm.StageGone', 'the portal has no such stage any more', { stage: statusId });
      }
      throw error;
    }
  }

  private async isMissing(
    error: unknown,
    kind: CrmCardKind,
    statusId: string,
    context: CrmCallContext,
  ): Promise<boolean> {
    if (!(error instanceof VoronkaError) || error.code !== 'Crm.Rejected') return false;
    if (error.details.reason !== 'invalid') return false;
    try {
      return !(await this.list(kind, context)).some(({ id }) => id === statusId);
    } catch {
      // The refusal itself says more than that nobody could tell why.
      return false;
    }
  }

  private async stagesOf(directory: string, funnel: string | null, context: CrmCallContext): Promise<CrmStage[]> {
    const params = { filter: { ENTITY_ID: directory }, order: { SORT: 'ASC' } };
    const { result } = await this.rest.read('crm.status.list', params, context);
    return rowsOf(result)
      .filter((row) => textOf(row.ENTITY_ID) === directory)
      .map((row) => toStage(row, funnel))
      .sort((a, b) => a.sort - b.sort);
  }
}
