import type { CrmCard, CrmStage, CrmUser, NewCrmCard } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { Row } from '../shared/rows.ts';
import { linkOf, rowOf, rowsOf, textOf } from '../shared/rows.ts';
import type { FieldValues } from './field-values.ts';
import { externalKeyOf, isoTimeOf, keyField } from './field-values.ts';
import type { NewBody } from './write-new.ts';

/** Won and lost, which stand in every pipeline under the same numbers. */
const closed: Readonly<Record<string, CrmStage['semantics']>> = { '142': 'won', '143': 'lost' };

/** «Неразобранное»: people accept leads from it, no request can put one there. */
const unsortedType = 1;

/** A stage's id here: a status alone does not tell won in one pipeline from won in another. */
function stageId(pipelineId: unknown, statusId: unknown): string {
  return `${textOf(pipelineId) ?? ''}:${textOf(statusId) ?? ''}`;
}

/** The place that a stage's id names. @throws VoronkaError `Crm.Rejected` for an id of another CRM */
export function placeOf(statusId: string): { pipeline_id: number; status_id: number } {
  const [, pipeline, status] = /^(\d+):(\d+)$/.exec(statusId) ?? [];
  if (pipeline === undefined || status === undefined) {
    throw new VoronkaError('Crm.Rejected', 'The stage is of another CRM', { reason: 'stage' });
  }
  return { pipeline_id: Number(pipeline), status_id: Number(status) };
}

/** A lead of the account, read with its contacts. */
export function toCard(row: Row): CrmCard {
  const embedded = rowOf(row._embedded);
  const contacts = rowsOf(embedded?.contacts);
  const main = contacts.find((contact) => contact.is_main === true) ?? contacts[0];
  return {
    kind: 'lead',
    id: textOf(row.id) ?? '',
    title: textOf(row.name) ?? '',
    statusId: stageId(row.pipeline_id, row.status_id),
    semantics: closed[textOf(row.status_id) ?? ''] ?? 'open',
    responsibleId: linkOf(row.responsible_user_id),
    contactId: textOf(main?.id),
    tags: rowsOf(embedded?.tags).flatMap((tag) => textOf(tag.name) ?? []),
    externalKey: externalKeyOf(row),
    createdAt: isoTimeOf(row.created_at),
    updatedAt: isoTimeOf(row.updated_at),
    // 0 is the account's own robot.
    updatedBy: linkOf(row.updated_by),
  };
}

/** Stages of a pipeline that a lead can be put into. */
export function stagesOf(pipeline: Row): CrmStage[] {
  return rowsOf(rowOf(pipeline._embedded)?.statuses)
    .filter((status) => status.type !== unsortedType)
    .map((status) => {
      const id = textOf(status.id) ?? '';
      return {
        id: stageId(pipeline.id, status.id),
        name: textOf(status.name) ?? id,
        funnel: textOf(pipeline.name),
        sort: Number(textOf(status.sort) ?? 0),
        semantics: closed[id] ?? 'open',
      };
    })
    .sort((a, b) => a.sort - b.sort);
}

/** A person of the account. */
export function toUser(row: Row): CrmUser {
  const id = textOf(row.id) ?? '';
  return { id, name: textOf(row.name) ?? textOf(row.email) ?? id, active: rowOf(row.rights)?.is_active !== false };
}

/** Length beyond which the vendor's own column ends. */
const maxTitleLength = 250;
const maxTrackingLength = 250;

/** The fields that tell where the client came from, among those that the account has. */
function sourceFields({ referrer, utm }: NewCrmCard['source'], codes: ReadonlySet<string>): FieldValues[] {
  const values = Object.entries({
    ...Object.fromEntries(Object.entries(utm).map(([name, value]) => [`UTM_${name.toUpperCase()}`, value])),
    REFERRER: referrer ?? '',
  });
  return values
    .filter(([code, value]) => value !== '' && codes.has(code))
    .map(([code, value]) => ({ field_code: code, values: [{ value: value.slice(0, maxTrackingLength) }] }));
}

/** A lead of `POST /leads/complex`. @param codes of the fields that the account has */
export function leadBody(card: NewCrmCard, codes: ReadonlySet<string>): NewBody {
  return {
    name: card.title.slice(0, maxTitleLength),
    ...placeOf(card.statusId),
    ...(card.responsibleId === null ? {} : { responsible_user_id: Number(card.responsibleId) }),
    custom_fields_values: [keyField(card.externalKey), ...sourceFields(card.source, codes)],
    ...(card.contactId === null ? {} : { _embedded: { contacts: [{ id: Number(card.contactId) }] } }),
  };
}
