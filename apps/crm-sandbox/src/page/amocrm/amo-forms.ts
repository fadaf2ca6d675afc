import { livingCard } from '../../amocrm/account.ts';
import type { Account } from '../../amocrm/account.ts';
import { assertValid, ItemReader } from '../../amocrm/input/item-reader.ts';
import { ApiError } from '../../amocrm/api-error.ts';
import { deleteCard, updateContact, updateLead } from '../../amocrm/entities/cards.ts';
import { actorFor } from '../../amocrm/events/actor.ts';
import type { Actor } from '../../amocrm/events/actor.ts';
import type { HookDispatcher } from '../../amocrm/events/hook-dispatcher.ts';
import type { Contact, Lead } from '../../amocrm/model.ts';
import type { Json, JsonObject } from '../../http/json.ts';
import { positiveInteger, scalarText } from '../../http/json.ts';

/** What a form changes, and whom it tells. */
export interface FormDeps {
  readonly account: Account;
  readonly hooks: HookDispatcher;
}

/** Saves the form of a lead's card. @returns `false` when a value is not accepted; nothing is changed then */
export function saveLeadForm(deps: FormDeps, id: number, form: JsonObject): boolean {
  const [pipelineId, statusId] = (scalarText(form['place']) ?? '').split(':').map(Number);
  return changeLead(deps, id, form, {
    name: scalarText(form['name']) ?? null,
    pipeline_id: pipelineId ?? null,
    status_id: statusId ?? null,
    responsible_user_id: positiveInteger(form['responsibleId']) ?? null,
  });
}

/** Moves a lead within its pipeline: a card was dragged. */
export function moveLead(deps: FormDeps, id: number, form: JsonObject): boolean {
  const statusId = positiveInteger(form['statusId']);
  return statusId !== undefined && changeLead(deps, id, form, { status_id: statusId });
}

export function saveContactForm(deps: FormDeps, id: number, form: JsonObject): boolean {
  const contact = livingCard(deps.account, 'contacts', id) as Contact | undefined;
  const field = (name: string, code: string): Json => ({
    field_code: code,
    values: (scalarText(form[name]) ?? '')
      .split(',')
      .map((value) => value.trim())
      .filter(Boolean)
      .map((value) => ({ value })),
  });
  const item = {
    name: scalarText(form['name']) ?? null,
    responsible_user_id: positiveInteger(form['responsibleId']) ?? null,
    custom_fields_values: [field('phone', 'PHONE'), field('email', 'EMAIL')],
  };
  return change(deps, form, (actor) => {
    const reader = new ItemReader(item, '0');
    if (contact) updateContact(deps.account, contact, reader, actor);
    assertValid([reader]);
    return contact !== undefined;
  });
}

export function deleteLead(deps: FormDeps, id: number, form: JsonObject): boolean {
  return change(deps, form, (actor) => {
    const lead = livingCard(deps.account, 'leads', id);
    if (lead) deleteCard(deps.account, 'leads', lead, actor);
    return lead !== undefined;
  });
}

export function switchDuplicateControl({ account }: FormDeps, id: number, form: JsonObject): boolean {
  const pipeline = account.pipelines.get(id);
  if (!pipeline) return false;
  const duplicateControl = scalarText(form['duplicateControl']) === 'on';
  account.store.transaction(() => account.pipelines.put({ ...pipeline, duplicateControl }));
  return true;
}

function changeLead(deps: FormDeps, id: number, form: JsonObject, item: JsonObject): boolean {
  return change(deps, form, (actor) => {
    const lead = livingCard(deps.account, 'leads', id) as Lead | undefined;
    const reader = new ItemReader(item, '0');
    if (lead) updateLead(deps.account, lead, reader, actor);
    assertValid([reader]);
    return lead !== undefined;
  });
}

/** Runs a change on behalf of the person the form names, else of the first manager, and tells the webhooks. */
function change(deps: FormDeps, form: JsonObject, apply: (actor: Actor) => boolean): boolean {
  const people = deps.account.users.all().filter((user) => !user.isDeleted);
  const named = positiveInteger(form['actorId']);
  const person = named === undefined ? people.find((user) => !user.isAdmin) : people.find((user) => user.id === named);
  if (!person) return false;
  const actor = actorFor(person.id);
  try {
    const done = deps.account.store.transaction(() => apply(actor));
    if (done) deps.hooks.publish(actor);
    return done;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
