import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../http/json.ts';
import { firstStatus, livingCard, mainPipeline, nowSeconds } from '../account.ts';
import { notFound } from '../api-error.ts';
import { selfLink } from '../entities/card-view.ts';
import { addCompany, addContact, addLead, deleteCard, saveLead } from '../entities/cards.ts';
import { assertValid, ItemReader, readItem, readItems } from '../input/item-reader.ts';
import { filterNumbers, filterTexts, listAnswer } from '../lists/list-page.ts';
import { ok, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { Contact, Lead, Pipeline, UnsortedItem } from '../model.ts';

/** «Неразобранное»: requests that a person accepts or declines. */
export const unsortedMethods: MethodTable = {
  'GET /api/v4/leads/unsorted': list,
  'GET /api/v4/leads/unsorted/{uid}': (call) => ok(itemView(call, existing(call))),
  'POST /api/v4/leads/unsorted/forms': (call) => add(call, 'forms'),
  'POST /api/v4/leads/unsorted/sip': (call) => add(call, 'sip'),
  'POST /api/v4/leads/unsorted/{uid}/accept': accept,
  'DELETE /api/v4/leads/unsorted/{uid}/decline': decline,
};

const requiredMetadata = { forms: ['form_id', 'form_name', 'form_page', 'form_sent_at'], sip: ['from', 'phone'] };

function list(call: ApiCall): ApiAnswer {
  const uids = filterTexts(call, 'uid');
  const categories = filterTexts(call, 'category');
  const pipelines = filterNumbers(call, 'pipeline_id');
  const items = call.account.unsorted
    .all()
    .filter(
      (item) =>
        (uids?.includes(item.uid) ?? true) &&
        (categories?.includes(item.category) ?? true) &&
        (pipelines?.includes(item.pipelineId) ?? true),
    );
  return listAnswer(call, 'unsorted', items, (item) => itemView(call, item));
}

/** The same `source_uid` again makes a second item. @source probed: MTZ §9.11 */
function add(call: ApiCall, category: UnsortedItem['category']): ApiAnswer {
  const readers = readItems(call.body);
  const items = readers.map((reader) => addItem(call, category, reader));
  assertValid(readers);
  const rows = items.map((item, index): JsonObject => ({
    ...itemView(call, item),
    request_id: readers[index]?.requestId ?? '',
  }));
  return ok({ _total_items: rows.length, _embedded: { unsorted: rows } });
}

function addItem(call: ApiCall, category: UnsortedItem['category'], reader: ItemReader): UnsortedItem {
  const { account, actor } = call;
  const sourceUid = reader.text('source_uid') ?? '';
  const sourceName = reader.text('source_name') ?? '';
  if (sourceUid === '') reader.refuseMissing('source_uid');
  if (sourceName === '') reader.refuseMissing('source_name');
  const metadata = reader.object('metadata');
  if (!metadata) reader.refuseMissing('metadata');
  else for (const name of requiredMetadata[category]) if (!metadata.has(name)) metadata.refuseMissing(name);
  const pipeline = account.pipelines.get(reader.integer('pipeline_id') ?? mainPipeline(account).id);
  if (!pipeline) reader.refuseChoice('pipeline_id');
  const embedded = reader.object('_embedded');
  const contacts = (embedded?.objects('contacts') ?? []).map((one) => addContact(account, one, actor, true));
  const companies = (embedded?.objects('companies') ?? []).map((one) => addCompany(account, one, actor));
  const leadReader =
    embedded?.objects('leads')?.[0] ?? new ItemReader({ name: sourceName }, reader.requestId, reader.errors);
  const lead = addUnsortedLead(call, leadReader, pipeline ?? mainPipeline(account), contacts);
  const uid = randomBytes(32).toString('hex');
  const item = account.unsorted.insert((id) => ({
    id,
    uid,
    category,
    sourceUid,
    sourceName,
    pipelineId: lead.pipelineId,
    createdAt: reader.integer('created_at') ?? nowSeconds(account),
    metadata: metadata?.item ?? {},
    leadId: lead.id,
    contactIds: contacts.map((contact) => contact.id),
    companyIds: companies.map((company) => company.id),
  }));
  pushUnsortedHook(call, item, 'add', {});
  return item;
}

/** The lead stands in «Неразобранное», where no other method can put it. */
function addUnsortedLead(call: ApiCall, reader: ItemReader, pipeline: Pipeline, contacts: readonly Contact[]): Lead {
  const { account, actor } = call;
  const { status_id: _status, ...rest } = reader.item;
  const plain = new ItemReader({ ...rest, pipeline_id: pipeline.id }, reader.requestId, reader.errors);
  const lead = addLead(account, plain, actor);
  const status = pipeline.statuses.find((row) => row.type === 1) ?? firstStatus(pipeline);
  const links = contacts.map((contact, index) => ({ id: contact.id, isMain: index === 0 }));
  const waiting = { ...lead, statusId: status.id, contacts: links };
  account.leads.put(waiting);
  return waiting;
}

function accept(call: ApiCall): ApiAnswer {
  const { account, actor } = call;
  const item = existing(call);
  const reader = readItem(call.body ?? {});
  const lead = account.leads.get(item.leadId);
  const pipeline = account.pipelines.get(item.pipelineId) ?? mainPipeline(account);
  const statusId = reader.integer('status_id') ?? firstStatus(pipeline).id;
  const userId = reader.integer('user_id') ?? actor.userId;
  const place = account.pipelines.find((row) =>
    row.statuses.some((status) => status.id === statusId && status.type === 0 && (statusId > 143 || row === pipeline)),
  );
  if (!place) reader.refuseChoice('status_id');
  if (userId !== 0 && !account.users.get(userId)) reader.refuseChoice('user_id');
  assertValid([reader]);
  if (lead && place)
    saveLead(
      account,
      lead,
      { ...lead, pipelineId: place.id, statusId, responsibleUserId: userId || lead.responsibleUserId },
      actor,
    );
  return finish(call, item, 'accept');
}

/** The lead goes to the bin; nobody ever sees its contacts. */
function decline(call: ApiCall): ApiAnswer {
  const { account, actor } = call;
  const item = existing(call);
  const lead = livingCard(account, 'leads', item.leadId);
  if (lead) deleteCard(account, 'leads', lead, actor);
  return finish(call, item, 'decline');
}

function finish(call: ApiCall, item: UnsortedItem, action: 'accept' | 'decline'): ApiAnswer {
  pushUnsortedHook(call, item, action === 'accept' ? 'update' : 'delete', {
    action,
    accept_result: { leads: [item.leadId], contacts: [...item.contactIds] },
  });
  return ok({
    uid: item.uid,
    category: item.category,
    pipeline_id: item.pipelineId,
    created_at: item.createdAt,
    _links: selfLink(viewOptions(call), `leads/unsorted/${item.uid}`),
    _embedded: embeddedIds(call, item),
  });
}

function existing(call: ApiCall): UnsortedItem {
  const item = call.account.unsorted.find((row) => row.uid === call.params['uid']);
  if (!item) throw notFound();
  return item;
}

function pushUnsortedHook(call: ApiCall, item: UnsortedItem, action: string, more: JsonObject): void {
  call.actor.hooks.push({
    setting: `${action}_unsorted`,
    keys: ['unsorted', action],
    entityId: item.leadId,
    item: {
      uid: item.uid,
      source_uid: item.sourceUid,
      category: item.category,
      pipeline_id: item.pipelineId,
      created_at: item.createdAt,
      lead_id: item.leadId,
      ...more,
    },
  });
}

function embeddedIds(call: ApiCall, item: UnsortedItem): JsonObject {
  const linked = (entity: string, ids: readonly number[]): JsonObject[] =>
    ids.map((id) => ({ id, _links: selfLink(viewOptions(call), `${entity}/${id}`) }));
  return {
    leads: linked('leads', [item.leadId]),
    contacts: linked('contacts', item.contactIds),
    companies: linked('companies', item.companyIds),
  };
}

function itemView(call: ApiCall, item: UnsortedItem): JsonObject {
  return {
    uid: item.uid,
    source_uid: item.sourceUid,
    source_name: item.sourceName,
    category: item.category,
    pipeline_id: item.pipelineId,
    created_at: item.createdAt,
    metadata: { ...item.metadata },
    _links: selfLink(viewOptions(call), `leads/unsorted/${item.uid}`),
    _embedded: embeddedIds(call, item),
  };
}
