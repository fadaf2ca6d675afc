import { firstStatus, isClosed, lostStatusId, mainPipeline, nowSeconds, wonStatusId } from '../account.ts';
import type { Account } from '../account.ts';
import type { ItemReader } from '../input/item-reader.ts';
import type { Lead } from '../model.ts';

/** What a request says about the place of a lead. */
export type LeadPlace = Pick<Lead, 'pipelineId' | 'statusId' | 'lossReasonId'>;

/**
 * Reads pipeline, status and reason of loss. Without a pipeline the lead stays in its own, a new one goes to the main
 * one; a pipeline alone means its first status. A status of another pipeline is no choice, 142 and 143 are one in each.
 *
 * @param current `null` for a new lead
 */
export function readPlace(account: Account, current: Lead | null, reader: ItemReader): LeadPlace {
  const pipelineId = reader.integer('pipeline_id') ?? current?.pipelineId ?? mainPipeline(account).id;
  const pipeline = account.pipelines.get(pipelineId);
  const staying = current?.pipelineId === pipelineId ? current : null;
  const fallback = { pipelineId, statusId: 0, lossReasonId: null };
  if (!pipeline || pipeline.isArchive) {
    reader.refuseChoice('pipeline_id');
    return fallback;
  }
  const statusId = reader.integer('status_id') ?? staying?.statusId ?? firstStatus(pipeline).id;
  const status = pipeline.statuses.find((row) => row.id === statusId);
  // «Неразобранное» is entered by its own methods; a lead that is there may be changed otherwise.
  const isAllowed = status && (status.type === 0 || staying?.statusId === statusId);
  if (!isAllowed) reader.refuseChoice('status_id');
  return { pipelineId, statusId, lossReasonId: readLossReason(account, staying, statusId, reader) };
}

/** The lead at its new place, with the moment of closing that follows from it. */
export function placed(account: Account, lead: Lead, place: LeadPlace): Lead {
  const moved = { ...lead, ...place };
  if (!isClosed(moved)) return { ...moved, closedAt: null };
  return { ...moved, closedAt: isClosed(lead) && lead.closedAt !== null ? lead.closedAt : nowSeconds(account) };
}

function readLossReason(account: Account, current: Lead | null, statusId: number, reader: ItemReader): number | null {
  const named = reader.integer('loss_reason_id');
  if (named !== undefined && (statusId !== lostStatusId || !account.lossReasons.get(named)))
    reader.refuseChoice('loss_reason_id');
  if (statusId !== lostStatusId || reader.isNull('loss_reason_id')) return null;
  return named ?? current?.lossReasonId ?? null;
}

/** Whether leads of that status are finished. */
export const isFinal = (statusId: number): boolean => statusId === wonStatusId || statusId === lostStatusId;
