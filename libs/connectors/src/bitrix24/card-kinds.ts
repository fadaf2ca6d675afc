import type { CrmCardKind } from '@voronka/contracts';

/** What the vendor calls the parts of one kind of card. */
export interface CardNames {
  /** `crm.{method}.add`; also the name in timelines. */
  method: 'lead' | 'deal';
  /** Number of the kind in to-dos and universal methods. */
  typeId: 1 | 2;
  stageField: 'STATUS_ID' | 'STAGE_ID';
  semanticsField: 'STATUS_SEMANTIC_ID' | 'STAGE_SEMANTIC_ID';
}

/** The kinds of card, as the vendor names them. */
export const cardNames: Readonly<Record<CrmCardKind, CardNames>> = {
  lead: { method: 'lead', typeId: 1, stageField: 'STATUS_ID', semanticsField: 'STATUS_SEMANTIC_ID' },
  deal: { method: 'deal', typeId: 2, stageField: 'STAGE_ID', semanticsField: 'STAGE_SEMANTIC_ID' },
};

/** Number of contacts in to-dos. */
export const contactTypeId = 3;

/** The funnel of a deal stage: `C5:NEW` is of funnel 5, a stage without a prefix of the general one. */
export function funnelOfStage(stageId: string): number {
  return Number(/^C(\d+):/.exec(stageId)?.[1] ?? 0);
}
