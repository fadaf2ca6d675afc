import type { JsonObject } from '../../http/json.ts';
import { accountProfile, lostStatusId, wonStatusId } from '../account.ts';
import type { Account } from '../account.ts';
import { ApiError, validationFailed } from '../api-error.ts';
import { selfLink } from '../entities/card-view.ts';
import { assertValid, readItem, readItems } from '../input/item-reader.ts';
import type { ItemReader } from '../input/item-reader.ts';
import { listAnswer, wholeList } from '../lists/list-page.ts';
import { assertAdmin, noContent, ok, pathId, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { LossReason, Pipeline, PipelineStatus } from '../model.ts';
import { closedStatuses, unsortedStatus } from '../seed.ts';

/** Pipelines, their statuses and the reasons of loss. Changing them is for administrators. */
export const pipelineMethods: MethodTable = {
  'GET /api/v4/leads/pipelines': (call) =>
    wholeList(
      call,
      'pipelines',
      bySort(call.account.pipelines.all()).map((pipeline) => pipelineView(call, pipeline)),
    ),
  'GET /api/v4/leads/pipelines/{id}': getPipeline,
  'POST /api/v4/leads/pipelines': addPipelines,
  'DELETE /api/v4/leads/pipelines/{id}': deletePipeline,
  'GET /api/v4/leads/pipelines/{id}/statuses': listStatuses,
  'GET /api/v4/leads/pipelines/{id}/statuses/{statusId}': getStatus,
  'POST /api/v4/leads/pipelines/{id}/statuses': addStatuses,
  'PATCH /api/v4/leads/pipelines/{id}/statuses/{statusId}': renameStatus,
  'DELETE /api/v4/leads/pipelines/{id}/statuses/{statusId}': deleteStatus,
  'GET /api/v4/leads/loss_reasons': (call) =>
    listAnswer(call, 'loss_reasons', bySort(call.account.lossReasons.all()), (reason) => reasonView(call, reason)),
};

const bySort = <T extends { readonly sort: number }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => a.sort - b.sort);

function getPipeline(call: ApiCall): ApiAnswer {
  const pipeline = call.account.pipelines.get(pathId(call));
  return pipeline ? ok(pipelineView(call, pipeline)) : noContent;
}

function addPipelines(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  const { account } = call;
  const readers = readItems(call.body);
  const added = readers.map((reader) => addPipeline(account, reader));
  assertValid(readers);
  return ok({ _total_items: added.length, _embedded: { pipelines: added.map((row) => pipelineView(call, row)) } });
}

function addPipeline(account: Account, reader: ItemReader): Pipeline {
  const name = reader.text('name') ?? '';
  if (name === '') reader.refuseMissing('name');
  const statuses = (reader.object('_embedded')?.objects('statuses') ?? []).map((status, index) =>
    readStatus(account, status, (index + 2) * 10),
  );
  return account.pipelines.insert((id) => ({
    id,
    name,
    sort: reader.integer('sort') ?? account.pipelines.size + 1,
    isMain: false,
    isUnsortedOn: reader.flag('is_unsorted_on') ?? true,
    isArchive: false,
    duplicateControl: false,
    statuses: [
      unsortedStatus(account.counters.nextId()),
      ...(statuses.length > 0 ? statuses : [newStatus(account, 'Первичный контакт', '#99ccff', 20)]),
      ...closedStatuses,
    ],
  }));
}

function deletePipeline(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  const id = pathId(call);
  const pipeline = call.account.pipelines.get(id);
  if (!pipeline) throw noSuchChoice('id');
  if (call.account.leads.all().some((lead) => lead.pipelineId === id && !lead.isDeleted))
    throw new ApiError(422, 'Unprocessable Entity', 'Pipeline has leads');
  call.account.pipelines.delete(id);
  return noContent;
}

function listStatuses(call: ApiCall): ApiAnswer {
  const pipeline = existing(call);
  return wholeList(
    call,
    'statuses',
    bySort(pipeline.statuses).map((status) => statusView(call, pipeline, status)),
  );
}

function getStatus(call: ApiCall): ApiAnswer {
  const pipeline = existing(call);
  const status = pipeline.statuses.find((row) => row.id === pathId(call, 'statusId'));
  return status ? ok(statusView(call, pipeline, status)) : noContent;
}

function addStatuses(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  const pipeline = existing(call);
  const readers = readItems(call.body);
  const highest = Math.max(...pipeline.statuses.filter((status) => status.id > lostStatusId).map((row) => row.sort));
  const added = readers.map((reader, index) => readStatus(call.account, reader, highest + (index + 1) * 10));
  assertValid(readers);
  const changed = { ...pipeline, statuses: bySort([...pipeline.statuses, ...added]) };
  call.account.pipelines.put(changed);
  const rows = added.map((status) => statusView(call, changed, status));
  return ok({ _total_items: rows.length, _embedded: { statuses: rows } });
}

function renameStatus(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  const pipeline = existing(call);
  const id = pathId(call, 'statusId');
  const reader = readItem(call.body);
  const status = pipeline.statuses.find((row) => row.id === id);
  if (!status) throw noSuchChoice('id');
  const changed = {
    ...status,
    name: reader.text('name') ?? status.name,
    color: reader.text('color') ?? status.color,
    sort: reader.integer('sort') ?? status.sort,
  };
  assertValid([reader]);
  const statuses = bySort(pipeline.statuses.map((row) => (row.id === id ? changed : row)));
  call.account.pipelines.put({ ...pipeline, statuses });
  return ok(statusView(call, pipeline, changed));
}

/** Leads that stand there move to the pipeline's first status. */
function deleteStatus(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  const { account } = call;
  const pipeline = existing(call);
  const id = pathId(call, 'statusId');
  const status = pipeline.statuses.find((row) => row.id === id);
  const others = pipeline.statuses.filter((row) => row.id !== id);
  const refuge = others.find((row) => row.isEditable);
  if (!status?.isEditable || !refuge) throw noSuchChoice('id');
  for (const lead of account.leads.all())
    if (lead.pipelineId === pipeline.id && lead.statusId === id) account.leads.put({ ...lead, statusId: refuge.id });
  account.pipelines.put({ ...pipeline, statuses: others });
  return noContent;
}

function existing(call: ApiCall): Pipeline {
  const pipeline = call.account.pipelines.get(pathId(call));
  if (!pipeline) throw noSuchChoice('id');
  return pipeline;
}

const noSuchChoice = (path: string): ApiError =>
  validationFailed([
    {
      requestId: '0',
      errors: [{ code: 'NotSupportedChoice', path, detail: 'The value you selected is not a valid choice.' }],
    },
  ]);

function readStatus(account: Account, reader: ItemReader, sort: number): PipelineStatus {
  const name = reader.text('name') ?? '';
  if (name === '') reader.refuseMissing('name');
  return newStatus(account, name, reader.text('color') ?? '#fffeb2', reader.integer('sort') ?? sort);
}

function newStatus(account: Account, name: string, color: string, sort: number): PipelineStatus {
  return { id: account.counters.nextId(), name, color, sort, type: 0, isEditable: true };
}

function pipelineView(call: ApiCall, pipeline: Pipeline): JsonObject {
  return {
    id: pipeline.id,
    name: pipeline.name,
    sort: pipeline.sort,
    is_main: pipeline.isMain,
    is_unsorted_on: pipeline.isUnsortedOn,
    is_archive: pipeline.isArchive,
    account_id: accountProfile.id,
    _links: selfLink(viewOptions(call), `leads/pipelines/${pipeline.id}`),
    _embedded: { statuses: bySort(pipeline.statuses).map((status) => statusView(call, pipeline, status)) },
  };
}

function statusView(call: ApiCall, pipeline: Pipeline, status: PipelineStatus): JsonObject {
  return {
    id: status.id,
    name: status.name,
    sort: status.sort,
    is_editable: status.isEditable && status.id !== wonStatusId && status.id !== lostStatusId,
    pipeline_id: pipeline.id,
    color: status.color,
    type: status.type,
    account_id: accountProfile.id,
    _links: selfLink(viewOptions(call), `leads/pipelines/${pipeline.id}/statuses/${status.id}`),
  };
}

function reasonView(call: ApiCall, reason: LossReason): JsonObject {
  return {
    id: reason.id,
    name: reason.name,
    sort: reason.sort,
    created_at: 1_700_000_000,
    updated_at: 1_700_000_000,
    _links: selfLink(viewOptions(call), `leads/loss_reasons/${reason.id}`),
  };
}
