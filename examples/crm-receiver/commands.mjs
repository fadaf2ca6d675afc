/** What the example does at each command. A command that is not here is answered by 501, and Voronka goes on without it. */
import { stages, users } from './catalogue.mjs';

/** Thrown for what a command names and what is not there. */
export class NotFound extends Error {}

const digits = (phone) => String(phone).replace(/\D/g, '').slice(-10);
const list = (value) => [value ?? []].flat();
const now = () => new Date().toISOString();

function one(rows, id) {
  if (!Object.hasOwn(rows, id)) throw new NotFound();
  return rows[id];
}

/** The next version of a lead, so that Voronka can tell an old change from a new one. */
export function touch(lead, by) {
  lead.version += 1;
  lead.updatedAt = now();
  lead.updatedBy = by;
}

/** Moves a lead, whoever does it. */
export function moveLead(lead, stage, by) {
  lead.fields.stage = stage;
  touch(lead, by);
  lead.stageChangedAt = lead.updatedAt;
  lead.stageChangedBy = by;
}

const versionOf = ({ version, updatedAt }) => ({ version, at: updatedAt });
const robot = 'voronka';

/** @type {Record<string, (data: any, store: any) => object>} */
export const reads = {
  'stages.list': () => ({ stages }),
  'users.list': () => ({ users }),
  'contact.read': ({ id }, { state }) => ({ contact: one(state.contacts, id) }),
  'contact.find': ({ phone, email, key }, { state }) => ({
    contacts: Object.values(state.contacts).filter(
      ({ fields }) =>
        (phone && list(fields.phone).some((value) => digits(value) === digits(phone))) ||
        (email && list(fields.email).some((value) => value.toLowerCase() === email.toLowerCase())) ||
        (key && fields.key === key),
    ),
  }),
  'lead.read': ({ id }, { state }) => ({ lead: one(state.leads, id) }),
  'lead.find': ({ contact, key }, { state }) => ({
    leads: Object.values(state.leads).filter(
      ({ fields }) => (contact && fields.contact === contact) || (key && fields.key === key),
    ),
  }),
  'note.find': ({ lead, key }, { state }) => {
    const found = Object.values(state.notes).find((note) => note.lead === lead && note.key === key);
    return { id: found?.id ?? null };
  },
  'task.find': ({ of, owner, key }, { state }) => {
    const found = Object.values(state.tasks).find((t) => t.of === of && t.owner === owner && t.key === key);
    return { id: found?.id ?? null };
  },
};

/** Each makes one thing; the caller sees to it that a repeated key makes none. */
export const creates = {
  'contact.create': ({ fields }, { state, newId }) => {
    const id = newId();
    state.contacts[id] = { id, fields, createdAt: now(), updatedAt: now() };
    return { id };
  },
  'lead.create': ({ fields }, { state, newId }) => {
    const id = newId();
    const at = now();
    const lead = { id, fields: { tags: [], ...fields }, version: 1, createdAt: at, updatedAt: at };
    state.leads[id] = { ...lead, stageChangedAt: at, stageChangedBy: robot, updatedBy: robot };
    return { id, ...versionOf(lead) };
  },
  'note.create': ({ lead, key, text }, { state, newId }) => {
    one(state.leads, lead);
    const id = newId();
    state.notes[id] = { id, lead, key, text };
    return { id };
  },
  'task.create': ({ of, owner, key, text, deadlineAt, responsible }, { state, newId }) => {
    one(of === 'contact' ? state.contacts : state.leads, owner);
    const id = newId();
    state.tasks[id] = { id, of, owner, key, text, deadlineAt, responsible };
    return { id };
  },
};

/** Each sets a state, which is the same when it is set twice. */
export const sets = {
  ping: () => ({ account: 'Example CRM', user: 'Example receiver' }),
  'contact.update': ({ id, fields }, { state }) => {
    const contact = one(state.contacts, id);
    Object.assign(contact.fields, fields);
    contact.updatedAt = now();
    return {};
  },
  'lead.move': ({ id, fields }, { state }) => {
    const lead = one(state.leads, id);
    moveLead(lead, fields.stage, robot);
    return versionOf(lead);
  },
  'lead.assign': ({ id, fields }, { state }) => {
    const lead = one(state.leads, id);
    lead.fields.responsible = fields.responsible;
    touch(lead, robot);
    return versionOf(lead);
  },
  'lead.tag': ({ id, add, remove }, { state }) => {
    const lead = one(state.leads, id);
    const before = lead.fields.tags;
    lead.fields.tags = [...new Set([...before, ...add])].filter((tag) => !remove.includes(tag));
    touch(lead, robot);
    return {
      added: add.filter((tag) => !before.includes(tag)),
      removed: remove.filter((tag) => before.includes(tag)),
    };
  },
  'note.update': ({ id, text }, { state }) => {
    one(state.notes, id).text = text;
    return {};
  },
};
