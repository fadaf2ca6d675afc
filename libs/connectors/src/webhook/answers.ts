import type { CrmCard, CrmContact, CrmStage } from '@voronka/contracts';
import { samePhone } from '@voronka/domain';
import { rowOf, rowsOf, textOf } from '../shared/rows.ts';
import { isStandIn } from '../shared/stand-in-name.ts';
import type { FieldNames } from './field-names.ts';

/** A time as receivers write it, in our form; null for anything else. */
export function timeOf(value: unknown): string | null {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** One value, or a list of them. */
export function valuesOf(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => textOf(one)?.trim() || []);
}

/** A contact of an answer; null without an id. What only stands in for a name is read as no name. */
export function toContact(value: unknown, names: FieldNames<'contact'>): CrmContact | null {
  const row = rowOf(value);
  const id = textOf(row?.id);
  if (!row || id === null) return null;
  const fields = rowOf(row.fields) ?? {};
  const phones = valuesOf(names.read(fields, 'phone'));
  const emails = valuesOf(names.read(fields, 'email'));
  const name = (textOf(names.read(fields, 'name')) ?? '').trim();
  const nameless = isStandIn(name) || emails.includes(name) || phones.some((phone) => samePhone(phone, name));
  return { id, name: nameless ? '' : name, phones, emails, updatedAt: timeOf(row.updatedAt) };
}

/** What stages mean, by their ids. */
export type Meanings = ReadonlyMap<string, CrmStage['semantics']>;

/** A lead of an answer; null without an id or a stage. A stage that is in no list is an open one. */
export function toLead(value: unknown, names: FieldNames<'lead'>, meanings: Meanings): CrmCard | null {
  const row = rowOf(value);
  const fields = rowOf(row?.fields) ?? {};
  const id = textOf(row?.id);
  const statusId = textOf(names.read(fields, 'stage'));
  if (!row || id === null || statusId === null) return null;
  return {
    kind: 'lead',
    id,
    title: textOf(names.read(fields, 'title')) ?? '',
    statusId,
    semantics: meanings.get(statusId) ?? 'open',
    responsibleId: textOf(names.read(fields, 'responsible')),
    contactId: textOf(names.read(fields, 'contact')),
    tags: valuesOf(names.read(fields, 'tags')),
    externalKey: textOf(names.read(fields, 'key')),
    createdAt: timeOf(row.createdAt),
    updatedAt: timeOf(row.updatedAt),
    stageChangedAt: timeOf(row.stageChangedAt),
    stageChangedBy: textOf(row.stageChangedBy),
    updatedBy: textOf(row.updatedBy),
  };
}

/** The stages of an answer, in its order. */
export function toStages(value: unknown): CrmStage[] {
  return rowsOf(value).flatMap((row, sort) => {
    const id = textOf(row.id);
    if (id === null) return [];
    const { meaning } = row;
    const semantics = meaning === 'won' || meaning === 'lost' ? meaning : 'open';
    return [{ id, name: textOf(row.name) ?? id, funnel: textOf(row.funnel), sort, semantics }];
  });
}
