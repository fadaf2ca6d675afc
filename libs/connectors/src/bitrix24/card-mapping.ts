import type { CrmCard, CrmCardKind, CrmStage, CrmUser, NewCrmCard } from '@voronka/contracts';
import { cardNames, funnelOfStage } from './card-kinds.ts';
import type { Row } from './rows.ts';
import { externalKeyOf, isoTimeOf, linkOf, originator, rowOf, textOf } from './rows.ts';

/** The field that holds tags: the vendor has no tags of its own on cards. */
export const tagsField = 'UF_CRM_VORONKA_TAGS';

/** What the vendor's own stages mean where nothing says it. */
const systemStages: Readonly<Record<string, CrmStage['semantics']>> = {
  CONVERTED: 'won',
  JUNK: 'lost',
  WON: 'won',
  LOSE: 'lost',
};

/** What the vendor calls process, success and failure. Portals without it still have the system's stages. */
function semanticsOf(value: unknown, statusId: string): CrmStage['semantics'] {
  const word = textOf(value)?.toUpperCase()[0];
  if (word === undefined) return systemStages[statusId.replace(/^C\d+:/, '')] ?? 'open';
  if (word === 'S') return 'won';
  return word === 'F' ? 'lost' : 'open';
}

/** A card of `crm.lead.get`, `crm.deal.get` or their `.list`. */
export function toCard(kind: CrmCardKind, row: Row): CrmCard {
  const { stageField, semanticsField } = cardNames[kind];
  const statusId = textOf(row[stageField]) ?? '';
  const tags = row[tagsField];
  return {
    kind,
    id: textOf(row.ID) ?? '',
    title: textOf(row.TITLE) ?? '',
    statusId,
    semantics: semanticsOf(row[semanticsField], statusId),
    responsibleId: linkOf(row.ASSIGNED_BY_ID),
    contactId: linkOf(row.CONTACT_ID),
    // An empty multiple field is `false`.
    tags: Array.isArray(tags) ? tags.flatMap((tag) => textOf(tag) ?? []) : [],
    externalKey: externalKeyOf(row),
    createdAt: isoTimeOf(row.DATE_CREATE),
    updatedAt: isoTimeOf(row.DATE_MODIFY),
    stageChangedAt: isoTimeOf(row.MOVED_TIME),
    stageChangedBy: linkOf(row.MOVED_BY_ID),
    updatedBy: linkOf(row.MODIFY_BY_ID),
  };
}

/** A row of `crm.status.list` for a directory of stages. @param funnel the funnel's name, where there are several */
export function toStage(row: Row, funnel: string | null): CrmStage {
  const id = textOf(row.STATUS_ID) ?? '';
  const semantics = textOf(row.SEMANTICS) ?? textOf(rowOf(row.EXTRA)?.SEMANTICS);
  return {
    id,
    name: textOf(row.NAME) ?? id,
    funnel,
    sort: Number(textOf(row.SORT) ?? 0),
    semantics: semanticsOf(semantics, id),
  };
}

/** A row of `user.get`. */
export function toUser(row: Row): CrmUser {
  const id = textOf(row.ID) ?? '';
  const name = [row.NAME, row.LAST_NAME]
    .map(textOf)
    .filter((part) => part !== null)
    .join(' ');
  return {
    id,
    name: name === '' ? (textOf(row.EMAIL) ?? id) : name,
    active: row.ACTIVE === true || row.ACTIVE === 'Y',
  };
}

/** Lengths beyond which the vendor's own columns end. */
const maxLength = { title: 250, sourceDescription: 4000 };

const utmNames = ['source', 'medium', 'campaign', 'content', 'term'] as const;

/**
 * Fields of `crm.lead.add` and `crm.deal.add`. Where the client came from is written as bare addresses, the same in every
 * language.
 */
export function cardFields(card: NewCrmCard): Record<string, unknown> {
  const { page, referrer, utm } = card.source;
  const cameFrom = [page, referrer === null ? null : `← ${referrer}`].filter((part) => part !== null).join('\n');
  return {
    TITLE: card.title.slice(0, maxLength.title),
    [cardNames[card.kind].stageField]: card.statusId,
    // A stage is known in its own funnel only.
    ...(card.kind === 'deal' ? { CATEGORY_ID: funnelOfStage(card.statusId) } : {}),
    SOURCE_ID: 'WEB',
    ORIGINATOR_ID: originator,
    ORIGIN_ID: card.externalKey,
    ...(cameFrom === '' ? {} : { SOURCE_DESCRIPTION: cameFrom.slice(0, maxLength.sourceDescription) }),
    ...(card.contactId === null ? {} : { CONTACT_ID: card.contactId }),
    ...(card.responsibleId === null ? {} : { ASSIGNED_BY_ID: card.responsibleId }),
    ...Object.fromEntries(
      utmNames.flatMap((name) => (utm[name] === undefined ? [] : [[`UTM_${name.toUpperCase()}`, utm[name]]])),
    ),
  };
}
